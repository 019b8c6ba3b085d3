import Catalog
import Measures
import TestSupport
import Testing

@testable import Reading

@Suite struct TextReaderTests {
  private let reader = TextReader(FixtureCatalog.catalog)

  private func read(_ text: String, _ origin: TextReader.Origin = .inspector) -> Clues {
    reader.read(text, from: origin)
  }

  private func interval(_ feature: String, in clues: Clues) -> Interval? {
    for observation in clues.observations where observation.feature == feature {
      if case .quantity(let interval) = observation.content { return interval }
    }
    return nil
  }

  private func states(_ feature: String, in clues: Clues) -> [String] {
    for observation in clues.observations where observation.feature == feature {
      if case .states(let set) = observation.content {
        return set.states.compactMap { FixtureCatalog.catalog.features[feature]?.states[$0].id }
      }
    }
    return []
  }

  @Test func `a line of an inspector becomes observations and markings`() {
    let clues = read("tube OD 145 mm, AMS 6514, 12 pcs 88 kg")
    #expect(states("form", in: clues) == ["tube"])
    // A number stands for everything that rounds to it.
    #expect(interval("outer-diameter", in: clues) == Interval(0.1445, 0.1455))
    #expect(interval("net-mass", in: clues) == Interval(87.5, 88.5))
    #expect(interval("piece-count", in: clues)?.midpoint == 12)
    #expect(states("material", in: clues) == ["maraging-steel"])
    #expect(clues.entries == ["eu/1C216"])
    #expect((clues.commodityBits["maraging-tube"] ?? 0) > (clues.commodityBits["stainless-tube"] ?? 0))
    #expect(clues.notUnderstood == [])
    #expect(clues.warnings == [])
  }

  @Test func `what was understood is echoed with its converted value`() {
    let echoed = read("OD 5.7 in, pressure 3000 psi").understood.map(\.meaning)
    #expect(echoed == ["Outer diameter: 144.78 mm", "Working pressure: 206.843 bar"])
  }

  @Test func `decimal commas and other spellings mean the same`() {
    let expected = interval("outer-diameter", in: read("OD 12.5 mm"))
    #expect(expected != nil)
    for text in ["OD 12,5 mm", "od: 12,5mm", "OD １２，５ mm", "diameter 1.25 cm", "12,5 mm OD", "ОD 12,5 мм"] {
      let found = interval("outer-diameter", in: read(text))
      #expect(found?.midpoint.map { abs($0 - 0.0125) < 1e-12 } == true, "\(text): \(String(describing: found))")
    }
  }

  @Test func `letters of other scripts are read as the ones they look like`() {
    #expect(states("material", in: read("АМЅ 6514")) == ["maraging-steel"])
    #expect(states("material", in: read("AISI 316L", .marking)) == ["stainless-steel"])
    for text in ["İNOX", "inox", "ınox", "Inox"] {
      #expect(states("material", in: read(text)) == ["stainless-steel"], "\(text)")
    }
  }

  @Test func `an unread character lets a marking through and says so`() {
    let clues = read("AM? 6514")
    #expect(states("material", in: clues) == ["maraging-steel"])
    #expect(clues.understood.contains { $0.meaning.contains("1 character could not be read") })
    #expect(states("material", in: read("AM? 7514")) == [])
    let unsure = read("AM? 65?4").observations.filter { $0.feature == "material" }
    #expect(unsure.map(\.source) == [.estimated])
  }

  @Test func `what is not understood is said in the words given`() {
    #expect(read("tube zorgle blimp, OD 5 mm, Fnord").notUnderstood == ["zorgle blimp", "Fnord"])
    #expect(read("of the and").notUnderstood == [])
  }

  @Test func `a bare number is not understood because a name has it too`() {
    let record = FixtureCatalog.record(
      .commodity,
      "drive-230",
      #"{"name": "Drive 230", "also": ["soft starter"], "family": "f", "looks like": "l", "confidence": "low"}"#
    )
    let reader = TextReader(Catalog(records: FixtureCatalog.records + [record]))
    #expect(reader.read("starter, voltage 230", from: .inspector).notUnderstood == ["voltage 230"])
  }

