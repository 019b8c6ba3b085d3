import CanonicalJSON
import Catalog
import Measures
import Reading
import TestSupport
import Testing

@testable import Identification

/// The engine and the reader on the fixture.
struct FixtureEngine {
  let identification: Identification
  let reader = TextReader(FixtureCatalog.catalog)

  init() throws {
    identification = try Identification(FixtureCatalog.catalog)
  }

  func clues(_ texts: String...) -> Clues {
    texts.reduce(into: Clues()) { $0.merge(reader.read($1, from: .inspector)) }
  }

  func assess(_ texts: String...) -> Assessment {
    identification.assess(texts.reduce(into: Clues()) { $0.merge(reader.read($1, from: .inspector)) })
  }

  /// The assessment as the bytes that are printed.
  func bytes(_ clues: Clues) -> [UInt8] {
    identification.assess(clues).document(id: "x", clues: Clues()).canonicalBytes
  }

  /// A random observation of a random feature, right or wrong.
  func observation(_ random: inout SplitMix64) -> Observation {
    let features = FixtureCatalog.catalog.features.values.sorted { $0.id < $1.id }
    let feature = features.randomElement(using: &random) ?? features[0]
    let source = Observation.Source.allCases.randomElement(using: &random) ?? .read
    let text = ["a", "b"].randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return Observation(feature: feature.id, content: .cannotSee, source: source, text: text)
    case 1: return Observation(feature: feature.id, content: .notApplicable, source: source, text: text)
    default: break
    }
    if feature.kind == .quantity {
      let ends = (0..<2).map { _ in Double(Int.random(in: -2...12, using: &random)) * 100 }.sorted()
      let interval = Interval(ends[0], Bool.random(using: &random) ? ends[1] : .infinity) ?? .all
      return Observation(feature: feature.id, content: .quantity(interval), source: source, text: text)
    }
    let states = feature.states.indices.filter { _ in Bool.random(using: &random) }
    return Observation(feature: feature.id, content: .states(StateSet(states)), source: source, text: text)
  }
}

@Suite struct AssessmentTests {
  private let engine: FixtureEngine

  init() throws {
    engine = try FixtureEngine()
  }

  private func randomClues(_ random: inout SplitMix64) -> Clues {
    var clues = Clues()
    clues.observations = (0..<Int.random(in: 0...8, using: &random)).map { _ in engine.observation(&random) }
    for commodity in FixtureCatalog.catalog.commodities.keys.sorted() where Bool.random(using: &random) {
      clues.commodityBits[commodity] = Double.random(in: 0...9, using: &random)
    }
    return clues
  }

  @Test func `each commodity is found from its own description`() {
    let descriptions = [
      "frequency-converter": "cabinet, output frequency 0-1000 Hz, 3PH, steel, programmable",
      "ordinary-drive": "cabinet, output frequency 0-400 Hz, 3PH, pump drive",
      "maraging-tube": "tube OD 145 mm, AMS 6514, 12 pcs 88 kg", "stainless-tube": "tube AISI 316L OD 20 mm",
      "thiodiglycol-drum": "drum, CAS 111-48-8, 200 kg", "kitchen-pot": "cooking pot inox, diameter 24 cm, 1.2 kg",
    ]
    for (commodity, text) in descriptions {
      let assessment = engine.assess(text)
      #expect(assessment.candidates.first?.commodity.id == commodity, "\(text)")
    }
  }

  @Test func `the order of observations does not matter`() {
    forAll(count: 300) { random in
      let clues = randomClues(&random)
      var shuffled = clues
      shuffled.observations.shuffle(using: &random)
      return engine.bytes(clues) == engine.bytes(shuffled) ? nil : "\(clues.observations)"
    }
  }

  @Test func `the order of the parts of an inspection does not matter`() {
    let parts = [
      "tube OD 145 mm", "AMS 6514", "88 kg steel", "Maraging steel tube", "1C216", "OD 20 cm", "316L", "inox tube",
    ]
    .map { engine.clues($0) }
    forAll(count: 100) { random in
      let bytes = { (order: [Clues]) in engine.bytes(order.reduce(into: Clues()) { $0.merge($1) }) }
      return bytes(parts) == bytes(parts.shuffled(using: &random)) ? nil : "the documents differ"
    }
  }

