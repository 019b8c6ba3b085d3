import Authoring
import Catalog
import Foundation
import Guidance
import Identification
import Inspections
import Reading
import Testing

@testable import LocalPage
import Markup
import Presentation

/// The desk over the small catalog of the fixtures.
func fixtureDesk() throws -> PageDesk {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/catalog-small")
  let catalog = Catalog(records: try CatalogSource(folder: folder).records)
  return PageDesk(
    engine: try Identification(catalog),
    reader: TextReader(catalog),
    facts: StandingNotice(release: String(repeating: "ab", count: 32), madeAt: 0, now: 3 * 86_400)
  )
}

func form(_ fields: KeyValuePairs<String, String>) -> [UInt8] {
  let unreserved = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
  func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }
  return Array(fields.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&").utf8)
}

/// The fields of the first form of a page that holds a text.
func fields(of page: HTML, formWith text: String) -> [(String, String)] {
  guard let form = page.text.components(separatedBy: "<form").first(where: { $0.contains(text) }) else { return [] }
  func attribute(_ name: String, _ tag: String) -> String? {
    tag.components(separatedBy: " \(name)=\"").dropFirst().first?.components(separatedBy: "\"").first
      .map { $0.unescaped }
  }
  let inside = form.components(separatedBy: "</form>")[0]
  return inside.components(separatedBy: "<input").dropFirst().compactMap { tag in
    guard tag.contains("type=\"hidden\""), let name = attribute("name", tag) else { return nil }
    return (name, attribute("value", tag) ?? "")
  }
}

extension String {
  fileprivate var unescaped: String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(self) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}

struct PageTests {
  private let hostile = #"</textarea><script>alert('x')</script>" onfocus="x" '&amp; "# + "\u{202E}\u{0}"

  @Test func `nothing hostile in any field becomes markup`() throws {
    var request = PageRequest()
    request.text = hostile
    request.declared = hostile
    request.heading = hostile
    request.answers = [
      .init(feature: hostile, answer: .states([hostile])), .init(feature: "form", answer: .states([hostile])),
      .init(feature: "outside-diameter", answer: .value(hostile, .read)),
    ]
    request.typed = ("outside-diameter", hostile)
    let page = try fixtureDesk().page(for: request).text
    #expect(!page.contains("<script"))
    #expect(!page.contains("\" onfocus"))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
    #expect(!page.unicodeScalars.contains("\u{0}"))
    #expect(page.contains("&lt;script&gt;"))
  }

  @Test func `every page has the catalog's age and state root, and no script`() throws {
    let desk = try fixtureDesk()
    for page in [desk.openingPage, desk.page(for: PageRequest()), desk.page(for: .malformed)] {
      #expect(page.text.contains("compiled 3 days ago"))
      #expect(page.text.contains(String(repeating: "ab", count: 32)))
      #expect(!page.text.contains("<script"))
      #expect(!page.text.contains("http://"))
      for tag in ["section", "form", "ul", "li", "p", "details", "table"] {
        let opened = ["<\(tag)>", "<\(tag) "].reduce(0) { $0 + page.text.components(separatedBy: $1).count }
        #expect(opened == page.text.components(separatedBy: "</\(tag)>").count + 1, "\(tag)")
      }
    }
  }

