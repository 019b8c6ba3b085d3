import Catalog
import Measures
import TestSupport
import Testing

@Suite struct ObservationTests {
  private func interval(_ feature: String, _ text: String, _ source: Observation.Source = .read) throws -> Interval? {
    let definition = try #require(FixtureCatalog.catalog.features[feature])
    let reading = try QuantityReader.read(text, defaultUnit: definition.unit)
    guard case .quantity(let interval) = Observation(reading, of: definition, source: source)?.content else {
      return nil
    }
    return interval
  }

  @Test func `a range on a plate counts by the end that the feature names`() throws {
    #expect(try interval("output-frequency", "0-1000 Hz") == .exactly(1_000))
    #expect(try interval("output-frequency", "up to 1 kHz") == .exactly(1_000))
    let lowest = try #require(try interval("lowest-temperature", "-55 to +125 C"))
    #expect(abs(lowest.lower - 218.15) < 1e-9 && lowest.lower == lowest.upper)
    #expect(try interval("outer-diameter", "10..20 mm") == Interval(0.01, 0.02))
  }

  @Test func `a bound that says nothing of the wanted end stays a bound`() throws {
    #expect(try interval("output-frequency", "at least 600 Hz") == .atLeast(600))
    #expect(try interval("lowest-temperature", "at most 0 degC") == .atMost(273.15))
  }

  @Test func `a tolerance is no range`() throws {
    let found = try #require(try interval("output-frequency", "400 ± 4 Hz"))
    #expect(found == Interval(396, 404))
  }

  @Test func `a measurement is widened by the precision, an estimate by a fifth, a plate by its last digit`() throws {
    #expect(try interval("outer-diameter", "145 mm") == Interval(0.1445, 0.1455))
    #expect(try interval("output-frequency", "1000 Hz") == .exactly(1_000))
    let measured = try #require(try interval("outer-diameter", "100 mm", .measured))
    #expect(abs(measured.lower - 0.098) < 1e-12 && abs(measured.upper - 0.102) < 1e-12)
    let estimated = try #require(try interval("outer-diameter", "100 mm", .estimated))
    #expect(abs(estimated.lower - 0.08) < 1e-12 && abs(estimated.upper - 0.12) < 1e-12)
    #expect(try interval("outer-diameter", "more than 5 mm", .measured)?.upper == .infinity)
  }

  @Test func `widening never loses the reading and grows with it`() throws {
    let feature = try #require(FixtureCatalog.catalog.features["lowest-temperature"])
    forAll { random in
      let value = Double.random(in: -300...300, using: &random)
      guard let reading = try? QuantityReader.read("\(value) degC"),
        case .quantity(let read) = Observation(reading, of: feature, source: .read)?.content,
        case .quantity(let measured) = Observation(reading, of: feature, source: .measured)?.content,
        case .quantity(let estimated) = Observation(reading, of: feature, source: .estimated)?.content
      else { return "\(value) is not read" }
      return read.isSubset(of: measured) && measured.isSubset(of: estimated) ? nil : "\(value): \(read), \(measured)"
    }
  }

  @Test func `another dimension is no observation of the feature`() throws {
    #expect(try interval("outer-diameter", "5 kg") == nil)
    let form = try #require(FixtureCatalog.catalog.features["form"])
    #expect(Observation(try QuantityReader.read("5 kg"), of: form, source: .read) == nil)
  }
}
