import Catalog
import Identification
import Measures

/// One made-up set of readings, for showing what tests do.
struct SampleReading: Hashable {
  /// What is read, by feature.
  var contents: [String: Observation.Content] = [:]

  /// The readings as the tests take them.
  func readings(_ features: [String: Feature]) -> Readings {
    Readings(
      contents.map { Observation(feature: $0.key, content: $0.value, source: .read, text: "") },
      features: features
    )
  }

  /// One of them in words, such as *output frequency 650 Hz*.
  func words(_ feature: Feature) -> String {
    let value: String =
      switch contents[feature.id] {
      case .states(let set): feature.words(set)
      case .quantity(let interval): feature.words(interval)
      case .notApplicable, .cannotSee, nil: "not read"
      }
    return "\(feature.name.lowercasedFirst) \(value)"
  }
}

/// Looks for readings under which some tests are met and others are not.
///
/// What can be read is cut down to one reading on, below, above and between the limits that the tests have, and one
/// state of each sort that they tell apart; among these every combination is tried that could do, so that nothing is
/// missed that the tests tell apart. What the authority judges is taken to be judged so where a test is to be met.
struct SampleSearch {
  private typealias Domains = [String: [Observation.Content]]

  private let features: [String: Feature]
  private var domains: Domains
  /// Bounds the time and the depth of a search whose tests are too entangled.
  private static let mostSteps = 5_000
  private var stepsLeft = 0

  /// A search among what the tests can tell apart.
  ///
  /// - Parameters:
  ///   - criteria: every test that is to be met or not.
  ///   - shown: what the goods show; readings outside of it are left out.
  init(_ criteria: [Criterion], features: [String: Feature], within shown: [String: Score] = [:]) {
    self.features = features
    let tests = Dictionary(grouping: criteria.flatMap(\.conditions), by: \.feature)
    domains = Domains(
      uniqueKeysWithValues: tests.compactMap { id, conditions in
        guard let feature = features[id] else { return nil }
        let values = feature.kind == .quantity ? Self.values(conditions, feature) : Self.states(conditions, feature)
        let possible = shown[id].map { score in values.filter { score.allows($0) } } ?? values
        return (id, possible)
      }
    )
  }

  /// Readings under which `wanted` is met and every one of `unwanted` is not, or nil where there are none.
  mutating func reading(meeting wanted: Criterion, butNone unwanted: [Criterion]) -> SampleReading? {
    stepsLeft = Self.mostSteps
    let goals = [Goal(criterion: wanted, holds: true)] + unwanted.map { Goal(criterion: $0, holds: false) }
    return solve(goals, domains, touched: [])
  }

  private struct Goal {
    let criterion: Criterion
    let holds: Bool
  }

  private mutating func solve(_ goals: [Goal], _ domains: Domains, touched: Set<String>) -> SampleReading? {
    guard stepsLeft > 0 else { return nil }
    stepsLeft -= 1
    guard let goal = goals.first else {
      return SampleReading(contents: domains.filter { touched.contains($0.key) }.compactMapValues(\.first))
    }
    let rest = Array(goals.dropFirst())
    switch (goal.criterion, goal.holds) {
    case (.condition(let condition), let holds):
      let left = (domains[condition.feature] ?? []).filter { self.holds(condition, $0) == holds }
      guard !left.isEmpty else { return nil }
      var domains = domains
      domains[condition.feature] = left
      return solve(rest, domains, touched: touched.union([condition.feature]))
    case (.judgement, true): return solve(rest, domains, touched: touched)
    case (.judgement, false): return nil
    case (.not(let part), let holds):
      return solve([Goal(criterion: part, holds: !holds)] + rest, domains, touched: touched)
    case (.all(let parts), true), (.any(let parts), false):
      return solve(parts.map { Goal(criterion: $0, holds: goal.holds) } + rest, domains, touched: touched)
    case (.all(let parts), false), (.any(let parts), true):
      return solve(oneOf: parts.map { [Goal(criterion: $0, holds: goal.holds)] }, rest, domains, touched)
    case (.atLeast(let count, let parts), false):
      let rest = [Goal(criterion: .atLeast(parts.count - count + 1, parts.map(Criterion.not)), holds: true)] + rest
      return solve(rest, domains, touched: touched)
    case (.atLeast(let count, let parts), true):
      guard count > 0 else { return solve(rest, domains, touched: touched) }
      guard count <= parts.count, let first = parts.first else { return nil }
      let others = Array(parts.dropFirst())
      let choices = [
        [Goal(criterion: first, holds: true), Goal(criterion: .atLeast(count - 1, others), holds: true)],
        [Goal(criterion: .atLeast(count, others), holds: true)],
      ]
      return solve(oneOf: choices, rest, domains, touched)
    }
  }

