/// A number with the unit it was stated in.
struct StatedNumber {
  var value: Double
  var unit: Unit

  /// The canonical number, checked to be one that can be calculated with.
  func canonical(plus deviation: Double = 0) throws(QuantityError) -> Double {
    let result = unit.canonical(value + deviation)
    let vanished = result == 0 && value + deviation != 0 && unit.offset == 0
    guard result.isFinite, !vanished else { throw .outOfRange(value.formatted(significant: 6)) }
    return result
  }
}

/// What was understood of a text, before it becomes an interval.
struct QuantityDraft {
  enum Shape {
    case value
    case deviations(below: Double, above: Double)
    case range(to: StatedNumber)
  }

  var number: StatedNumber
  var shape: Shape
  var comparator: QuantityWords.Comparator?
  var qualifier: String?

  /// The share by which an approximate number may be off.
  private static let approximation = 0.1

  func reading(text: String) throws(QuantityError) -> QuantityReading {
    let (interval, form) = try meaning()
    guard let interval else { throw .outOfRange(text) }
    return QuantityReading(interval: interval, unit: number.unit, form: form, text: text, qualifier: qualifier)
  }

  private func meaning() throws(QuantityError) -> (Interval?, QuantityReading.Form) {
    let center = try number.canonical()
    switch shape {
    case .range(let other):
      return (Interval(center, try other.canonical()), .range)
    case .deviations(let below, let above):
      let interval = Interval(try number.canonical(plus: below), try number.canonical(plus: above))
      return (interval, below == -above ? .plusMinus : .tolerance)
    case .value: break
    }
    switch comparator {
    case .atLeast: return (.atLeast(center), .bound)
    case .moreThan: return (.moreThan(center), .bound)
    case .atMost: return (.atMost(center), .bound)
    case .lessThan: return (.lessThan(center), .bound)
    case .about:
      let deviation = abs(number.value) * Self.approximation
      return (Interval(try number.canonical(plus: -deviation), try number.canonical(plus: deviation)), .approximate)
    case .between, .from, nil: return (.exactly(center), .value)
    }
  }
}
