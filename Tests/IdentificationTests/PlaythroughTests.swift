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

  @Test func `goods count as nothing known only when much was read or nothing is left to ask`() {
    let identification = engine.identification
    var early = 0
    forAll(count: 60) { random in
      guard let commodity = commodities.randomElement(using: &random) else { return "there are no goods" }
      let piece = Specimen(of: commodity, using: &random)
      let seen = piece.misread(0.8, features: identification.catalog.features, using: &random)
      var clues = Clues()
      for observation in seen.observations {
        clues.observations.append(observation)
        let assessment = identification.assess(clues, under: Circumstances())
        guard assessment.notInCatalog >= Identification.sureOfNone,
          clues.observations.count < Identification.readingsBeforeNone,
          assessment.questions.contains(where: { $0.gain >= Identification.leastGain })
        else { continue }
        early += 1
        guard case .open = identification.standing(assessment, clues, under: Circumstances()) else {
          return "\(commodity.id) is given up after \(clues.observations.count) readings"
        }
      }
      return nil
    }
    #expect(early > 0)
  }

  @Test func `goods are not let go on fewer than three readings while one that confirms them is left`() {
    let identification = engine.identification
    var hasty = 0
    forAll(count: 60) { random in
      guard let commodity = commodities.randomElement(using: &random) else { return "there are no goods" }
      let piece = Specimen(of: commodity, using: &random)
      var clues = Clues()
      // The papers name the goods, and whoever believes them reads little.
      clues.commodityBits[commodity.id] = 8
      for observation in piece.observations.shuffled(using: &random).prefix(Identification.readingsBeforeRelease - 1) {
        clues.observations.append(observation)
        let assessment = identification.assess(clues, under: Circumstances())
        guard assessment.outcome == .noMatch, assessment.notInCatalog < Identification.sureOfNone else { continue }
        hasty += 1
        if case .settled = identification.standing(assessment, clues, under: Circumstances()) {
          return "\(commodity.id) is let go after \(clues.observations.count) readings"
        }
      }
      return nil
    }
    #expect(hasty > 0)
  }

  @Test func `what nobody described is not named, and everything else still is`() throws {
    let catalog = engine.identification.catalog
    for commodity in commodities {
      let playthrough = Playthrough(try Identification(catalog.omitting(commodity: commodity.id)))
      let run = playthrough.run(Specimen(typicalOf: commodity))
      #expect(run.leader != commodity.id && run.probability == 0)
      for other in commodities where other.id != commodity.id {
        #expect(playthrough.run(Specimen(typicalOf: other)).isReached, "\(other.id) without \(commodity.id)")
      }
    }
  }

  @Test func `a search says nothing of kinds that a found feature describes, and never speaks for any`() {
    for evidence in engine.identification.table.search {
      #expect(evidence.foundUnscored <= 0 && evidence.missedScored <= 0)
    }
  }
}
