import Catalog
import TestSupport
import Testing

@testable import Reading

@Suite struct VocabularyTests {
  private let vocabulary = Vocabulary(FixtureCatalog.catalog)

  @Test func `names are found however their words are joined`() {
    for phrase in ["Maraging-steel tube", "maraging steel tubes", "MARAGINGSTEEL TUBE"] {
      #expect(vocabulary.meanings(of: TextTokens.key(phrase)).contains(.commodity("maraging-tube")), "\(phrase)")
    }
  }

  @Test func `rare words say more than common ones`() {
    #expect(vocabulary.bits(ofStem: "thiodiglycol") > vocabulary.bits(ofStem: "tube"))
    #expect(vocabulary.bits(ofStem: "tube") > 0)
    #expect(vocabulary.bits(ofStem: "of") == 0)
  }

  @Test func `substances are found by their numbers`() {
    #expect(vocabulary.statesByCAS["111-48-8"] == [0])
    #expect(vocabulary.statesByUN["2966"] == [0])
  }

  @Test func `a marking whose pattern is no pattern is left out`() {
    let record = FixtureCatalog.record(
      .marking,
      "m",
      #"{"name": "M", "kind": "k", "meaning": "m", "pattern": "(a", "confidence": "low"}"#
    )
    #expect(Vocabulary(Catalog(records: [record])).markings.isEmpty)
    #expect(vocabulary.markings.count == 3)
  }

  @Test func `an empty catalog reads nothing and understands nothing`() {
    let reader = TextReader(Catalog(records: []))
    let clues = reader.read("tube OD 145 mm AMS 6514", from: .inspector)
    #expect(clues.observations.isEmpty)
    #expect(clues.notUnderstood == ["tube OD 145 mm AMS 6514"])
  }
}