  @Test func `every outcome has its fixed words and the standing sentence`() throws {
    let desk = try fixtureDesk()
    let texts = [
      "tube, maraging steel, AMS 6514, OD 145 mm, strength 2100 MPa, ultimate tensile strength 2100 MPa",
      "frequency changer 0-1500 Hz, 200 VA, 3-phase",
      "tube", "aluminium tube OD 20 mm, length 1 m, tensile strength 200 MPa", "", "qwertz",
    ]
    var outcomes: Set<String> = []
    for text in texts {
      var request = PageRequest()
      request.text = text
      let result = desk.result(of: request)
      let page = desk.page(for: request).text
      let words =
        switch result.assessment.outcome {
        case .refer: "Possible match – refer"
        case .undecided: "Cannot decide: missing "
        case .noMatch: "No list match found from the readings given"
        }
      outcomes.insert(words)
      #expect(page.contains("\">\(words)"))
      #expect(page.contains(StandingNotice.sentence))
      for word in ["cleared", "is safe", "is legal", "is controlled"] { #expect(!page.lowercased().contains(word)) }
    }
    #expect(outcomes.contains("Cannot decide: missing "))
    #expect(outcomes.count >= 2)
  }

  @Test func `hazards stand before the outcome`() throws {
    let desk = try fixtureDesk()
    let page = desk.page(for: PageRequest()).text
    let hazards = try #require(page.range(of: "class=\"hazards\""))
    let outcome = try #require(page.range(of: "class=\"outcome"))
    #expect(hazards.lowerBound < outcome.lowerBound)
  }

  @Test func `a form carries everything said before`() throws {
    let desk = try fixtureDesk()
    var request = PageRequest()
    request.text = "tube <b> & \"AMS 6514\"\nsecond line"
    request.declared = "pipes of steel"
    request.heading = "7304"
    request.mode = .rail
    request.answers = [
      .init(feature: "magnet-sticks", answer: .states(["yes"])), .init(feature: "form", answer: .cannotSee),
      .init(feature: "outside-diameter", answer: .value("145 mm", .measured)),
    ]
    let carried = fields(of: desk.page(for: request), formWith: "Take back")
    let body = Array(
      carried.map { name, value in
        "\(name)=\(value.utf8.map { "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())"
      }.joined(separator: "&").utf8
    )
    #expect(try PageRequest(form: body) == request)
  }

  @Test func `answers are taken, replaced and taken back`() throws {
    var request = try PageRequest(form: form(["answer": "form:=tube", "answer": "form:=can", "mode": "air"]))
    #expect(request.answers == [.init(feature: "form", answer: .states(["can"]))])
    #expect(request.mode == .air)
    request = try PageRequest(form: form(["answer": "form:=can", "answer": "magnet-sticks:?", "withdraw": "form"]))
    #expect(request.answers == [.init(feature: "magnet-sticks", answer: .cannotSee)])
    request = try PageRequest(form: form(["asked": "form", "state": "can", "state": "tube"]))
    #expect(request.answers == [.init(feature: "form", answer: .states(["can", "tube"]))])
  }

  @Test func `a typed value becomes an answer, and a bad one is asked for again`() throws {
    let desk = try fixtureDesk()
    var result = desk.result(of: try PageRequest(form: form(["asked": "outside-diameter", "value": "145 mm"])))
    #expect(result.complaint == nil)
    #expect(result.request.answers.map(\.code) == ["outside-diameter:m145 mm"])
    result = desk.result(of: try PageRequest(form: form(["asked": "outside-diameter", "value": "145 kg"])))
    #expect(result.complaint != nil)
    #expect(result.request.answers.isEmpty)
    #expect(result.asked?.id == "outside-diameter")
  }

  @Test func `what is no form or too long is refused with a reason`() throws {
    for body in ["text=%", "text=%4", "text=%zz", "text=%ff", "answer=form", "answer=:=x", "answer=form:="] {
      #expect(throws: PageError.malformed) { try PageRequest(form: Array(body.utf8)) }
    }
    let long = String(repeating: "a", count: PageRequest.longestText + 1)
    #expect(throws: PageError.self) { try PageRequest(form: form(["text": long])) }
    let many = Array((0..<600).map { "answer=f\($0):?" }.joined(separator: "&").utf8)
    #expect(throws: PageError.self) { try PageRequest(form: many) }
    let answers = Array((0..<300).map { "answer=f\($0):?" }.joined(separator: "&").utf8)
    #expect(throws: PageError.self) { try PageRequest(form: answers) }
  }

  @Test func `only this machine's own names are accepted`() {
    let guarded = HostGuard(host: "127.0.0.1", port: 8080)
    for name in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] { #expect(guarded.accepts(name)) }
    for name in [nil, "", "127.0.0.1", "localhost:80", "evil.example:8080", "127.0.0.1.evil.example:8080"] {
      #expect(!guarded.accepts(name))
    }
    #expect(HostGuard(host: "10.0.0.5", port: 80).accepts("10.0.0.5:80"))
    #expect(!HostGuard(host: "10.0.0.5", port: 80).accepts("localhost:80"))
  }
}
