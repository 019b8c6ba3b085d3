import TestSupport
import Testing

@testable import Reading

@Suite struct PatternPropertyTests {
  @Test func `the matcher agrees with following every path`() {
    forAll(count: 3_000) { random in
      let text = randomPattern(depth: 3, using: &random)
      var parser = PatternParser(text)
      guard let pattern = try? Pattern(text), let node = try? parser.parse() else { return nil }
      let subject = String((0..<Int.random(in: 0...10, using: &random)).map { _ in pick("ababc1АВ -?.*_.", &random) })
      let prepared = PreparedText(subject)
      for line in [prepared.exact, prepared.wild].compactMap({ $0 }) {
        var matcher = PatternMatcher(pattern.program, reach: PatternLimits.matchLength, on: line)
        let seen = matcher.matches()
        let expected = NaiveMatcher(node: node, line: line).matches().filter { found in
          !line.isWild || line.toUnread[found.units.lowerBound] < .max
        }
        if seen.map(\.units) != expected.map(\.units) || seen.map(\.cost) != expected.map(\.cost) {
          return "\(text) on '\(subject)': \(seen) instead of \(expected)"
        }
      }
      return nil
    }
  }

  @Test func `the letter filter never hides a match`() {
    forAll(count: 2_000) { random in
      let text = randomPattern(depth: 3, using: &random)
      guard let pattern = try? Pattern(text) else { return nil }
      let subject = String((0..<Int.random(in: 0...10, using: &random)).map { _ in pick("ababc1АВ -?.", &random) })
      let prepared = PreparedText(subject)
      var matcher = PatternMatcher(pattern.program, reach: PatternLimits.matchLength, on: prepared.exact)
      let unfiltered = matcher.matches().count
      let certain = pattern.matches(in: prepared).filter { $0.unread == 0 }.count
      guard certain >= unfiltered else { return "\(text) on '\(subject)'" }
      let letters = Pattern.letters(in: prepared)
      let isAdmitted = Pattern.requiredLetters(of: text).contains { $0 & ~letters == 0 }
      return unfiltered > 0 && !isAdmitted ? "\(text) on '\(subject)' by its letters" : nil
    }
  }

  @Test func `no pattern text and no subject traps`() {
    forAll(count: 1_500) { random in
      let signs = #"ab01[](){}?*+|^$\bdwsBxu-.,:=!<iА"#
      let text = String((0..<Int.random(in: 0...14, using: &random)).map { _ in pick(signs, &random) })
      guard let pattern = try? Pattern(text) else { return nil }
      let subject = hostileText(length: 30, using: &random)
      for match in pattern.matches(in: subject) where match.range.isEmpty {
        return "an empty match of \(text) on \(subject.debugDescription)"
      }
      return nil
    }
  }

  @Test func `twice the text takes about twice the time`() throws {
    for text in [#"(?:a*)*b"#, #"(?:a|a?)+c"#, #"a[^b]*b"#, #"(?:\w+\s?)+$x"#] {
      let pattern = try Pattern(text)
      func time(_ length: Int, _ unit: String) -> Duration {
        let subject = PreparedText(String(repeating: unit, count: length))
        return (0..<3).map { _ in processorTime { _ = pattern.matches(in: subject) } }.min() ?? .zero
      }
      for unit in ["a", "a?"] {
        let (short, long) = (time(500, unit), time(2_000, unit))
        #expect(long < short * 12 + .milliseconds(20), "\(text): \(short) grew to \(long)")
      }
    }
  }

  private func pick(_ signs: String, _ random: inout SplitMix64) -> Character {
    signs.randomElement(using: &random) ?? "a"
  }

  private func randomPattern(depth: Int, using random: inout SplitMix64) -> String {
    let atoms = [
      "a", "b", "c", "1", "А", "[ab]", "[^a]", #"\d"#, #"\w"#, #"\s"#, ".", "[В-]", #"\b"#, #"\B"#, "^", "$",
      "(?!a)", "(?<![ab])", "(?<=b)", "(?=[c1]a)",
    ]
    if depth == 0 { return atoms.randomElement(using: &random) ?? "a" }
    let inner = { (random: inout SplitMix64) in randomPattern(depth: depth - 1, using: &random) }
    switch Int.random(in: 0..<9, using: &random) {
    case 0...3: return inner(&random) + inner(&random)
    case 4: return "(?:" + inner(&random) + "|" + inner(&random) + ")"
    case 5, 6:
      let counts = ["?", "*", "+", "{2}", "{1,3}", "{2,}"]
      return "(?:" + inner(&random) + ")" + (counts.randomElement(using: &random) ?? "?")
    default: return inner(&random)
    }
  }
}
