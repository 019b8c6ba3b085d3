import Catalog
import Measures
import TestSupport
import Testing

@testable import Reading

@Suite struct StatementReaderTests {
  private let reader = TextReader(FixtureCatalog.catalog)

  private func statement(_ name: String, _ value: String, _ unit: String = "") -> Clues {
    reader.readStatement(name, value: value, unit: unit, source: .measured)
  }

  private func content(_ clues: Clues, _ feature: String) -> Observation.Content? {
    clues.observations.first { $0.feature == feature }?.content
  }

  @Test func `a feature is found by its name and by its other words`() {
    for name in ["outer diameter", "Outer-Diameter", "OD", "outer-diameter", "measured outer diameter"] {
      #expect(reader.features(named: name).map(\.id) == ["outer-diameter"], "\(name)")
    }
    #expect(reader.features(named: "max output frequency").map(\.id) == ["output-frequency"])
    #expect(reader.features(named: "zorgle").isEmpty)
    #expect(reader.features(named: "").isEmpty)
  }

  @Test func `a value takes its unit from either place`() {
    let expected = Observation.Content.quantity(Interval(0.0981, 0.1019) ?? .all)
    for clues in [statement("OD", "100", "mm"), statement("OD", "100 mm"), statement("OD", "10", "cm")] {
      guard case .quantity(let interval)? = content(clues, "outer-diameter") else {
        Issue.record("not read, expected about \(expected)")
        continue
      }
      #expect(abs(interval.lower - 0.098) < 1e-9 && abs(interval.upper - 0.102) < 1e-9)
    }
  }

  @Test func `a number without a unit is read only where none is needed`() {
    #expect(content(statement("OD", "100"), "outer-diameter") == nil)
    #expect(statement("OD", "100").notUnderstood == ["OD: 100"])
    #expect(content(statement("pieces", "12"), "piece-count") != nil)
  }

  @Test func `a unit that is not understood lends its number to nothing`() {
    #expect(content(statement("pieces", "10", "fT/√Hz"), "piece-count") == nil)
    #expect(content(statement("pressure", "10", "blimps"), "working-pressure") == nil)
    #expect(content(statement("pressure", "10", "bar of nitrogen"), "working-pressure") != nil)
  }

  @Test func `the unit of a value is no word`() {
    #expect(content(statement("zorgle", "200", "bar"), "form") == nil)
    #expect(content(statement("zorgle", "bar"), "form") == .states(StateSet([4])))
    #expect(content(reader.read("200 bar", from: .marking), "form") == nil)
  }

  @Test func `states are read by name, other words and yes or no`() {
    #expect(content(statement("form", "pipe"), "form") == .states(StateSet([0])))
    #expect(content(statement("material", "stainless"), "material") == nil)
    #expect(content(statement("material", "inox tube"), "material") == .states(StateSet([2])))
    #expect(content(statement("programmable", "yes"), "programmable") == .states(StateSet([0])))
    #expect(content(statement("programmable", "нет"), "programmable") == .states(StateSet([1])))
  }

  @Test func `what names nothing known is said to be not understood`() {
    #expect(statement("zorgle", "7", "blimps").notUnderstood == ["zorgle: 7 blimps"])
    #expect(statement("", "", "").notUnderstood.count == 1)
  }

  @Test func `a marking inside a value counts`() {
    #expect(content(statement("inscription", "AMS 6514"), "material") == .states(StateSet([3])))
    #expect(content(statement("substance", "2966"), "substance") == .states(StateSet([0])))
  }

  @Test func `a heading is weak evidence and a wrong one is said`() {
    let clues = reader.readHeading("8504.40")
    #expect(clues.commodityBits == ["frequency-converter": 1.5, "ordinary-drive": 1.5])
    #expect(clues.understood.count == 1)
    #expect(reader.readHeading("9999").warnings.count == 1)
    for text in ["", "85", "abc", "٨٥٠٤"] { #expect(reader.readHeading(text) == Clues(), "\(text)") }
  }

  @Test func `huge statements are read in part and in bounded time`() {
    let huge = String(repeating: "OD 5 mm? ", count: 200_000)
    let marks = "a" + String(repeating: "\u{301}", count: 2_000_000)
    for text in [huge, marks] {
      let time = processorTime { _ = reader.readStatement(text, value: text, unit: text, source: .read) }
      #expect(time < .seconds(10), "\(time)")
    }
  }
}
