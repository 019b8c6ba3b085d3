/// A connected, non-empty set of real numbers between two ends, either of which may be infinite.
///
/// - No end is ever NaN, and an infinite end never belongs to the interval.
/// - A single number is an interval whose ends are equal and both included.
public struct Interval: Hashable, Sendable {
  /// The lower end; `-infinity` when there is none.
  public let lower: Double
  /// The upper end; `infinity` when there is none.
  public let upper: Double
  /// Whether the lower end itself belongs to the interval.
  public let lowerIncluded: Bool
  /// Whether the upper end itself belongs to the interval.
  public let upperIncluded: Bool

  /// Every real number.
  public static let all = Interval(checkedLower: -.infinity, .infinity, false, false)

  /// The interval between two ends, or nil when an end is NaN or nothing lies between them.
  public init?(_ lower: Double, _ upper: Double, lowerIncluded: Bool = true, upperIncluded: Bool = true) {
    guard lower <= upper, lower < .infinity, upper > -.infinity else { return nil }
    guard lower < upper || (lowerIncluded && upperIncluded) else { return nil }
    self.init(checkedLower: lower, upper, lowerIncluded, upperIncluded)
  }

  /// Takes ends that are known to be in order and not NaN.
  init(checkedLower lower: Double, _ upper: Double, _ lowerIncluded: Bool, _ upperIncluded: Bool) {
    // Adding zero turns -0 into 0, so that equal intervals also hash and print alike.
    self.lower = lower + 0
    self.upper = upper + 0
    self.lowerIncluded = lowerIncluded && lower.isFinite
    self.upperIncluded = upperIncluded && upper.isFinite
  }

  /// `value` and everything above it, or nil when `value` is no finite number.
  public static func atLeast(_ value: Double) -> Interval? {
    value.isFinite ? Interval(value, .infinity) : nil
  }

  /// Everything above `value`, or nil when `value` is no finite number.
  public static func moreThan(_ value: Double) -> Interval? {
    value.isFinite ? Interval(value, .infinity, lowerIncluded: false) : nil
  }

  /// `value` and everything below it, or nil when `value` is no finite number.
  public static func atMost(_ value: Double) -> Interval? {
    value.isFinite ? Interval(-.infinity, value) : nil
  }

  /// Everything below `value`, or nil when `value` is no finite number.
  public static func lessThan(_ value: Double) -> Interval? {
    value.isFinite ? Interval(-.infinity, value, upperIncluded: false) : nil
  }

  /// `value` alone, or nil when `value` is no finite number.
  public static func exactly(_ value: Double) -> Interval? {
    value.isFinite ? Interval(value, value) : nil
  }

  /// Whether both ends are finite.
  public var isBounded: Bool { lower.isFinite && upper.isFinite }

  /// The middle, or nil when an end is infinite.
  public var midpoint: Double? {
    isBounded ? lower / 2 + upper / 2 : nil
  }

  /// The distance between the ends; infinite when an end is.
  public var width: Double { upper - lower }

  /// Whether `value` belongs to the interval.
  public func contains(_ value: Double) -> Bool {
    (value > lower || (value == lower && lowerIncluded)) && (value < upper || (value == upper && upperIncluded))
  }

  /// Whether every number of this interval belongs to `other`.
  public func isSubset(of other: Interval) -> Bool {
    let lowerFits = lower > other.lower || (lower == other.lower && (other.lowerIncluded || !lowerIncluded))
    let upperFits = upper < other.upper || (upper == other.upper && (other.upperIncluded || !upperIncluded))
    return lowerFits && upperFits
  }

  /// Whether the intervals share a number.
  public func intersects(_ other: Interval) -> Bool {
    intersection(other) != nil
  }

  /// The numbers that belong to both, or nil when there are none.
  public func intersection(_ other: Interval) -> Interval? {
    let low = Swift.max(lower, other.lower)
    let high = Swift.min(upper, other.upper)
    return Interval(
      low,
      high,
      lowerIncluded: (lower < low || lowerIncluded) && (other.lower < low || other.lowerIncluded),
      upperIncluded: (upper > high || upperIncluded) && (other.upper > high || other.upperIncluded)
    )
  }

  /// The smallest interval that holds both.
  public func hull(_ other: Interval) -> Interval {
    let low = Swift.min(lower, other.lower)
    let high = Swift.max(upper, other.upper)
    return Interval(
      checkedLower: low,
      high,
      (lower == low && lowerIncluded) || (other.lower == low && other.lowerIncluded),
      (upper == high && upperIncluded) || (other.upper == high && other.upperIncluded)
    )
  }
}

extension Interval: CustomStringConvertible {
  /// The interval in mathematical notation, such as `[5, infinity)`.
  public var description: String {
    let opening = lowerIncluded ? "[" : "("
    let closing = upperIncluded ? "]" : ")"
    return "\(opening)\(lower.formatted(significant: 12)), \(upper.formatted(significant: 12))\(closing)"
  }
}
