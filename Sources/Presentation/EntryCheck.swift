public import CanonicalJSON
public import Catalog
import Identification
public import Measures

/// One entry held against readings, condition by condition.
public struct EntryCheck: Sendable {
  /// The entry.
  public let entry: ControlEntry
  let catalog: Catalog
  let readings: Readings
  private let criterion: Criterion?
  private let evaluation: Evaluation?

  /// Holds an entry against readings.
  public init(_ entry: ControlEntry, in catalog: Catalog, readings: Readings) {
    self.entry = entry
    self.catalog = catalog
    self.readings = readings
    criterion = catalog.criterion(of: entry.id)
    evaluation = criterion?.evaluate(readings, features: catalog.features)
  }

  /// Met, not met or unknown; an entry whose test is not in the catalog stays unknown.
  public var result: Kleene { evaluation?.result ?? .unknown }

  /// What is still missing, in words.
  public var missing: [String] {
    guard let evaluation else { return ["the test of this entry; read the list's own text"] }
    return evaluation.missing.map { missing in
      switch missing {
      case .feature(let id): catalog.features[id]?.name.lowercasedFirst ?? id
      case .judgement(let text): "the authority's judgement: \(text)"
      }
    }
  }

  /// Whether something that was read speaks for the entry, and only the authority's judgement is missing.
  ///
  /// Where nothing that was read is met, a missing judgement alone is no match.
  var awaitsOnlyJudgement: Bool {
    guard let evaluation, evaluation.awaitsOnlyJudgement else { return false }
    return evaluation.checks.contains { $0.result == .yes }
  }

  /// What would have to be read more exactly, because it lies near a limit.
  private var tooNear: [String] {
    (evaluation?.checks ?? []).filter(\.isNear).map { check in
      "a more exact reading of \(catalog.features[check.condition.feature]?.name.lowercasedFirst ?? check.condition.feature)"
    }
  }

  private var isNear: Bool { evaluation?.isNear == true }

  /// How the entry stands, in the fixed words.
  public var verdict: String {
    switch result {
    case .yes: Outcome.refer.words() + (isNear ? "; a reading lies near a limit" : "")
    case .unknown where awaitsOnlyJudgement:
      "\(Outcome.refer.words()): what was read is met; missing \(missing.joined(separator: "; "))"
    case .unknown: Outcome.undecided.words(missing: missing.joined(separator: "; "))
    case .no where isNear: Outcome.undecided.words(missing: tooNear.joined(separator: "; "))
    case .no: "Not met by the readings given"
    }
  }

  /// Whether neither a match nor its absence can be stated.
  private var isOpen: Bool { result == .unknown || (result == .no && isNear) }

  /// The entry with every condition.
  public func add(to page: inout Page) {
    page.heading("\(entry.id) \(entry.title) (edition \(entry.edition))")
    page.line(verdict)
    if let criterion, let evaluation {
      CriterionTree(criterion, features: catalog.features, evaluation: evaluation, readings: readings).add(to: &page)
    }
    for case .feature(let id) in evaluation?.missing ?? [] {
      guard let feature = catalog.features[id] else { continue }
      page.item("\(feature.question) – \(feature.whereToLook)", mark: "missing:")
    }
    if !entry.note.isEmpty { page.item(entry.note, mark: "note:") }
  }

  /// The entry with every condition as JSON.
  public var json: JSONValue {
    let verdict: String =
      switch result {
      case .yes: "meets"
      case .no: "does-not-meet"
      case .unknown: "cannot-decide"
      }
    return .members([
      "entry": .text(entry.id), "title": .text(entry.title), "edition": .text(entry.edition),
      "verdict": .text(verdict), "near": .bool(isNear),
      "awaits_only_judgement": .bool(awaitsOnlyJudgement),
      "missing": .texts(evaluation?.missing.map(\.name) ?? []),
      "conditions": .list(conditions),
    ])
  }

  private var conditions: [JSONValue] {
    guard let criterion, let evaluation else { return [] }
    let tree = CriterionTree(criterion, features: catalog.features, evaluation: evaluation, readings: readings)
    return evaluation.checks.map { check in
      .members([
        "feature": .text(check.condition.feature), "test": .text(tree.limit(check.condition)),
        "result": .text(check.result.words), "reading": tree.reading(check).map { .text($0) } ?? .null,
        "margin": check.margin.map { .decimal($0.formatted(significant: 4)) } ?? .null, "near": .bool(check.isNear),
      ])
    }
  }
}

extension EntryCheck {
  /// What several entries come to together, in the fixed words.
  public static func outcome(_ checks: [EntryCheck]) -> String {
    let leading =
      checks.first { $0.result == .yes } ?? checks.first(where: \.awaitsOnlyJudgement) ?? checks.first(where: \.isOpen)
    return leading?.verdict ?? Outcome.noMatch.words()
  }

  /// The same as a code for programs.
  public static func outcomeCode(_ checks: [EntryCheck]) -> String {
    if checks.contains(where: { $0.result == .yes || $0.awaitsOnlyJudgement }) { return Outcome.refer.rawValue }
    return (checks.contains(where: \.isOpen) ? Outcome.undecided : .noMatch).rawValue
  }
}

extension String {
  /// With a small first letter, unless the word is an abbreviation.
  var lowercasedFirst: String {
    guard let second = dropFirst().first, !second.isUppercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
