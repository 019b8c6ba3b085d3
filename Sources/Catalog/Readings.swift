public import Measures

/// What all observations together say of each feature: the ground that criteria are tested on.
///
/// - Several observations of one feature are taken together: what all of them allow, or, where they contradict each
///   other, what any of them allows. A declaration that contradicts what was seen does not count.
/// - A quantity that nobody read is worked out from others where the feature has a formula.
/// - A feature that falls back to another takes that one's reading until it is read itself.
/// - The order of observations does not matter.
public struct Readings: Sendable {
  private let features: [String: Feature]
  private var states: [String: StateSet] = [:]
  private var intervals: [String: Interval] = [:]
  /// The features whose observations contradict each other.
  public private(set) var contradicted: Set<String> = []
  /// The features whose states are known from a declaration alone.
  private var claimed: Set<String> = []
  /// Formulas refer to other formulas; no honest chain is longer.
  private static let deepest = 4

  /// Takes the observations of one inspection together.
  public init(_ observations: some Sequence<Observation>, features: [String: Feature]) {
    self.features = features
    for (feature, group) in Dictionary(grouping: observations, by: \.feature) {
      let seen = group.filter { $0.source != .declared }
      if seen.isEmpty { claimed.insert(feature) }
      take(feature, seen.isEmpty ? group : seen, declared: seen.isEmpty ? [] : group.filter { $0.source == .declared })
    }
  }

  /// The readings without claims that a kind of goods denies.
  ///
  /// When everything else points to body armour, the papers' word that it is a sports protector settles nothing; it
  /// neither meets a test nor fails one.
  public func withoutClaims(deniedBy commodity: Commodity) -> Readings {
    let denied = claimed.filter { feature in
      guard let claim = states[feature], case .states(let common, let rare) = commodity.scores[feature] else {
        return false
      }
      return !claim.intersects(common.union(rare))
    }
    guard !denied.isEmpty else { return self }
    var readings = self
    for feature in denied { readings.states[feature] = nil }
    return readings
  }

  private mutating func take(_ feature: String, _ seen: [Observation], declared: [Observation]) {
    if let combined = together(seen.compactMap(\.states)) {
      states[feature] = combined.set
      if combined.contradicts { contradicted.insert(feature) }
      let claims = declared.compactMap(\.states)
      if claims.contains(where: { !$0.intersects(combined.set) }) { contradicted.insert(feature) }
    }
    if let combined = together(seen.compactMap(\.interval)) {
      intervals[feature] = combined.interval
      if combined.contradicts { contradicted.insert(feature) }
      let claims = declared.compactMap(\.interval)
      if claims.contains(where: { !$0.intersects(combined.interval) }) { contradicted.insert(feature) }
    }
  }

  private func together(_ sets: [StateSet]) -> (set: StateSet, contradicts: Bool)? {
    guard let first = sets.first else { return nil }
    let common = sets.dropFirst().reduce(first) { $0.intersection($1) }
    return common.isEmpty ? (sets.reduce(first) { $0.union($1) }, true) : (common, false)
  }

  private func together(_ intervals: [Interval]) -> (interval: Interval, contradicts: Bool)? {
    guard let first = intervals.first else { return nil }
    let common = intervals.dropFirst().reduce(Optional(first)) { $0?.intersection($1) }
    return common.map { ($0, false) } ?? (intervals.reduce(first) { $0.hull($1) }, true)
  }

  /// The states that the feature may show, or nil if nothing was said of it.
  public func states(of feature: String) -> StateSet? {
    if let set = states[feature] { return set }
    guard let other = features[feature]?.fallsBackTo, let set = states[other],
      let from = features[other], let to = features[feature]
    else { return nil }
    let known = StateSet(set.states.compactMap { to.index(ofState: from.states[$0].id) })
    return known.isEmpty ? nil : known
  }

  /// The interval that the feature's value lies in, or nil if nothing was said that it could be worked out from.
  public func interval(of feature: String) -> Interval? {
    interval(of: feature, depth: 0)
  }

  /// Whether the value was worked out or taken over rather than observed.
  public func isDerived(_ feature: String) -> Bool {
    states[feature] == nil && intervals[feature] == nil
  }

  private func interval(of feature: String, depth: Int) -> Interval? {
    if let interval = intervals[feature] { return interval }
    guard depth < Self.deepest, let definition = features[feature] else { return nil }
    for formula in definition.formulas {
      if let interval = formula.evaluate({ self.interval(of: $0, depth: depth + 1) }) { return interval }
    }
    return definition.fallsBackTo.flatMap { interval(of: $0, depth: depth + 1) }
  }
}

extension Observation {
  fileprivate var states: StateSet? {
    if case .states(let states) = content, !states.isEmpty { states } else { nil }
  }

  fileprivate var interval: Interval? {
    if case .quantity(let interval) = content { interval } else { nil }
  }
}