  @Test func `the same clues twice give the same bytes, also from an engine made anew`() throws {
    let other = try FixtureEngine()
    forAll(count: 100) { random in
      let clues = randomClues(&random)
      let first = engine.bytes(clues)
      return first == engine.bytes(clues) && first == other.bytes(clues) ? nil : "\(clues.observations)"
    }
  }

  @Test func `an answer taken back was never given`() {
    forAll(count: 200) { random in
      let clues = randomClues(&random)
      var changed = clues
      changed.observations.insert(
        engine.observation(&random),
        at: Int.random(in: 0...changed.observations.count, using: &random)
      )
      _ = engine.identification.assess(changed)
      let place = changed.observations.indices.first { index in
        index >= clues.observations.count || changed.observations[index] != clues.observations[index]
      }
      if let place { changed.observations.remove(at: place) }
      return engine.bytes(changed) == engine.bytes(clues) ? nil : "\(clues.observations)"
    }
  }

  @Test func `probabilities are shares of one`() {
    forAll(count: 300) { random in
      let assessment = engine.identification.assess(randomClues(&random))
      let sum = assessment.candidates.reduce(assessment.notInCatalog) { $0 + $1.probability }
      let all = assessment.candidates.map(\.probability) + [assessment.notInCatalog]
      guard all.allSatisfy({ (0...1).contains($0) }), sum <= 1 + 1e-9 else { return "\(all)" }
      return zip(all.dropLast(), all.dropLast().dropFirst()).allSatisfy { $0 >= $1 } ? nil : "not in order: \(all)"
    }
  }

  @Test func `unknown words never change the candidates`() {
    let known = "tube OD 145 mm, AMS 6514"
    let expected = engine.bytes(engine.clues(known))
    forAll(count: 200) { random in
      let words = (0..<3).map { _ in
        String((0..<Int.random(in: 4...9, using: &random)).map { _ in "qzxjwk".randomElement(using: &random) ?? "q" })
      }
      return engine.bytes(engine.clues(known + ", " + words.joined(separator: " "))) == expected
        ? nil : words.joined(separator: " ")
    }
  }

  @Test func `what nobody could see changes nothing but what is asked`() {
    var clues = engine.clues("tube OD 145 mm")
    let before = engine.identification.assess(clues)
    clues.observations.append(Observation(feature: "material", content: .cannotSee, source: .read, text: ""))
    let after = engine.identification.assess(clues)
    #expect(before.candidates.map(\.probability) == after.candidates.map(\.probability))
    #expect(!after.questions.contains { $0.feature.id == "material" })
  }

  @Test func `one contradiction sinks a commodity without removing it`() {
    let fits = engine.assess("tube, AMS 6514, OD 145 mm")
    let contradicts = engine.assess("tube, AMS 6514, OD 5 mm")
    let probability = { (assessment: Assessment) in
      assessment.candidates.first { $0.commodity.id == "maraging-tube" }?.probability ?? 0
    }
    #expect(probability(contradicts) > 0)
    #expect(probability(contradicts) < probability(fits))
  }

  @Test func `observations that fit nothing leave it open that the catalog does not hold the goods`() {
    let nothing = engine.identification.assess(Clues())
    let odd = engine.assess("plastic tube OD 900 mm, working pressure 5 bar, volume 5000 L, one phase")
    #expect(odd.notInCatalog > nothing.notInCatalog)
  }

  @Test func `contradictions are named as concerns`() {
    let assessment = engine.assess("plastic", "inox")
    #expect(assessment.concerns == ["the readings of 'material' contradict each other or the papers"])
    #expect(engine.assess("inox").concerns.isEmpty)
  }

  @Test func `hazards of what is plausible are named`() {
    #expect(engine.assess("drum of thiodiglycol, CAS 111-48-8").hazards.map(\.id) == ["toxic"])
    #expect(!engine.assess("AISI 316L tube, OD 20 mm").hazards.map(\.id).contains("toxic"))
  }

  @Test func `a catalog without commodities is refused`() {
    #expect(throws: IdentificationError.emptyCatalog) { try Identification(Catalog(records: [])) }
  }
}
