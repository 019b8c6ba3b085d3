/// What one item shows in one column.
///
/// Many items share the same pattern, so a matrix keeps each distinct pattern of a column once.
public enum ScorePattern: Hashable, Sendable {
  /// Nobody has recorded what the item shows: no evidence either way.
  case unscored
  /// The feature does not exist on this item.
  case inapplicable
  /// The states that the item shows, each with its relative frequency.
  case states([StateWeight])
  /// The values that the item takes: one or more ranges.
  case ranges([ScoredRange])

  /// States that the item shows equally often.
  public static func states(_ states: Int...) -> ScorePattern {
    .states(states.map { StateWeight(state: $0) })
  }

  /// One range of values.
  public static func range(_ lower: Double, _ upper: Double) -> ScorePattern {
    .ranges([ScoredRange(lower: lower, upper: upper)])
  }

  /// Whether the pattern says something about the item's states or values.
  var isCoded: Bool {
    switch self {
    case .states, .ranges: true
    case .unscored, .inapplicable: false
    }
  }
}

/// One state of an item and how common it is there.
public struct StateWeight: Hashable, Sendable {
  /// The weight of a state that an item shows commonly.
  public static let common = 1.0
  /// The weight of a state that an item shows rarely.
  public static let rare = 0.2

  /// The state's number within its column, from zero.
  public let state: Int
  /// The relative frequency; only the proportions within a pattern count.
  public let weight: Double

  /// Gives `state` a relative frequency.
  public init(state: Int, weight: Double = StateWeight.common) {
    self.state = state
    self.weight = weight
  }
}

/// A range of values, open-ended where a bound is infinite.
public struct ScoredRange: Hashable, Sendable {
  /// The smallest value.
  public let lower: Double
  /// The largest value.
  public let upper: Double
  /// The smallest usual value; values between it and `lower` are extremes.
  public let usualLower: Double
  /// The largest usual value; values between it and `upper` are extremes.
  public let usualUpper: Double

  /// A range, of which the part between `usual` bounds is common and the rest rare.
  public init(lower: Double, upper: Double, usual: (lower: Double, upper: Double)? = nil) {
    self.lower = lower
    self.upper = upper
    usualLower = usual?.lower ?? lower
    usualUpper = usual?.upper ?? upper
  }

  /// Whether a bound can be reckoned with: differences and quotients of larger ones would overflow.
  static func isUsable(_ bound: Double) -> Bool {
    bound.magnitude <= 1e150 || bound.isInfinite
  }

  var isOrdered: Bool {
    [lower, usualLower, usualUpper, upper].allSatisfy(ScoredRange.isUsable)
      && lower <= usualLower && usualLower <= usualUpper && usualUpper <= upper && lower < .infinity
      && upper > -.infinity
  }

  var hasExtremes: Bool { lower < usualLower || usualUpper < upper }
}

/// The kind of a column: what can be answered in it.
public enum ColumnKind: Hashable, Sendable {
  /// A choice among `count` states.
  case states(count: Int)
  /// A number; `thresholds` are limits that the outcomes have to keep apart.
  case quantity(thresholds: [Double] = [])
}
