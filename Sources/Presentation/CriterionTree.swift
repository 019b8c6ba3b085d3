public import Catalog
import CanonicalJSON
public import Measures

/// An entry's test as an indented tree in words, with the state of each condition where readings are given.
public struct CriterionTree: Sendable {
  let criterion: Criterion
  let features: [String: Feature]
  private let checks: [Criterion.Condition: ConditionCheck]
  private let readings: Readings?

  /// A test alone.
  public init(_ criterion: Criterion, features: [String: Feature]) {
    self.criterion = criterion
    self.features = features
    checks = [:]
    readings = nil
  }

  /// A test held against readings.
  public init(_ criterion: Criterion, features: [String: Feature], evaluation: Evaluation, readings: Readings) {
    self.criterion = criterion
    self.features = features
    checks = Dictionary(evaluation.checks.map { ($0.condition, $0) }) { first, _ in first }
    self.readings = readings
  }

  /// Adds the tree to a page.
  public func add(to page: inout Page, indent: Int = 2) {
    add(criterion, to: &page, indent: indent)
  }

  /// The tree as lines of any length.
  var lines: [String] {
    var page = Page()
    add(to: &page, indent: 0)
    return page.lines(width: .max)
  }

  private func add(_ part: Criterion, to page: inout Page, indent: Int) {
    switch part {
    case .all(let parts): add(parts, under: "all of these:", to: &page, indent: indent)
    case .any(let parts): add(parts, under: "any of these:", to: &page, indent: indent)
    case .atLeast(let count, let parts):
      add(parts, under: "at least \(count) of these:", to: &page, indent: indent)
    case .not(let part): add([part], under: "not:", to: &page, indent: indent)
    case .condition(let condition): page.item(words(condition), mark: mark(condition), indent: indent)
    case .judgement(let text):
      page.item("the authority judges: \(text)", mark: readings == nil ? "-" : "?", indent: indent)
    }
  }

  private func add(_ parts: [Criterion], under title: String, to page: inout Page, indent: Int) {
    page.line(title, indent: indent)
    for part in parts { add(part, to: &page, indent: indent + 2) }
  }

  private func mark(_ condition: Criterion.Condition) -> String {
    guard readings != nil else { return "-" }
    return switch checks[condition]?.result ?? .unknown {
    case .yes: "✓"
    case .no: "✗"
    case .unknown: "?"
    }
  }

  private func words(_ condition: Criterion.Condition) -> String {
    let feature = features[condition.feature]
    let test = "\(feature?.name ?? condition.feature): \(limit(condition))"
    guard readings != nil, let check = checks[condition] else { return test }
    var parts = ["\(test): \(check.result.words)"]
    if let reading = reading(check) { parts.append("read \(reading)") }
    if let margin = check.margin { parts.append("margin \(Self.percent(margin))") }
    if check.isNear { parts.append("near the limit: a better reading could change this") }
    return parts.joined(separator: "; ")
  }

  /// What the condition asks for, in words.
  func limit(_ condition: Criterion.Condition) -> String {
    guard case .states(let states) = condition.test, let feature = features[condition.feature],
      feature.kind == .presence
    else { return condition.text }
    return feature.words(states)
  }

  /// What was read of a condition's feature, in people's units.
  func reading(_ check: ConditionCheck) -> String? {
    guard let feature = features[check.condition.feature] else { return nil }
    let derived = readings?.isDerived(feature.id) == true ? " (worked out from other readings)" : ""
    if let interval = check.interval { return feature.words(interval) + derived }
    return readings?.states(of: feature.id).map { feature.words($0) + derived }
  }

  static func percent(_ share: Double) -> String {
    guard share.isFinite, abs(share) < 10 else { return share < 0 ? "below -1000 %" : "above +1000 %" }
    // A margin below one percent is what matters most, so it keeps a decimal.
    let percent = abs(share) < 0.1 ? (share * 1_000).rounded() / 10 : (share * 100).rounded()
    return (percent > 0 ? "+" : "") + (percent + 0).formatted(significant: 4) + " %"
  }
}

extension Kleene {
  /// How a condition stands.
  public var words: String {
    switch self {
    case .yes: "met"
    case .no: "not met"
    case .unknown: "unknown"
    }
  }
}

extension Catalog {
  /// The test of an entry, a line for each condition; empty if the catalog does not have it.
  func test(of entry: ControlEntry) -> [String] {
    criterion(of: entry.id).map { CriterionTree($0, features: features).lines } ?? []
  }
}
