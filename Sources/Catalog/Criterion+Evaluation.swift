public import Measures

/// How one condition stands against the readings.
public struct ConditionCheck: Sendable, Hashable {
  /// The condition.
  public let condition: Criterion.Condition
  /// Met, not met, or unknown.
  public let result: Kleene
  /// The value that was tested, in canonical units.
  public let interval: Interval?
  /// The relative distance from the limit, positive on the side that meets it.
  public let margin: Double?
  /// Whether the reading is so close to the limit that a better one could change the result.
  public let isNear: Bool
}

/// A reading or judgement that is still missing for a decision.
public enum MissingReading: Sendable, Hashable {
  /// The feature was not read, or not exactly enough.
  case feature(String)
  /// No reading decides this; the authority judges it.
  case judgement(String)
}

/// How a criterion stands against the readings.
public struct Evaluation: Sendable {
  /// Met, not met, or unknown.
  public let result: Kleene
  /// Whether readings close to a limit decide it.
  public let isNear: Bool
  /// The smallest set of readings that could complete the match, if it is unknown.
  public let missing: [MissingReading]
  /// Every condition with its result.
  public let checks: [ConditionCheck]

  /// Whether something was read, all that can be read is met, and only a judgement of the authority remains.
  public var awaitsOnlyJudgement: Bool {
    result == .unknown && !missing.isEmpty && checks.contains { $0.result == .yes }
      && missing.allSatisfy { if case .judgement = $0 { true } else { false } }
  }
}

extension Criterion {
  /// Tests the criterion in three-valued logic.
  ///
  /// A narrower reading never makes a decided result undecided: conditions compare whole intervals with limits.
  ///
  /// - Parameters:
  ///   - readings: what is known.
  ///   - features: the definitions, for precision and cost of readings.
  public func evaluate(_ readings: Readings, features: [String: Feature]) -> Evaluation {
    var checks: [Condition: ConditionCheck] = [:]
    for condition in conditions where checks[condition] == nil {
      checks[condition] = condition.check(readings, features: features)
    }
    let result = self.result { checks[$0]?.result ?? .unknown }
    // Could readings this close to a limit turn the decision?
    let cautious = self.result { condition in
      checks[condition].map { $0.isNear ? .unknown : $0.result } ?? .unknown
    }
    let isNear =
      result == .unknown ? checks.values.contains { $0.isNear && $0.result == .unknown } : cautious == .unknown
    let search = MissingSearch(checks: checks, features: features)
    let missing =
      result == .unknown ? search.cheapest(self, toBe: true) ?? search.cheapest(self, toBe: false) ?? [] : []
    return Evaluation(result: result, isNear: isNear, missing: missing, checks: conditions.compactMap { checks[$0] })
  }

  /// The result where each condition's result is given.
  public func result(_ conditionResult: (Condition) -> Kleene) -> Kleene {
    switch self {
    case .all(let parts): parts.reduce(.yes) { $0.and($1.result(conditionResult)) }
    case .any(let parts): parts.reduce(.no) { $0.or($1.result(conditionResult)) }
    case .atLeast(let count, let parts): Kleene.atLeast(count, of: parts.map { $0.result(conditionResult) })
    case .not(let part): part.result(conditionResult).not()
    case .condition(let condition): conditionResult(condition)
    case .judgement: .unknown
    }
  }
}

extension Criterion.Condition {
  /// Tests the condition alone.
  func check(_ readings: Readings, features: [String: Feature]) -> ConditionCheck {
    switch test {
    case .states(let wanted):
      let result: Kleene =
        switch readings.states(of: feature) {
        case nil: .unknown
        case let seen? where seen.isSubset(of: wanted): .yes
        case let seen?: seen.intersects(wanted) ? .unknown : .no
        }
      return ConditionCheck(condition: self, result: result, interval: nil, margin: nil, isNear: false)
    case .limit(let limit):
      guard let interval = readings.interval(of: feature) else {
        return ConditionCheck(condition: self, result: .unknown, interval: nil, margin: nil, isNear: false)
      }
      let comparison = QuantityLimit(observed: interval, limit: limit)
      let precision = features[feature]?.precision ?? 0
      let straddles = comparison.verdict == .unknown && interval.isBounded
      return ConditionCheck(
        condition: self,
        result: comparison.verdict,
        interval: interval,
        margin: comparison.margin,
        isNear: precision > 0 && (straddles || comparison.isNear(within: precision))
      )
    }
  }
}

/// Looks for the cheapest set of readings that could give a criterion a wanted result.
private struct MissingSearch {
  let checks: [Criterion.Condition: ConditionCheck]
  let features: [String: Feature]

  /// The set, empty if the result stands already, nil if nothing that is missing could bring it about.
  func cheapest(_ criterion: Criterion, toBe wanted: Bool) -> [MissingReading]? {
    switch criterion {
    case .all(let parts): wanted ? pick(parts.count, of: parts, toBe: true) : pick(1, of: parts, toBe: false)
    case .any(let parts): wanted ? pick(1, of: parts, toBe: true) : pick(parts.count, of: parts, toBe: false)
    case .atLeast(let count, let parts):
      wanted ? pick(count, of: parts, toBe: true) : pick(parts.count - count + 1, of: parts, toBe: false)
    case .not(let part): cheapest(part, toBe: !wanted)
    case .judgement(let text): [.judgement(text)]
    case .condition(let condition):
      switch checks[condition]?.result ?? .unknown {
      case .unknown: [.feature(condition.feature)]
      case .yes: wanted ? [] : nil
      case .no: wanted ? nil : []
      }
    }
  }

  private func pick(_ count: Int, of parts: [Criterion], toBe wanted: Bool) -> [MissingReading]? {
    let sets = parts.compactMap { cheapest($0, toBe: wanted) }
    guard sets.count >= count else { return nil }
    let chosen = sets.enumerated().sorted { (cost($0.element), $0.offset) < (cost($1.element), $1.offset) }
    var seen: Set<MissingReading> = []
    return chosen.prefix(count).flatMap(\.element).filter { seen.insert($0).inserted }
  }

  private func cost(_ set: [MissingReading]) -> Double {
    set.reduce(0) { sum, missing in
      switch missing {
      case .feature(let id): sum + 5 + (features[id]?.seconds ?? 60)
      case .judgement: sum + 10_000
      }
    }
  }
}
