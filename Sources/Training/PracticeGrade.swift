public import CanonicalJSON
public import Catalog
public import Identification
public import Reading

/// What a trainee did in a case, up to the decision.
public struct PracticeRun: Sendable, Hashable {
  /// The hazards that were named before anything else.
  public var hazards: [String] = []
  /// The features that were asked for, in order, each once.
  public private(set) var asked: [String] = []
  /// The decision; nil while the case is open.
  public var decision: Outcome?
  /// The entries that were thought of, as typed.
  public var entries: [String] = []

  /// A run of which nothing happened yet.
  public init() {}

  /// Notes that a feature was asked for.
  public mutating func ask(_ feature: String) {
    if !asked.contains(feature) { asked.append(feature) }
  }
}

/// How a trainee's run through a case compares with what the engine itself would have asked.
///
/// - The decision is right where it is the outcome of the case.
/// - It is supported where the readings that were asked for lead there; papers alone carry nothing. Where the right
///   decision is that readings are missing, one of the missing ones must have been asked for.
/// - Hazards count only when they are named before anything else.
public struct PracticeGrade: Sendable {
  /// The case.
  public let practice: PracticeCase
  /// What the trainee did.
  public let run: PracticeRun
  /// What a good examiner would have asked.
  public let examiner: GoodExaminer
  /// Whether the readings that were asked for lead to the case's outcome.
  public let isSupported: Bool
  /// How long the trainee's questions take, in seconds.
  public let seconds: Double
  /// The hazards that should have been named first.
  public let hazards: [Hazard]
  /// The entries that all readings of the case lead to.
  public let entries: [String]
  private let catalog: Catalog

  /// Grades a run that has come to its decision.
  public init(_ practice: PracticeCase, _ run: PracticeRun, engine: Identification, reader: TextReader) {
    self.practice = practice
    self.run = run
    catalog = engine.catalog
    let examiner = GoodExaminer(practice, engine: engine, reader: reader)
    self.examiner = examiner
    let circumstances = practice.circumstances(in: engine.catalog)
    let own = engine.assess(practice.clues(reader, asking: run.asked), under: circumstances)
    let full = engine.assess(practice.clues(reader, asking: practice.readings.map(\.feature)), under: circumstances)
    let wanted = examiner.stillMissing
    isSupported =
      own.outcome == practice.outcome && run.asked.contains { practice.reading(of: $0) != nil }
      && (practice.outcome != .undecided || wanted.isEmpty || run.asked.contains(where: wanted.contains))
    seconds = run.asked.reduce(0) { $0 + (engine.catalog.features[$1]?.seconds ?? 0) }
    hazards = Self.hazards(full)
    let verdict: Finding.Verdict = practice.outcome == .refer ? .meets : .cannotDecide
    entries = full.findings.filter { $0.verdict == verdict && $0.probability >= 0.12 }.map(\.entry.id)
  }

  /// What the leading kind of goods brings, and what comes from a label rather than from any candidate.
  private static func hazards(_ assessment: Assessment) -> [Hazard] {
    let leading = Set(assessment.candidates.first?.commodity.hazards ?? [])
    let others = Set(assessment.candidates.flatMap(\.commodity.hazards))
    return assessment.hazards.filter { leading.contains($0.id) || !others.contains($0.id) }
  }

  /// Whether the decision is the case's outcome.
  public var isRight: Bool { run.decision == practice.outcome }
  /// The hazards that were not named first.
  public var hazardsMissed: [Hazard] { hazards.filter { !run.hazards.contains($0.id) } }
  /// Whether decision, readings and hazards were all as they should be.
  public var isPassed: Bool { isRight && isSupported && hazardsMissed.isEmpty }

  /// Readings asked for that a good examiner asks for too.
  public var mattered: [String] { run.asked.filter(needed.contains) }
  /// Readings that a good examiner asks for and the trainee did not.
  public var missed: [String] { needed.filter { !run.asked.contains($0) } }
  /// Readings asked for that could be had and were not needed.
  public var notNeeded: [String] {
    run.asked.filter { practice.reading(of: $0) != nil && !needed.contains($0) }
  }
  /// Readings asked for in vain.
  public var unseen: [String] { run.asked.filter { practice.reading(of: $0) == nil } }

  private var needed: [String] { examiner.steps.map(\.feature.id) }

  /// The entries thought of that the readings lead to; a code counts on whatever list it stands.
  public var entriesFound: [String] { entries.filter { entry in run.entries.contains { entry.isMeant(by: $0) } } }
  /// The entries thought of that the readings do not lead to.
  public var entriesOther: [String] { run.entries.filter { typed in !entries.contains { $0.isMeant(by: typed) } } }

  func name(_ feature: String) -> String { catalog.features[feature]?.name ?? feature }

  /// The grade as one JSON object of format version 1.
  public var json: JSONValue {
    .members([
      "version": .integer(1), "case": .text(practice.id), "grade": .integer(Int64(practice.grade)),
      "decision": run.decision.map { .text($0.rawValue) } ?? .null, "outcome": .text(practice.outcome.rawValue),
      "right": .bool(isRight), "supported": .bool(isSupported), "passed": .bool(isPassed),
      "hazards": .texts(hazards.map(\.id)), "hazards_missed": .texts(hazardsMissed.map(\.id)),
      "mattered": .texts(mattered), "missed": .texts(missed), "not_needed": .texts(notNeeded),
      "cannot_be_seen": .texts(unseen), "seconds": Self.decimal(seconds),
      "examiner_seconds": Self.decimal(examiner.seconds),
      "examiner": .list(
        examiner.steps.map { step in
          .members([
            "feature": .text(step.feature.id), "question": .text(step.feature.question),
            "reading": .text(step.reading.text), "why": .text(step.why),
          ])
        }
      ),
      "still_missing": .texts(examiner.stillMissing),
      "entries_found": .texts(entriesFound), "entries_other": .texts(entriesOther), "entries": .texts(entries),
    ])
  }

  private static func decimal(_ value: Double) -> JSONValue { .decimal(String(value)) }
}

extension String {
  /// Whether an entry such as `eu/3A225` is meant by what somebody typed: the whole id, or the code alone.
  fileprivate func isMeant(by typed: String) -> Bool {
    let typed = typed.lowercased()
    let entry = lowercased()
    return entry == typed || (!typed.isEmpty && entry.hasSuffix("/\(typed)"))
  }
}
