import Measures
import TestSupport
import Testing

private func randomInterval(_ random: inout SplitMix64) -> Interval {
  let sides = [-1, 0, 0.5, Double.random(in: -20...20, using: &random), Double.random(in: -2...2, using: &random)]
  while true {
    var low = sides.randomElement(using: &random) ?? 0
    var high = sides.randomElement(using: &random) ?? 0
    if low > high { swap(&low, &high) }
    if Int.random(in: 0..<8, using: &random) == 0 { low = -.infinity }
    if Int.random(in: 0..<8, using: &random) == 0 { high = .infinity }
    let closed = (Bool.random(using: &random), Bool.random(using: &random))
    if let interval = Interval(low, high, lowerIncluded: closed.0, upperIncluded: closed.1) { return interval }
  }
}

private func randomMember(of interval: Interval, _ random: inout SplitMix64) -> Double {
  for _ in 0..<20 {
    let low = max(interval.lower, -50)
    let high = min(interval.upper, 50)
    let value =
      [low, high, low / 2 + high / 2, Double.random(in: low...high, using: &random)]
      .randomElement(using: &random) ?? low
    if interval.contains(value) { return value }
  }
  return interval.midpoint
    ?? (interval.lower.isFinite ? interval.lower + 1 : interval.upper.isFinite ? interval.upper - 1 : 0)
}

/// Whether the interval or its ends hold `value`; rounding may put a result on an end that is only approached.
private func holds(_ interval: Interval, _ value: Double) -> Bool {
  interval.lower <= value && value <= interval.upper
}

@Test func `no interval has an end that is no number, or nothing in it`() {
  #expect(Interval(.nan, 1) == nil)
  #expect(Interval(1, .nan) == nil)
  #expect(Interval(2, 1) == nil)
  #expect(Interval(1, 1, lowerIncluded: false) == nil)
  #expect(Interval(.infinity, .infinity) == nil)
  #expect(Interval.atLeast(.infinity) == nil)
  #expect(Interval(-0.0, 0.0) == Interval(0, 0))
  #expect(Interval.atLeast(5)?.contains(5) == true)
  #expect(Interval.moreThan(5)?.contains(5) == false)
}

@Test func `interval arithmetic encloses pointwise arithmetic`() {
  forAll(count: 5000) { random in
    let left = randomInterval(&random)
    let right = randomInterval(&random)
    let a = randomMember(of: left, &random)
    let b = randomMember(of: right, &random)
    guard left.contains(a), right.contains(b) else { return nil }
    let exponent = Int.random(in: -4...5, using: &random)
    let power = Interval.exactly(a)?.power(exponent)
    guard holds(left + right, a + b), holds(left - right, a - b), holds(left * right, a * b) else {
      return "+ - * of \(a) in \(left) and \(b) in \(right)"
    }
    if b != 0, !holds(left / right, a / b) { return "\(a) / \(b) outside \(left / right) for \(left) / \(right)" }
    if let power, a != 0 || exponent >= 0, !power.isSubset(of: left.power(exponent)) {
      return "\(a)^\(exponent) = \(power) outside \(left.power(exponent)) for \(left)"
    }
    guard holds(Interval.min(left, right), min(a, b)), holds(Interval.max(left, right), max(a, b)) else {
      return "min or max of \(left) and \(right)"
    }
    if a >= 0, let root = left.squareRoot(), !holds(root, a.squareRoot()) { return "root of \(left)" }
    return nil
  }
}

@Test func `no arithmetic makes an interval that could not be built`() {
  forAll(count: 5000) { random in
    let extremes = [
      -Double.greatestFiniteMagnitude, -1e200, -Double.leastNonzeroMagnitude, 0, Double.leastNonzeroMagnitude, 1e200,
      Double.greatestFiniteMagnitude,
    ]
    func wild(_ random: inout SplitMix64) -> Interval {
      let ends = [extremes.randomElement(using: &random) ?? 0, extremes.randomElement(using: &random) ?? 0].sorted()
      return Interval(ends[0], ends[1]) ?? randomInterval(&random)
    }
    let left = Bool.random(using: &random) ? wild(&random) : randomInterval(&random)
    let right = Bool.random(using: &random) ? wild(&random) : randomInterval(&random)
    let exponent = [-1000, -3, -1, 0, 1, 2, 3, 1000, Int.min, Int.max].randomElement(using: &random) ?? 0
    for result in [
      left + right, left - right, left * right, left / right, left.power(exponent), left.hull(right), -left,
      Interval.min(left, right), Interval.max(left, right),
    ] {
      let rebuilt = Interval(
        result.lower,
        result.upper,
        lowerIncluded: result.lowerIncluded,
        upperIncluded: result.upperIncluded
      )
      if rebuilt != result { return "\(left) with \(right) and \(exponent) gave \(result)" }
    }
    return nil
  }
}

