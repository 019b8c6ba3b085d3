/// One end of an interval under calculation: where it is and whether it is reached.
private struct End {
  var value: Double
  var included: Bool

  /// Zero times an unbounded end is zero, because the end itself is never reached.
  static func * (left: End, right: End) -> End {
    let isZero = (left.value == 0 && left.included) || (right.value == 0 && right.included)
    if left.value == 0 || right.value == 0 { return End(value: 0, included: isZero) }
    return End(value: left.value * right.value, included: left.included && right.included)
  }
}

extension Interval {
  private var lowerEnd: End { End(value: lower, included: lowerIncluded) }
  private var upperEnd: End { End(value: upper, included: upperIncluded) }

  /// Builds a result; an end that overflowed becomes the largest number on its side of it.
  private init(_ low: End, _ high: End) {
    let largest = Double.greatestFiniteMagnitude
    self.init(
      checkedLower: Swift.min(low.value, largest),
      Swift.max(high.value, -largest),
      low.included || low.value == high.value || low.value > largest,
      high.included || low.value == high.value || high.value < -largest
    )
  }

  /// Every sum of a number from each.
  public static func + (left: Interval, right: Interval) -> Interval {
    Interval(
      End(value: left.lower + right.lower, included: left.lowerIncluded && right.lowerIncluded),
      End(value: left.upper + right.upper, included: left.upperIncluded && right.upperIncluded)
    )
  }

  /// The numbers of opposite sign.
  public static prefix func - (interval: Interval) -> Interval {
    Interval(checkedLower: -interval.upper, -interval.lower, interval.upperIncluded, interval.lowerIncluded)
  }

  /// Every difference between a number of the left and one of the right.
  public static func - (left: Interval, right: Interval) -> Interval {
    left + -right
  }

  /// Every product of a number from each.
  public static func * (left: Interval, right: Interval) -> Interval {
    let first = left.lowerEnd * right.lowerEnd
    var low = first
    var high = first
    for product in [
      left.lowerEnd * right.upperEnd, left.upperEnd * right.lowerEnd, left.upperEnd * right.upperEnd,
    ] {
      if product.value < low.value {
        low = product
      } else if product.value == low.value {
        low.included = low.included || product.included
      }
      if product.value > high.value {
        high = product
      } else if product.value == high.value {
        high.included = high.included || product.included
      }
    }
    return Interval(low, high)
  }

  /// Every quotient; all numbers when the divisor may be zero.
  public static func / (left: Interval, right: Interval) -> Interval {
    if right.contains(0) || (right.lower < 0 && right.upper > 0) { return .all }
    // Quotients of ends, not a product with the reciprocal, so that rounding cannot lose a quotient.
    var low = End(value: .infinity, included: false)
    var high = End(value: -.infinity, included: false)
    for dividend in [left.lowerEnd, left.upperEnd] {
      for divisor in [right.lowerEnd, right.upperEnd] {
        let quotient = quotient(of: dividend, by: divisor, divisorIsPositive: right.upper > 0)
        if quotient.value < low.value || (quotient.value == low.value && quotient.included) { low = quotient }
        if quotient.value > high.value || (quotient.value == high.value && quotient.included) { high = quotient }
      }
    }
    return Interval(low, high)
  }

  private static func quotient(of dividend: End, by divisor: End, divisorIsPositive: Bool) -> End {
    if dividend.value == 0 { return End(value: 0, included: dividend.included) }
    if divisor.value == 0 {
      return End(value: (dividend.value > 0) == divisorIsPositive ? .infinity : -.infinity, included: false)
    }
    // An unbounded dividend over an unbounded divisor comes as near to zero as one likes.
    if divisor.value.isInfinite { return End(value: 0, included: false) }
    return End(value: dividend.value / divisor.value, included: dividend.included && divisor.included)
  }

  /// Every number's integer power; all numbers when the exponent is negative and the base may be zero.
  public func power(_ exponent: Int) -> Interval {
    let one = Interval(checkedLower: 1, 1, true, true)
    if exponent == 0 { return one }
    if exponent < 0 {
      let positive = power(exponent.magnitude)
      return contains(0) || (lower < 0 && upper > 0) ? .all : one / positive
    }
    return power(exponent.magnitude)
  }

  private func power(_ exponent: UInt) -> Interval {
    let low = End(value: Self.power(lower, exponent), included: lowerIncluded)
    let high = End(value: Self.power(upper, exponent), included: upperIncluded)
    if exponent % 2 == 1 || lower >= 0 { return Interval(low, high) }
    if upper <= 0 { return Interval(high, low) }
    let far =
      low.value == high.value
      ? End(value: low.value, included: low.included || high.included) : (low.value > high.value ? low : high)
    return Interval(End(value: 0, included: true), far)
  }

  /// The power of a number by repeated squaring, which is monotone where the true power is.
  static func power(_ base: Double, _ exponent: UInt) -> Double {
    var result = 1.0
    var factor = base
    var remaining = exponent
    while remaining > 0 {
      if remaining % 2 == 1 { result *= factor }
      factor *= factor
      remaining /= 2
    }
    return result
  }

  /// The square roots of the numbers that have one, or nil when none has.
  public func squareRoot() -> Interval? {
    guard let domain = Interval.atLeast(0), let part = intersection(domain) else { return nil }
    return Interval(
      End(value: part.lower.squareRoot(), included: part.lowerIncluded),
      End(value: part.upper.squareRoot(), included: part.upperIncluded)
    )
  }

  /// The smaller of a number from each, over all pairs.
  public static func min(_ left: Interval, _ right: Interval) -> Interval {
    let low = Swift.min(left.lower, right.lower)
    let high = Swift.min(left.upper, right.upper)
    return Interval(
      checkedLower: low,
      high,
      (left.lower == low && left.lowerIncluded) || (right.lower == low && right.lowerIncluded),
      (left.upper > high || left.upperIncluded) && (right.upper > high || right.upperIncluded)
    )
  }

  /// The larger of a number from each, over all pairs.
  public static func max(_ left: Interval, _ right: Interval) -> Interval {
    -min(-left, -right)
  }
}