  @Test func `a grade that looks like a CAS number is not taken for one`() {
    let clues = read("NPK 18-46-0 drum")
    #expect(states("substance", in: clues) == [])
    #expect(clues.warnings.count == 1)
    #expect(!clues.understood.contains { $0.sort == .identifier })
  }

  @Test func `a CAS number with an unread digit is only suggested`() {
    let sure = read("CAS 111-48-8")
    #expect(states("substance", in: sure) == ["thiodiglycol"])
    #expect(sure.observations.first { $0.feature == "substance" }?.source == .read)
    let guess = read("CAS 111-4?-8")
    #expect(guess.observations.first { $0.feature == "substance" }?.source == .estimated)
    #expect(guess.warnings.contains { $0.contains("not fully readable") && $0.contains("confirm") })
  }

  @Test func `a UN number stands for its own mark, or for the label of its class`() {
    let label = FixtureCatalog.record(
      .feature,
      "hazard-label",
      #"""
      {"name": "Hazard labels", "question": "Which?", "kind": "choice", "place": "package", "seconds": "5",
       "misread": "0.03", "states": [{"id": "class-3", "name": "3"}, {"id": "class-6-1", "name": "6.1"},
       {"id": "un-1203", "name": "UN 1203"}]}
      """#
    )
    let reader = TextReader(Catalog(records: FixtureCatalog.records + [label]))
    func labels(_ text: String) -> [Observation.Content] {
      reader.read(text, from: .inspector).observations.filter { $0.feature == "hazard-label" }.map(\.content)
    }
    #expect(labels("UN 2966") == [.states(StateSet([1]))])
    #expect(labels("UN 1203") == [.states(StateSet([2]))])
  }

  @Test func `a UN number names its goods, an unknown one its neighbours`() {
    #expect(states("substance", in: read("UN 2966")) == ["thiodiglycol"])
    #expect(read("UN 1203").understood.map(\.meaning) == ["UN 1203 petrol"])
    #expect(read("UN 2996").warnings == ["ADR 2025 has no UN 2996; one digit away: UN 2966"])
  }

  @Test func `an ambiguous marking counts only in its context`() {
    #expect(states("material", in: read("C300")) == [])
    #expect(states("material", in: read("C300 tube")) == ["maraging-steel"])
    #expect(states("material", in: reader.read("C300", from: .marking, context: "steel bars")) == ["maraging-steel"])
  }

  @Test func `claims of papers are weaker than what was read`() {
    let (claimed, seen) = (read("Frequency converter 3PH", .declaration), read("Frequency converter 3PH"))
    #expect(claimed.observations.allSatisfy { $0.source == .declared })
    #expect((claimed.commodityBits["frequency-converter"] ?? 9) < (seen.commodityBits["frequency-converter"] ?? 0))
  }

  @Test func `a claimed list code is weak evidence for what it covers`() {
    let clues = read("ECCN 3A225")
    #expect(clues.commodityBits["frequency-converter"] == 2)
    #expect(clues.understood.map(\.meaning) == ["claimed control-list code 3A225"])
  }

  @Test func `parts of one inspection give the same whatever their order`() {
    let parts =
      [
        "tube OD 145 mm", "AMS 6514", "Maraging steel tube", "steel tube, 88 kg", "1C216", "drum of thiodiglycol",
        "zorgle",
        "AMS 65?4", "C300 tube",
      ].map { read($0) } + [reader.readHeading("7304 49")]
    forAll(count: 200) { random in
      let merged = { (order: [Clues]) in order.reduce(into: Clues()) { $0.merge($1) } }
      let (one, other) = (merged(parts), merged(parts.shuffled(using: &random)))
      if Set(one.observations) != Set(other.observations) { return "the observations differ" }
      if one.entries != other.entries { return "the entries differ" }
      return one.commodityBits == other.commodityBits ? nil : "\(one.commodityBits) and \(other.commodityBits)"
    }
  }

  @Test func `what no feature takes as a value may be a state`() {
    #expect(states("output-phases", in: read("cabinet, 0-1000 Hz, 3PH")) == ["three"])
    #expect(states("output-phases", in: read("OD 3 mm")) == [])
  }

  @Test func `the same text read twice says the same`() {
    forAll(count: 100) { random in
      let text = hostileText(length: 60, using: &random)
      return read(text) == read(text) ? nil : text
    }
  }
}
