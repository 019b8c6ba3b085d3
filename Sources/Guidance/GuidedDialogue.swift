import Catalog
public import Identification
public import Inspections
public import Pictures
public import Reading
public import Presentation

/// The guided examination as a value: an input goes in, what is to be said comes out.
///
/// - It knows nothing of terminals, files or clocks; whoever runs it shows the pages and writes the events down.
/// - Everything it says follows from the examination's events, so it goes on from a journal as if never interrupted.
/// - Hazards come before anything else, in full when they first become plausible and on every page after that.
public struct GuidedDialogue: Sendable {
  /// Where the dialogue stands.
  enum Stage: Hashable {
    /// Any clue is asked for.
    case opening
    /// The feature at hand is asked for.
    case question
    /// A number was typed without a unit.
    case unit(number: String)
    /// `n` was typed where it may have meant *no*.
    case doubtfulNo
    /// Free text is added.
    case adding
    /// The candidates are shown and can be compared.
    case candidates
    /// A picture is chosen.
    case pictures([Picture])
    /// A statement is picked to be changed.
    case editing
    /// The words of a statement are changed.
    case changing(statement: Int)
    /// The result is shown.
    case result
  }

  let engine: Identification
  let reader: TextReader
  let facts: StandingNotice
  let pictures: PictureIndex
  var stage = Stage.opening
  /// The examination so far.
  public internal(set) var examination: Examination
  var clues = Clues()
  /// What follows from it.
  public internal(set) var assessment: Assessment
  var standing = Standing.open
  /// The feature that is asked for.
  var asked: Feature?
  /// Whether `asked` was picked to change its answer.
  var isChanging = false
  /// Whether the inspector goes on after a result.
  var goesOn = false
  var shownHazards: Set<String> = []
  var events: [InspectionEvent] = []

  var catalog: Catalog { engine.catalog }

  /// A dialogue about a new examination, or about one to go on with.
  public init(
    engine: Identification,
    reader: TextReader,
    facts: StandingNotice,
    pictures: PictureIndex = .empty,
    examination: Examination = Examination()
  ) {
    self.engine = engine
    self.reader = reader
    self.facts = facts
    self.pictures = pictures
    self.examination = examination
    assessment = engine.assess(Clues(), under: examination.circumstances)
    refresh()
  }

  /// The first thing that is said.
  ///
  /// - Parameters:
  ///   - clue: words given beforehand; empty if there were none.
  ///   - circumstances: how the goods travel and the tools at hand; nil where nothing was said about them.
  public mutating func begin(with clue: String = "", under circumstances: Circumstances? = nil) -> DialogueStep {
    var step = DialogueStep()
    if examination.release.isEmpty {
      record(.started(release: facts.release, Situation(circumstances ?? Circumstances())))
    } else if let circumstances, circumstances != examination.circumstances {
      record(.situation(Situation(circumstances)))
    }
    if !clue.isEmpty { step.notices += add(clue) }
    if examination.statements.isEmpty {
      stage = .opening
    } else {
      if clue.isEmpty { step.notices += statementLines() }
      step.notices += goForward()
    }
    return finished(step)
  }

  /// Takes in an event that was written into the journal beside the dialogue.
  public mutating func take(_ event: InspectionEvent) {
    examination.apply(event)
  }

  /// Takes one line of input: an answer, a command, or text where text is asked for.
  public mutating func handle(_ input: String) -> DialogueStep {
    let input = String(input.prefix(20_000)).trimmed
    var step = DialogueStep()
    switch stage {
    case .opening: step = open(input)
    case .adding: step.notices = input.isEmpty ? goForward() : add(input) + goForward()
    case .candidates: step.notices = compare(input)
    case .pictures(let pictures): pickPicture(input, from: pictures, in: &step)
    case .editing: step.notices = pick(input)
    case .changing(let statement): step.notices = change(statement, to: input)
    case .unit(let number): step.notices = takeUnit(input, number: number)
    case .question, .doubtfulNo, .result: step = command(input)
    }
    return finished(step)
  }