@Test func `sets relate as sets do`() {
  forAll(count: 5000) { random in
    let left = randomInterval(&random)
    let right = randomInterval(&random)
    let value = randomMember(of: left, &random)
    let common = left.intersection(right)
    if (common?.contains(value) ?? false) != (left.contains(value) && right.contains(value)) {
      return "\(value) in the intersection of \(left) and \(right)"
    }
    if let common, !common.isSubset(of: left) || !common.isSubset(of: right) { return "\(common) is no subset" }
    if !left.isSubset(of: left.hull(right)) || !right.isSubset(of: left.hull(right)) {
      return "hull of \(left), \(right)"
    }
    if left.isSubset(of: right), common != left { return "\(left) in \(right)" }
    if left.intersects(right) != right.intersects(left) { return "\(left) and \(right)" }
    return nil
  }
}

@Test func `dividing by what may be zero says nothing`() {
  #expect(Interval.exactly(1).map { $0 / (Interval(-1, 1) ?? $0) } == .all)
  #expect(Interval.exactly(1).map { $0 / (Interval(0, 0) ?? $0) } == .all)
  #expect(Interval.exactly(1).flatMap { one in Interval.moreThan(0).map { one / $0 } } == Interval.moreThan(0))
}

@Test func `three-valued logic keeps its laws`() {
  let values: [Kleene] = [.no, .unknown, .yes]
  for a in values {
    #expect(a.not().not() == a)
    #expect(a.and(.yes) == a && a.or(.no) == a && a.and(.no) == .no && a.or(.yes) == .yes)
    for b in values {
      #expect(a.and(b) == b.and(a) && a.or(b) == b.or(a))
      #expect(a.and(b).not() == a.not().or(b.not()))
      for c in values {
        #expect(a.and(b.or(c)) == a.and(b).or(a.and(c)))
        #expect(a.and(b).and(c) == a.and(b.and(c)))
        #expect(Kleene.atLeast(3, of: [a, b, c]) == Kleene.all(of: [a, b, c]))
        #expect(Kleene.atLeast(1, of: [a, b, c]) == Kleene.any(of: [a, b, c]))
        #expect(Kleene.atLeast(2, of: [a, b, c]) == a.and(b).or(a.and(c)).or(b.and(c)))
        #expect(Kleene.atLeast(0, of: [a, b, c]) == .yes && Kleene.atLeast(4, of: [a, b, c]) == .no)
      }
    }
  }
}

@Test func `a narrower reading never turns a decided verdict`() {
  forAll(count: 5000) { random in
    let limit = randomInterval(&random)
    let wide = randomInterval(&random)
    guard let narrow = wide.intersection(randomInterval(&random)) else { return nil }
    let before = QuantityLimit(observed: wide, limit: limit).verdict
    let after = QuantityLimit(observed: narrow, limit: limit).verdict
    return before == .unknown || before == after ? nil : "\(wide) to \(narrow) against \(limit)"
  }
}

@Test func `the margin says how far a reading is from the limit`() throws {
  func margin(_ observed: Interval?, _ limit: Interval?) throws -> Double? {
    QuantityLimit(observed: try #require(observed), limit: try #require(limit)).margin
  }
  #expect(try margin(.exactly(12), .atLeast(10)) == 0.2)
  #expect(try margin(.exactly(8), .atLeast(10)) == -0.2)
  #expect(try margin(Interval(9, 11), .atLeast(10)) == 0)
  #expect(try margin(.exactly(8), .lessThan(10)) == 0.2)
  #expect(try margin(.exactly(12), .lessThan(10)) == -0.2)
  #expect(try margin(.exactly(5), Interval(4, 20)) == 0.25)
  #expect(try margin(.atLeast(5), .atLeast(10)) == nil)
  #expect(try margin(.exactly(5), .atLeast(0)) == nil)
  #expect(try margin(.exactly(5), Interval.all) == nil)
  let near = try QuantityLimit(observed: #require(.exactly(9.9)), limit: #require(.atLeast(10)))
  #expect(near.isNear() && !near.isNear(within: 0.005) && near.verdict == .no)
  let exact = try QuantityLimit(observed: #require(.exactly(10)), limit: #require(.moreThan(10)))
  #expect(exact.verdict == .no && exact.isNear())
}

@Test func `numbers are written without a locale`() {
  let cases: [(Double, String)] = [
    (0, "0"), (-0.0, "0"), (1, "1"), (9.1, "9.1"), (1_234_567, "1234570"), (0.1 + 0.2, "0.3"), (-145.25, "-145.25"),
    (999_999.9, "1000000"), (9.999999e9, "1e10"), (3.7e10, "3.7e10"), (1.5e-5, "0.000015"), (1.5e-6, "1.5e-6"),
    (.infinity, "infinity"), (.nan, "not a number"), (123_456_789, "123457000"),
  ]
  for (value, text) in cases { #expect(value.formatted(significant: 6) == text, "\(value)") }
  forAll(count: 5000) { random in
    let value = Double(bitPattern: random.next())
    guard value.isFinite else { return nil }
    let back = Double(value.formatted(significant: 17))
    return back == value ? nil : "\(value) came back as \(String(describing: back))"
  }
}
