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

  /// How the entry stands, in the fixed words.
  public var verdict: String {
    switch result {
    case .yes: "Possible match – refer"
    case .unknown where evaluation?.awaitsOnlyJudgement == true:
      "Possible match – refer: all that can be read is met; missing \(missing.joined(separator: "; "))"
    case .unknown: "Cannot decide: missing \(missing.joined(separator: "; "))"
    case .no: "Not met by the readings given"
    }
  }

  /// The entry with every condition.
  public func add(to page: inout Page) {
    page.heading("\(entry.id) \(entry.title) (edition \(entry.edition))")
    page.line(verdict + (evaluation?.isNear == true ? "; a reading lies near a limit" : ""))
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
      "verdict": .text(verdict), "near": .bool(evaluation?.isNear ?? false),
      "awaits_only_judgement": .bool(evaluation?.awaitsOnlyJudgement ?? false),
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
    let waiting = checks.filter { $0.result == .unknown }
    if let match = checks.first(where: { $0.result == .yes }) ?? waiting.first(where: \.awaitsOnlyJudgement) {
      return match.verdict
    }
    guard let first = waiting.first else { return "No list match found from the readings given" }
    return first.verdict
  }

  /// The same as a code for programs.
  public static func outcomeCode(_ checks: [EntryCheck]) -> String {
    if checks.contains(where: { $0.result == .yes || ($0.result == .unknown && $0.awaitsOnlyJudgement) }) {
      return Outcome.refer.rawValue
    }
    return (checks.contains { $0.result == .unknown } ? Outcome.undecided : .noMatch).rawValue
  }

  private var awaitsOnlyJudgement: Bool { evaluation?.awaitsOnlyJudgement == true }
}

extension String {
  /// With a small first letter, unless the word is an abbreviation.
  var lowercasedFirst: String {
    guard let second = dropFirst().first, !second.isUppercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
