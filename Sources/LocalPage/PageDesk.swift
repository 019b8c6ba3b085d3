public import Markup
import Catalog
import Guidance
public import Identification
import Inspections
import Measures
public import Pictures
public import Reading
public import Presentation

/// Turns what was said into the page that answers it.
///
/// It keeps nothing: the same request on the same catalog gives the same page.
public struct PageDesk: Sendable {
  let engine: Identification
  let reader: TextReader
  let facts: StandingNotice
  let pictures: PictureFolder?

  /// A desk over a catalog and its drawings.
  public init(
    engine: Identification,
    reader: TextReader,
    facts: StandingNotice,
    pictures: PictureFolder? = nil
  ) {
    self.engine = engine
    self.reader = reader
    self.facts = facts
    self.pictures = pictures
  }

  /// The page on which an examination begins.
  public var openingPage: HTML {
    PageLayout.page(title: "Identify goods", body: OpeningPage(facts: facts).body, facts: facts)
  }

  /// The page that answers what was said.
  public func page(for request: PageRequest) -> HTML {
    PageLayout.page(title: "Result so far", body: ResultPage(result(of: request), facts: facts).body, facts: facts)
  }

  /// The page that says why a form was not taken.
  public func page(for error: PageError) -> HTML {
    let body: HTML = """
      <section class="notice" role="alert"><h2>Not taken</h2><p>\(error.description).</p>
      <p><a class="button" href="/">Begin a new examination</a></p></section>
      """
    return PageLayout.page(title: "Not taken", body: body, facts: facts)
  }

  /// The SVG of a drawing, by the path that the table of drawings gives it; nil if there is none.
  func drawing(_ path: String) -> [UInt8]? {
    // Looked up, not opened: a path from outside never becomes a file name.
    guard let pictures, let picture = pictures.index.pictures.first(where: { $0.path == path }) else { return nil }
    return pictures.svg(of: picture)
  }

  func result(of request: PageRequest) -> PageResult {
    var request = request
    let complaint = takeTypedValue(&request)
    let clues = clues(of: request)
    let circumstances = Circumstances(mode: request.mode)
    let assessment = engine.assess(clues, under: circumstances)
    let standing = engine.standing(assessment, clues, under: circumstances)
    return PageResult(
      request: request,
      complaint: complaint,
      clues: clues,
      assessment: assessment,
      standing: standing,
      catalog: engine.catalog,
      pictures: pictures?.index ?? .empty
    )
  }

  /// Checks a value that was just typed and makes it an answer, or says why not.
  private func takeTypedValue(_ request: inout PageRequest) -> String? {
    guard let typed = request.typed else { return nil }
    guard let feature = engine.catalog.features[typed.feature], feature.kind == .quantity else {
      return "the question is not in this release of the catalog"
    }
    do {
      _ = try feature.reading(of: typed.value)
      request.give(PageRequest.Given(feature: typed.feature, answer: .value(typed.value, feature.answerSource)))
      request.typed = nil
      return nil
    } catch {
      return "“\(typed.value)” for \(feature.name): \(error)"
    }
  }

  private func clues(of request: PageRequest) -> Clues {
    var examination = Examination()
    if !request.text.allSatisfy(\.isWhitespace) { examination.apply(.clue(request.text)) }
    for given in request.answers { examination.apply(.answered(feature: given.feature, given.answer)) }
    var clues = examination.clues(reader, engine.catalog)
    clues.merge(reader.read(request.declared, from: .declaration, context: request.text))
    clues.merge(reader.readHeading(request.heading))
    return clues
  }
}
