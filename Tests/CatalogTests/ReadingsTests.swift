import Catalog
import Measures
import TestSupport
import Testing

@Suite struct ReadingsTests {
  private let features = FixtureCatalog.catalog.features

  private func states(_ feature: String, _ states: [Int], _ source: Observation.Source = .read) -> Observation {
    Observation(feature: feature, content: .states(StateSet(states)), source: source, text: "")
  }

  private func quantity(
    _ feature: String,
    _ lower: Double,
    _ upper: Double,
    _ source: Observation.Source = .read
  ) -> Observation {
    Observation(
      feature: feature,
      content: .quantity(Interval(lower, upper) ?? .all),
      source: source,
      text: "\(lower)"
    )
  }

  private func readings(_ observations: Observation...) -> Readings { Readings(observations, features: features) }

  @Test func `the order of observations does not matter`() {
    forAll(count: 1_000) { random in
      let observations = (0..<Int.random(in: 0...8, using: &random)).map { _ in observation(&random) }
      let first = Readings(observations, features: features)
      let second = Readings(observations.shuffled(using: &random), features: features)
      if first.contradicted != second.contradicted { return "contradictions differ: \(observations)" }
      for feature in features.keys
      where first.states(of: feature) != second.states(of: feature)
        || first.interval(of: feature) != second.interval(of: feature)
      {
        return "\(feature) differs: \(observations)"
      }
      return nil
    }
  }

  private func observation(_ random: inout SplitMix64) -> Observation {
    let source = Observation.Source.allCases.randomElement(using: &random) ?? .read
    let ends = [Double.random(in: 0...9, using: &random).rounded(), Double.random(in: 0...9, using: &random)].sorted()
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return states("material", (0..<5).filter { _ in Bool.random(using: &random) }, source)
    case 1: return quantity("net-mass", ends[0], ends[1], source)
    case 2: return quantity("volume", ends[0], ends[1], source)
    default: return Observation(feature: "form", content: .cannotSee, source: source, text: "")
    }
  }

  @Test func `what agrees is taken together`() {
    let both = readings(states("material", [1, 2]), states("material", [2, 3], .measured), quantity("volume", 1, 5))
    #expect(both.states(of: "material") == StateSet([2]))
    #expect(readings(quantity("volume", 1, 5), quantity("volume", 4, 9)).interval(of: "volume") == Interval(4, 5))
    #expect(both.contradicted.isEmpty)
  }

  @Test func `what contradicts is kept open and named`() {
    let both = readings(
      states("material", [1]),
      states("material", [4]),
      quantity("volume", 1, 2),
      quantity("volume", 4, 5)
    )
    #expect(both.states(of: "material") == StateSet([1, 4]))
    #expect(both.interval(of: "volume") == Interval(1, 5))
    #expect(both.contradicted == ["material", "volume"])
  }

  @Test func `what was seen outweighs what the papers claim`() {
    let found = readings(
      states("material", [4], .declared),
      states("material", [2], .read),
      quantity("volume", 1, 2, .declared),
      quantity("volume", 4, 5, .measured)
    )
    #expect(found.states(of: "material") == StateSet([2]))
    #expect(found.interval(of: "volume") == Interval(4, 5))
    #expect(found.contradicted == ["material", "volume"])
    #expect(readings(states("material", [4], .declared)).states(of: "material") == StateSet([4]))
    #expect(readings(states("material", [1, 2], .declared), states("material", [2])).contradicted.isEmpty)
  }

  @Test func `a claim that a kind of goods denies settles nothing for it`() throws {
    let commodity = try #require(FixtureCatalog.catalog.commodities["maraging-tube"])
    let claim = states("material", [4], .declared)
    #expect(readings(claim).withoutClaims(deniedBy: commodity).states(of: "material") == nil)
    let fitting = readings(states("material", [3], .declared)).withoutClaims(deniedBy: commodity)
    #expect(fitting.states(of: "material") == StateSet([3]))
    let seen = readings(claim, states("material", [4])).withoutClaims(deniedBy: commodity)
    #expect(seen.states(of: "material") == StateSet([4]), "what was seen stays")
    let unscored = readings(states("lining-material", [4], .declared)).withoutClaims(deniedBy: commodity)
    #expect(unscored.states(of: "lining-material") == StateSet([4]))
  }

  @Test func `a quantity is worked out until it is read itself`() {
    let worked = readings(quantity("net-mass", 8, 8), quantity("volume", 0.001, 0.002))
    #expect(worked.interval(of: "density") == Interval(4_000, 8_000))
    #expect(worked.isDerived("density"))
    let read = readings(quantity("net-mass", 8, 8), quantity("volume", 0.001, 0.002), quantity("density", 1, 2))
    #expect(read.interval(of: "density") == Interval(1, 2))
    #expect(!read.isDerived("density"))
    #expect(readings(quantity("net-mass", 8, 8)).interval(of: "density") == nil)
    #expect(readings(quantity("net-mass", 8, 8), quantity("volume", 0, 1)).interval(of: "density") == .all)
  }

  @Test func `a feature falls back to another until it is read itself`() {
    #expect(readings(states("material", [2])).states(of: "lining-material") == StateSet([2]))
    let own = readings(states("material", [2]), states("lining-material", [4]))
    #expect(own.states(of: "lining-material") == StateSet([4]))
    #expect(own.states(of: "material") == StateSet([2]))
  }

  @Test func `formulas and fallbacks in a circle end`() {
    let record = { (id: String, other: String) in
      FixtureCatalog.record(
        .feature,
        id,
        #"""
        {"name": "N", "question": "?", "kind": "quantity", "unit": "mm", "place": "goods",
         "formula": ["\#(other) * 2", "\#(other) + \#(other)"], "falls back to": "\#(other)"}
        """#
      )
    }
    let features = Catalog(records: [record("a", "b"), record("b", "a"), record("c", "c")]).features
    #expect(Readings([], features: features).interval(of: "a") == nil)
    #expect(Readings([], features: features).interval(of: "c") == nil)
    #expect(Readings([quantity("b", 1, 2)], features: features).interval(of: "a") == Interval(2, 4))
  }

  @Test func `nothing is known of what was not said or not seen`() {
    let found = readings(Observation(feature: "form", content: .cannotSee, source: .read, text: ""))
    #expect(found.states(of: "form") == nil)
    #expect(found.states(of: "no such feature") == nil)
    #expect(found.interval(of: "no such feature") == nil)
  }
}
