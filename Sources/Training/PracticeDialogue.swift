import Catalog
public import Identification
import Measures
import Presentation
public import Reading

/// A case being played, as a value: a line goes in, what is to be said comes out.
///
/// Hazards come first: they are asked for before anything else, and from then on the warnings stand before every
/// answer, as in an examination.
public struct PracticeDialogue: Sendable {
  /// What is said after one line.
  public struct Step: Sendable {
    /// The paragraphs.
    public var lines: [String] = []
    /// What is typed next.
    public var prompt = ""
    /// The grade, once the case is decided.
    public var grade: PracticeGrade?
    /// Whether the trainee left.
    public var isLeft = false
  }

  private enum Stage {
    case hazards, asking, decision, entries, over
  }

  /// The case.
  public let practice: PracticeCase
  private let engine: Identification
  private let reader: TextReader
  private let circumstances: Circumstances
  private let hazards: [Hazard]
  private var stage = Stage.hazards
  private var run = PracticeRun()
  private var menu: [Feature]
  private var shown: Set<String> = []

  private static let decoys = 10
  private static let mostFound = 9
  private static let decisions: [Outcome] = [.refer, .undecided, .noMatch]

  /// Prepares a case.
  public init(_ practice: PracticeCase, engine: Identification, reader: TextReader) {
    self.practice = practice
    self.engine = engine
    self.reader = reader
    circumstances = practice.circumstances(in: engine.catalog)
    hazards = engine.catalog.hazards.values.sorted { $0.name < $1.name }
    let first = engine.assess(practice.firstClues(reader), under: circumstances)
    let others = first.questions.map(\.feature).filter { practice.reading(of: $0.id) == nil }.prefix(Self.decoys)
    let own = practice.readings.compactMap { engine.catalog.features[$0.feature] }
    menu = (own + others).sorted { ($0.place.order, $0.name, $0.id) < ($1.place.order, $1.name, $1.id) }
  }

  /// What the officer is told, and the first question.
  public func begin() -> Step {
    var lines = [
      "PRACTICE – \(practice.name) (grade \(practice.grade), by \(practice.mode.rawValue)). Made up; nothing of it is kept with inspections.",
      practice.scene,
      "The papers say: \(practice.papers)\(practice.heading.isEmpty ? "" : "; HS \(practice.heading)")",
    ]
    if !practice.marks.isEmpty {
      lines.append("On the outside: \(practice.marks.map { "“\($0)”" }.joined(separator: ", "))")
    }
    lines += ["", "Hazards first. Which of these may be here?"]
    lines += hazards.enumerated().map { Self.numbered($0 + 1, $1.name, of: hazards.count) }
    return Step(lines: lines, prompt: "Numbers with blanks between them; Enter alone for none; q leaves.")
  }

  /// Takes one line.
  public mutating func handle(_ input: String) -> Step {
    let text = Self.trimmed(input)
    if ["q", "quit"].contains(text.lowercased()), stage != .entries { return Step(isLeft: true) }
    var step = take(text)
    if stage != .hazards, !step.isLeft { step.lines = warnings() + step.lines }
    return step
  }

  private mutating func take(_ text: String) -> Step {
    switch stage {
    case .hazards: nameHazards(text)
    case .asking: ask(text)
    case .decision: decide(text)
    case .entries: finish(text)
    case .over: Step(isLeft: true)
    }
  }

  private static func trimmed(_ input: String) -> String {
    let words = input.unicodeScalars.prefix(400).split { $0.properties.isWhitespace }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }

  private static func numbered(_ number: Int, _ text: String, of count: Int) -> String {
    let width = String(count).count
    let digits = String(number)
    return String(repeating: " ", count: max(0, width - digits.count)) + "\(digits)  \(text)"
  }

  // MARK: - Hazards