  private mutating func solve(
    oneOf choices: [[Goal]],
    _ rest: [Goal],
    _ domains: Domains,
    _ touched: Set<String>
  ) -> SampleReading? {
    for choice in choices {
      if let found = solve(choice + rest, domains, touched: touched) { return found }
    }
    return nil
  }

  private func holds(_ condition: Criterion.Condition, _ content: Observation.Content) -> Bool {
    switch (condition.test, content) {
    case (.states(let wanted), .states(let set)): set.isSubset(of: wanted)
    case (.limit(let limit), .quantity(let value)): value.isSubset(of: limit)
    default: false
    }
  }

  /// A value below all limits, one above, each limit, and one between each two.
  private static func values(_ conditions: [Criterion.Condition], _ feature: Feature) -> [Observation.Content] {
    var limits: Set<Double> = []
    for case .limit(let limit) in conditions.map(\.test) {
      limits.formUnion([limit.lower, limit.upper].filter(\.isFinite))
    }
    let ends = limits.sorted()
    guard let lowest = ends.first, let highest = ends.last else { return [] }
    let between = zip(ends, ends.dropFirst()).map { $0 / 2 + $1 / 2 }
    let one = feature.unit.map { $0.canonical(1) - $0.canonical(0) } ?? 1
    let below = lowest > 0 ? lowest * 0.8 : lowest * 1.2 - (lowest == 0 ? one : 0)
    let above = highest < 0 ? highest * 0.8 : highest * 1.2 + (highest == 0 ? one : 0)
    let off = (between + [below, above]).map { round($0, feature, not: limits) }
    return (off + ends).compactMap(Interval.exactly).map(Observation.Content.quantity)
  }

  /// The value as somebody would read it, with no more digits than needed to stay off the limits.
  private static func round(_ value: Double, _ feature: Feature, not limits: Set<Double>) -> Double {
    guard let unit = feature.unit else { return value }
    for digits in 2...4 {
      guard let text = Double(unit.stated(value).formatted(significant: digits)) else { continue }
      let rounded = unit.canonical(text)
      let isBetween = limits.allSatisfy { ($0 < value) == ($0 < rounded) && $0 != rounded }
      if isBetween { return rounded }
    }
    return value
  }

  /// One state of each sort that the conditions tell apart.
  private static func states(_ conditions: [Criterion.Condition], _ feature: Feature) -> [Observation.Content] {
    var sorts: [[Bool]: Int] = [:]
    var chosen: [Int] = []
    for state in feature.states.indices where feature.extent(of: state).count == 1 {
      let sort = conditions.map { condition in
        if case .states(let wanted) = condition.test { wanted.contains(state) } else { false }
      }
      // Many of each sort, so that one is left where goods show only some; not all, because pairs of them are tried.
      guard sorts[sort, default: 0] < 40 else { continue }
      sorts[sort, default: 0] += 1
      chosen.append(state)
    }
    return chosen.map { .states(StateSet([$0])) }
  }
}

extension Score {
  /// Whether goods of this score can give this reading.
  fileprivate func allows(_ content: Observation.Content) -> Bool {
    switch (self, content) {
    case (.states(let common, let rare), .states(let set)): set.isSubset(of: common.union(rare))
    case (.ranges(let ranges), .quantity(let value)): ranges.contains { value.isSubset(of: $0.possible) }
    default: false
    }
  }
}
