import Catalog
import Reading
import TestSupport
import Testing

@testable import Identification

@Suite struct PlaythroughTests {
  private let engine: FixtureEngine

  init() throws {
    engine = try FixtureEngine()
  }

  private var commodities: [Commodity] {
    engine.identification.catalog.commodities.values.sorted { $0.id < $1.id }
  }

  @Test func `a piece contradicts its own kind nowhere, and one that is always misread does`() {
    let table = engine.identification.table
    forAll(count: 100) { random in
      for commodity in commodities {
        guard let item = table.itemOfCommodity[commodity.id] else { return "no \(commodity.id)" }
        let piece = Specimen(of: commodity, using: &random)
        let seen = piece.misread(1, features: engine.identification.catalog.features, using: &random)
        func mismatches(_ specimen: Specimen) -> Int {
          engine.identification.belief(specimen.observations, Clues()).mismatches[item]
        }
        if mismatches(piece) > 0 { return "\(commodity.id) contradicts itself" }
        if mismatches(seen) == 0 { return "\(commodity.id) cannot be misread" }
      }
      return nil
    }
  }

  @Test func `no question is put twice in a run, and the typical piece is reached`() {
    let playthrough = Playthrough(engine.identification)
    for commodity in commodities {
      let run = playthrough.run(Specimen(typicalOf: commodity))
      #expect(Set(run.asked).count == run.questions && run.unanswered <= run.questions)
      #expect(run.isReached, "\(commodity.id)")
    }
  }

  @Test func `a search says nothing of kinds that a found feature describes, and never speaks for any`() {
    for evidence in engine.identification.table.search {
      #expect(evidence.foundUnscored <= 0 && evidence.missedScored <= 0)
    }
  }
}