  /// Closes the examination where its result was shown and nothing more is said.
  ///
  /// - Returns: the events for the journal; none where no result was reached.
  public mutating func endInput() -> [InspectionEvent] {
    guard stage == .result else { return [] }
    record(.finished(outcome: assessment.outcome.rawValue))
    defer { events = [] }
    return events
  }

  /// The result so far, where the input ended.
  public func resultSoFar() -> [TextLine] {
    ResultReport(assessment, clues: clues, catalog: catalog, facts: facts).lines
  }

  /// Whether the dialogue has come to its result by itself.
  var isDecided: Bool {
    switch standing {
    case .settled, .noQuestionLeft: true
    case .open, .verify: false
    }
  }

  // MARK: - Moving on

  mutating func record(_ event: InspectionEvent) {
    examination.apply(event)
    events.append(event)
    refresh()
  }

  private mutating func refresh() {
    clues = examination.clues(reader, catalog)
    let circumstances = examination.circumstances
    assessment = engine.assess(clues, under: circumstances)
    standing = engine.standing(assessment, clues, under: circumstances)
  }

  /// Goes to the next question, or to the result where none is needed; gives what is to be said on the way.
  mutating func goForward() -> [TextLine] {
    isChanging = false
    if isDecided && !goesOn { return showResult() }
    asked = nextQuestion?.feature
    guard asked != nil else { return showResult() }
    stage = .question
    return []
  }

  mutating func showResult() -> [TextLine] {
    stage = .result
    asked = nil
    return resultSoFar()
  }

  /// The question that comes next: one that puts the leading kind of goods to the test, or the most telling one.
  var nextQuestion: Question? {
    if case .verify(_, let questions) = standing { return questions.first }
    return assessment.questions.first
  }

  private mutating func finished(_ step: DialogueStep) -> DialogueStep {
    var step = step
    let banner = HazardBanner(assessment, isVague: clues.isVague)
    let new = banner.hazards.filter { shownHazards.insert($0.id).inserted }
    step.notices = HazardBanner.advice(new) + step.notices
    step.page = page(banner)
    writeDownWhatIsShown()
    step.events = events
    events = []
    return step
  }

  /// Only what was not shown before is written down, so that going to and fro leaves no trace.
  private mutating func writeDownWhatIsShown() {
    guard stage == .question || stage == .result else { return }
    let shown = ShownAssessment(assessment)
    var new: [InspectionEvent] = shown == examination.shown ? [] : [.assessed(shown)]
    if stage == .question, let asked, !examination.questions.contains(asked.id) {
      new.append(.asked(feature: asked.id))
    }
    for event in new { examination.apply(event) }
    events += new
  }

  private mutating func open(_ input: String) -> DialogueStep {
    var step = DialogueStep()
    switch input {
    case "q":
      step.ending = .saved
    case "?": step.notices = Self.openingHelp
    case "": step.notices = goForward()
    default: step.notices = add(input) + goForward()
    }
    return step
  }

  /// Adds free text and says what was understood of it.
  mutating func add(_ text: String) -> [TextLine] {
    record(.clue(text))
    return echo(of: text) + [progress]
  }

  func echo(of text: String) -> [TextLine] {
    let others = examination.statements.compactMap { if case .clue(let text) = $0.content { text } else { nil } }
    return UnderstoodReport(reader.read(text, from: .inspector, context: others.joined(separator: "\n"))).lines
  }

  /// Where things stand, in one line.
  var progress: TextLine {
    let names = assessment.candidates.prefix(3).map { "\($0.commodity.name) \(Wording.percent($0.probability))" }
    let leaders = names.isEmpty ? "nothing in the catalog" : names.joined(separator: ", ")
    return TextLine(
      "Most likely now: \(leaders); not in this catalog \(Wording.percent(assessment.notInCatalog)).",
      .faint
    )
  }
}

extension String {
  var trimmed: String {
    String(String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()))
  }
}