  private mutating func nameHazards(_ text: String) -> Step {
    var named: [String] = []
    for part in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      guard let number = Int(part), hazards.indices.contains(number - 1) else {
        return Step(
          lines: ["“\(part.prefix(20))” is no number from 1 to \(hazards.count)."],
          prompt: "Numbers with blanks between them; Enter alone for none; q leaves."
        )
      }
      if !named.contains(hazards[number - 1].id) { named.append(hazards[number - 1].id) }
    }
    run.hazards = named
    stage = .asking
    return asking(["What do you want to read?"] + list)
  }

  /// The warnings that stand before everything said: in full for hazards that are new, by name for the others.
  private mutating func warnings() -> [String] {
    let plausible = self.plausible
    if plausible.isVague { return ["! \(PlausibleHazards.firstRule)"] }
    let known = plausible.hazards.filter { shown.contains($0.id) }.map(\.name)
    let new = plausible.hazards.filter { shown.insert($0.id).inserted }
    let banner = known.isEmpty ? [] : ["! \(known.joined(separator: "; ")) (h says what to do)"]
    return banner + new.flatMap(Self.inFull)
  }

  private static func inFull(_ hazard: Hazard) -> [String] {
    hazard.warning.enumerated().map { $0 == 0 ? "! \($1)" : $1 }
  }

  private var plausible: PlausibleHazards {
    let clues = practice.clues(reader, asking: run.asked)
    return PlausibleHazards(engine.assess(clues, under: circumstances), isVague: clues.isVague)
  }

  // MARK: - Readings

  private var list: [String] {
    menu.enumerated().map { place, feature in
      Self.numbered(
        place + 1,
        "\(feature.name) – \(feature.whereToLook); \(Self.seconds(feature.seconds))",
        of: menu.count
      )
    }
  }

  static func seconds(_ seconds: Double) -> String { "\(seconds.formatted(significant: 4)) s" }

  private func asking(_ lines: [String]) -> Step {
    Step(
      lines: lines,
      prompt: "A number, or words for another reading; l list, h hazards, d decide, q leave."
    )
  }

  private mutating func ask(_ text: String) -> Step {
    switch text.lowercased() {
    case "": return asking(["Ask for a reading, or type d when you can decide."])
    case "l", "list": return asking(list)
    case "h", "hazards":
      let hazards = plausible.hazards
      return asking(hazards.isEmpty ? ["No hazard is plausible from what was read."] : hazards.flatMap(Self.inFull))
    case "d", "decide":
      stage = .decision
      return decisionStep([])
    default: break
    }
    if let number = Int(text) {
      guard menu.indices.contains(number - 1) else {
        return asking(["There is no reading \(text.prefix(20)); they go from 1 to \(menu.count)."])
      }
      return read(menu[number - 1])
    }
    let found = features(text)
    guard found.count != 1 else { return read(found[0]) }
    guard !found.isEmpty else { return asking(["No reading goes by “\(text.prefix(40))”; try other words."]) }
    for feature in found where !menu.contains(where: { $0.id == feature.id }) { menu.append(feature) }
    let lines = menu.enumerated().filter { _, feature in found.contains { $0.id == feature.id } }
      .map { Self.numbered($0 + 1, $1.name, of: menu.count) }
    return asking(["Which of these?"] + lines)
  }

  private mutating func read(_ feature: Feature) -> Step {
    run.ask(feature.id)
    let reading = practice.answer(to: feature.id)
    return asking(["\(feature.name): \(reading.text) (\(Self.seconds(feature.seconds)), \(feature.whereToLook))"])
  }

  /// Features that go by these words: the very name first, else all of which every word is a part.
  private func features(_ text: String) -> [Feature] {
    let wanted = text.lowercased()
    let all = engine.catalog.features.values.filter { $0.place != .inside && $0.tool != .laboratory }
      .sorted { ($0.seconds, $0.id) < ($1.seconds, $1.id) }
    let exact = all.filter { feature in
      ([feature.id, feature.name] + feature.also).contains { $0.lowercased() == wanted }
    }
    if !exact.isEmpty { return Array(exact.prefix(Self.mostFound)) }
    let words = wanted.split(separator: " ").prefix(8)
    return Array(
      all.filter { feature in
        let said = "\(feature.id) \(feature.name) \(feature.question)".lowercased()
        return words.allSatisfy { said.contains($0) }
      }.prefix(Self.mostFound)
    )
  }

  // MARK: - The decision

  private func decisionStep(_ lines: [String]) -> Step {
    Step(
      lines: lines + ["What do you decide?"] + Self.decisions.enumerated().map { "\($0 + 1)  \($1.words())" },
      prompt: "1, 2 or 3; Enter alone goes back to the readings."
    )
  }

  private mutating func decide(_ text: String) -> Step {
    guard !text.isEmpty else {
      stage = .asking
      return asking([])
    }
    guard let number = Int(text), Self.decisions.indices.contains(number - 1) else {
      return decisionStep(["“\(text.prefix(20))” is none of the three."])
    }
    run.decision = Self.decisions[number - 1]
    stage = .entries
    return Step(
      lines: ["Which entries did you think of?"],
      prompt: "Codes such as 3A225 with blanks; Enter alone for none."
    )
  }

  private mutating func finish(_ text: String) -> Step {
    run.entries = text.split(whereSeparator: { $0 == " " || $0 == "," }).prefix(20).map(String.init)
    stage = .over
    let grade = PracticeGrade(practice, run, engine: engine, reader: reader)
    return Step(lines: grade.lines, grade: grade)
  }
}

extension Feature.Place {
  fileprivate var order: Int {
    switch self {
    case .package: 0
    case .plate: 1
    case .goods: 2
    case .papers: 3
    case .inside: 4
    }
  }
}
