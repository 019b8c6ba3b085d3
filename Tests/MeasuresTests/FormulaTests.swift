import Measures
import TestSupport
import Testing

private func error(_ text: String) -> FormulaError? {
  do {
    _ = try Formula(text)
    return nil
  } catch {
    return error
  }
}

@Test func `a formula keeps the usual order of operations`() throws {
  let cases: [(String, Double)] = [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2^3 - 1", 7), ("-2^2", -4), ("8 / 2 / 2", 2), ("8 - 2 - 2", 4),
    ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("sqrt(16)", 4), ("2^-1", 0.5), ("1e-3 * 1000", 1), (".5 + 1.5", 2),
    ("pi / pi", 1), ("  2  ", 2),
  ]
  for (text, expected) in cases {
    let result = try Formula(text).evaluate { _ in nil }
    #expect(result == Interval.exactly(expected), "\(text)")
  }
}

@Test func `names may contain hyphens, so a minus needs a blank`() throws {
  let formula = try Formula("outer-diameter - 2 * wall-thickness + outer-diameter")
  #expect(formula.variables == ["outer-diameter", "wall-thickness"])
}

@Test func `a formula without one of its readings has no value`() throws {
  let formula = try Formula("a * b")
  #expect(formula.evaluate { $0 == "a" ? Interval.exactly(2) : nil } == nil)
  #expect(formula.evaluate { $0 == "a" ? Interval.exactly(2) : Interval(1, 3) } == Interval(2, 6))
  #expect(try Formula("sqrt(0 - 1)").evaluate { _ in nil } == nil)
}

@Test func `a formula knows what it measures`() throws {
  func dimension(_ text: String) throws(FormulaError) -> Dimension {
    let formula = try Formula(text)
    return try formula.dimension { ["d": .length, "m": .mass, "t": .time][$0] }
  }
  #expect(try dimension("m / (pi / 6 * d^3)") == .density)
  #expect(try dimension("sqrt(d^2)") == .length)
  #expect(try dimension("d / t^2 / standard-gravity") == Dimension.none)
  #expect(try dimension("max(d, d / 2) / t") == .velocity)
  #expect(throws: FormulaError.mismatched(left: .length, right: .mass)) { try dimension("d + m") }
  #expect(throws: FormulaError.unknownVariable("x")) { try dimension("x") }
}

@Test func `a malformed formula says where`() {
  #expect(error("") == .empty)
  #expect(error("1 +") == .unexpected(found: "the end", at: 4, expected: "a value"))
  #expect(error(String(repeating: "(", count: 100)) == .tooDeep(limit: 32))
  #expect(error(String(repeating: "-", count: 100) + "1") == .tooDeep(limit: 32))
  #expect(error(String(repeating: "1+", count: 300)) == .tooLong(length: 600, limit: 500))
  for text in [
    "2^0.5", "2^x", "2^99", "2^2^2", "min(1)", "sqrt 2", "A + 1", "1 2", "(1", "1)", "1..2", "a$", "sqrt(1, 2)",
  ] {
    guard case .unexpected = error(text) else {
      Issue.record("\(text) gave \(String(describing: error(text)))")
      continue
    }
  }
}

@Test func `a formula encloses every pointwise result`() throws {
  let formula = try Formula("(a + b) * (a - b)^2 / (c + 10) - min(a, c) * sqrt(b + 20) + -max(b, c)^3")
  forAll(count: 2000) { random in
    func side() -> Double { Double.random(in: -9...9, using: &random) }
    var box: [String: Interval] = [:]
    var point: [String: Interval] = [:]
    for name in formula.variables {
      let ends = [side(), side()].sorted()
      box[name] = Interval(ends[0], ends[1])
      point[name] = Interval.exactly(Double.random(in: ends[0]...ends[1], using: &random))
    }
    guard let whole = formula.evaluate({ box[$0] }), let part = formula.evaluate({ point[$0] }) else {
      return "no value"
    }
    return part.isSubset(of: whole) ? nil : "\(part) outside \(whole) for \(point) in \(box)"
  }
}

@Test func `no text makes the formula reader trap`() {
  let pieces = [
    "(", ")", "+", "-", "*", "/", "^", "min(", "max(", "sqrt(", "pi", ",", " ", "a-b", "x", "9", ".5", "1e", "e9", "é",
  ]
  forAll(count: 5000) { random in
    let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
    let formula = try? Formula(text.joined())
    _ = formula?.evaluate { _ in Interval(-1, 1) }
    _ = try? formula?.dimension { _ in .length }
    return nil
  }
}
