import Catalog
import Identification

/// Goods that a catalog does not describe: commodities whose own record is left out before one piece is played.
struct LeftOutTable {
  static let header = [
    "the true readings come to", "pieces", "refer", "undecided", "no list match", "same decision", "questions, mean",
  ]
  /// One commodity in so many is played, because each needs an engine of its own.
  static let every = 5

  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  /// Plays one piece of every fifth commodity and counts what the pieces came to, by what they should come to.
  func rows(_ commodities: [Commodity]) async throws -> [[String]] {
    let runs = try await runs(commodities)
    return [(Outcome.refer, "refer"), (.undecided, "undecided"), (.noMatch, "no list match")].map { truth, name in
      let runs = runs.filter { $0.trueOutcome == truth }
      func share(_ holds: (Playthrough.Run) -> Bool) -> String { percentage(of: runs, where: holds) }
      return [
        name, String(runs.count), share { $0.outcome == .refer }, share { $0.outcome == .undecided },
        share { $0.outcome == .noMatch }, share { $0.isSameDecision },
        decimal(Double(runs.reduce(0) { $0 + $1.questions }) / Double(max(1, runs.count)), 2),
      ]
    }
  }

  private func runs(_ commodities: [Commodity]) async throws -> [Playthrough.Run] {
    let catalog = catalog
    return try await withThrowingTaskGroup(of: Playthrough.Run.self) { group in
      for (number, commodity) in commodities.enumerated() where number.isMultiple(of: Self.every) {
        group.addTask {
          let playthrough = Playthrough(try Identification(catalog.omitting(commodity: commodity.id)))
          var random = SeededGenerator(seed: Noise.seed &+ UInt64(number) &* 1_000_003)
          return playthrough.run(Specimen(of: commodity, using: &random))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }
}
