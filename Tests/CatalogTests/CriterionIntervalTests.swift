import Measures
import TestSupport
import Testing

@testable import Catalog

@Suite struct CriterionIntervalTests {
  private let features = FixtureCatalog.catalog.features

  private func evaluation(_ entry: String, _ observations: [Observation]) throws -> Evaluation {
    let criterion = try #require(FixtureCatalog.catalog.criterion(of: entry))
    return criterion.evaluate(Readings(observations, features: features), features: features)
  }

  private func reading(_ feature: String, _ text: String, _ source: Observation.Source = .read) throws -> Observation {
    let definition = try #require(features[feature])
    let quantity = try QuantityReader.read(text, expecting: definition.dimension, defaultUnit: definition.unit)
    return try #require(Observation(quantity, of: definition, source: source))
  }

  private func state(_ feature: String, _ states: String...) throws -> Observation {
    let set = try #require(features[feature]?.extent(ofStates: states))
    return Observation(feature: feature, content: .states(set), source: .read, text: "")
  }

  private func interval(_ random: inout SplitMix64) -> Interval {
    // Round numbers, so that ends meet limits exactly now and then.
    let ends = (0..<2).map { _ in Double(Int.random(in: -4...16, using: &random)) * 25 }.sorted()
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return Interval(ends[0], .infinity, lowerIncluded: Bool.random(using: &random)) ?? .all
    case 1: return Interval(-.infinity, ends[1], upperIncluded: Bool.random(using: &random)) ?? .all
    case 2: return .exactly(ends[0]) ?? .all
    default:
      return Interval(
        ends[0],
        ends[1],
        lowerIncluded: Bool.random(using: &random),
        upperIncluded: Bool.random(using: &random)
      )
        ?? .exactly(ends[0]) ?? .all
    }
  }

  private func criterion(depth: Int, _ random: inout SplitMix64) -> Criterion {
    guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else {
      if Int.random(in: 0..<8, using: &random) == 0 { return .judgement("j") }
      let feature = ["net-mass", "volume", "density"].randomElement(using: &random) ?? "volume"
      return .condition(.init(feature: feature, test: .limit(interval(&random)), text: ""))
    }
    let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in criterion(depth: depth - 1, &random) }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .all(parts)
    case 1: return .any(parts)
    case 2: return .not(parts[0])
    default: return .atLeast(Int.random(in: 1...parts.count, using: &random), parts)
    }
  }

  @Test func `a narrower reading never makes a decided result undecided and never turns it`() {
    forAll(count: 4_000) { random in
      let criterion = criterion(depth: 3, &random)
      let wide = ["net-mass": interval(&random), "volume": interval(&random)]
      let narrow = wide.mapValues { $0.intersection(interval(&random)) ?? $0 }
      let result = { (intervals: [String: Interval]) in
        let observations = intervals.map {
          Observation(feature: $0, content: .quantity($1), source: .read, text: "")
        }
        return criterion.evaluate(Readings(observations, features: features), features: features).result
      }
      let (before, after) = (result(wide), result(narrow))
      return before == .unknown || before == after
        ? nil : "\(before) became \(after): \(criterion), \(wide) narrowed to \(narrow)"
    }
  }

  @Test func `a value exactly at the limit counts by the words of the limit`() throws {
    let drive = [try state("output-phases", "three"), try state("programmable", "yes")]
    let at = { (text: String) in try evaluation("eu/3A225", drive + [reading("output-frequency", text)]) }
    #expect(try at("600 Hz").result == .yes)
    #expect(try at("599.999 Hz").result == .no)
    #expect(try at("0,6 kHz").result == .yes)
    #expect(try at("at least 600 Hz").result == .yes)
    #expect(try at("600 Hz").checks.first { $0.condition.feature == "output-frequency" }?.margin == 0)
  }

  @Test func `an exact plate is never near, a measurement close to the limit is`() throws {
    let drive = [try state("output-phases", "three"), try state("programmable", "yes")]
    #expect(try !evaluation("eu/3A225", drive + [reading("output-frequency", "601 Hz")]).isNear)
    let tube = [try state("material", "maraging-steel")]
    let measured = try evaluation("eu/1C216", tube + [reading("outer-diameter", "75.5 mm", .measured)])
    #expect(measured.result == .unknown)
    #expect(measured.isNear)
    #expect(measured.missing == [.feature("density")] || measured.missing == [.feature("outer-diameter")])
    let far = try evaluation("eu/1C216", tube + [reading("outer-diameter", "90 mm", .measured)])
    #expect(far.result == .yes)
    #expect(!far.isNear)
  }

  @Test func `a near reading that decides nothing leaves a decided entry as it is`() throws {
    let found = try evaluation(
      "eu/1C216",
      [
        state("material", "maraging-steel"), reading("outer-diameter", "75.5 mm", .measured),
        reading("density", "9 g/cm3"),
      ]
    )
    #expect(found.result == .yes)
    #expect(!found.isNear)
  }

  @Test func `a derived quantity is tested like a read one`() throws {
    let found = try evaluation(
      "eu/1C216",
      [state("material", "maraging-steel"), reading("net-mass", "90 kg"), reading("volume", "10 L")]
    )
    #expect(found.result == .yes)
    let unknown = try evaluation("eu/1C216", [state("material", "maraging-steel"), reading("net-mass", "81 kg")])
    #expect(unknown.result == .unknown)
  }

  @Test func `a wide state decides only where all of it agrees`() throws {
    let tube = try [reading("outer-diameter", "100 mm"), reading("density", "7 g/cm3")]
    #expect(try evaluation("eu/1C216", tube + [state("material", "steel")]).result == .unknown)
    #expect(try evaluation("eu/1C216", tube + [state("material", "plastic")]).result == .no)
    #expect(try evaluation("eu/1C216", tube + [state("material", "maraging-steel")]).result == .yes)
    #expect(try evaluation("eu/1C216", tube + [state("material", "maraging-steel", "plastic")]).result == .unknown)
  }

  @Test func `what must not be so is tested the other way round`() throws {
    let substance = try state("substance", "thiodiglycol")
    #expect(try evaluation("eu/1C350", [substance, reading("net-mass", "200 kg")]).result == .yes)
    #expect(try evaluation("eu/1C350", [substance, reading("net-mass", "0.5 kg")]).result == .no)
    #expect(try evaluation("eu/1C350", [substance]).missing == [.feature("net-mass")])
  }
}
