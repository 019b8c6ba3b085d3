import Catalog
import Measures
import TestSupport
import Testing

@Suite struct ScoreTests {
  private func score(_ feature: String, _ texts: String...) throws -> Score {
    try Score(texts, for: #require(FixtureCatalog.catalog.features[feature]))
  }

  private func ranges(_ feature: String, _ texts: String...) throws -> [Score.Range] {
    guard case .ranges(let ranges) = try Score(texts, for: #require(FixtureCatalog.catalog.features[feature]))
    else { return [] }
    return ranges
  }

  @Test func `states are common or rare, each with all that is a kind of it`() throws {
    #expect(
      try score("material", "plastic", "rarely steel")
        == .states(common: StateSet([4]), rare: StateSet([1, 2, 3]))
    )
    #expect(try score("programmable", "yes") == .states(common: StateSet([0]), rare: StateSet()))
    #expect(try score("programmable", "sometimes") == .states(common: StateSet([0, 1]), rare: StateSet()))
  }

  @Test func `ranges are read with their units and usual part`() throws {
    let range = try #require(try ranges("output-frequency", "0..650 Hz usually 50..400 Hz").first)
    #expect((range.possible.lower, range.possible.upper) == (0, 650))
    #expect((range.usual?.lower, range.usual?.upper) == (50, 400))
    #expect(try ranges("outer-diameter", "at least 5 mm").first?.possible == .atLeast(0.005))
    #expect(try ranges("outer-diameter", "5 mm", "1..2 in").count == 2)
    #expect(try ranges("piece-count", "2..4").first?.possible == Interval(2, 4))
    #expect(try ranges("lowest-temperature", "-40..0 degC").first?.possible.contains(250) == true)
  }

  @Test func `what cannot be had is said so`() throws {
    #expect(try score("outer-diameter", "n/a") == .inapplicable)
    #expect(try score("form", "n/a") == .inapplicable)
    #expect(throws: ScoreError.unknownState("n/a", feature: "form")) { try score("form", "tube", "n/a") }
  }

  @Test func `a wrong score says what is wrong`() {
    #expect(throws: ScoreError.empty) { try score("form") }
    #expect(throws: ScoreError.empty) { try score("outer-diameter") }
    #expect(throws: ScoreError.unknownState("cube", feature: "form")) { try score("form", "tube", "cube") }
    #expect(throws: ScoreError.unknownState("sometimes", feature: "form")) { try score("form", "sometimes") }
    for text in [
      "5 kg", "big", "6..5 mm", "1e400 mm", "5 mm usually", "usually 5 mm", "", "NaN mm", "5..6 mm usually x",
    ] {
      #expect(throws: ScoreError.self, "\(text)") { try score("outer-diameter", text) }
    }
  }
}
