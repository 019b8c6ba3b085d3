import Authoring
import Catalog
import Foundation
import Identification
import Reading

/// Every commodity of a catalog, played through the guided identification.
struct CatalogTables {
  /// The catalog's files.
  let catalog: URL
  /// The one family or commodity to play, all if there is none.
  let only: String?
  /// How many pieces of each commodity are played.
  let rounds: Int
  /// How many of the worst runs are told step by step.
  let worst: Int

  /// Plays with and without wrong answers and prints what became of the pieces.
  func show() async throws {
    let catalog = Catalog(records: try CatalogSource(folder: catalog).records)
    let engine = try Identification(catalog)
    print("\nEvery commodity of the catalog, pieces of each: \(rounds), seed \(Noise.seed)")
    let commodities = catalog.commodities.values.sorted { $0.id < $1.id }
      .filter { only == nil || $0.family == only || $0.id == only }
    for (errorRate, least) in [(0, 0.99), (0.1, 0.95)] {
      let runs = await runs(of: commodities, engine, errorRate: errorRate)
      show(runs, catalog, errorRate: errorRate, least: least)
    }
    printTable(
      "Goods whose record is left out, one kind in \(LeftOutTable.every)",
      LeftOutTable.header,
      try await LeftOutTable(catalog).rows(commodities)
    )
  }

  private func runs(of commodities: [Commodity], _ engine: Identification, errorRate: Double) async
    -> [Playthrough.Run]
  {
    let playthrough = Playthrough(engine)
    let rounds = rounds
    return await withTaskGroup(of: (Int, [Playthrough.Run]).self) { group in
      let size = 40
      for start in stride(from: 0, to: commodities.count, by: size) {
        let part = Array(commodities[start..<min(commodities.count, start + size)])
        group.addTask {
          let runs = part.enumerated().flatMap { offset, commodity in
            (0..<rounds).map { round in
              var random = SeededGenerator(
                seed: Noise.seed &+ UInt64(start + offset) &* 1_000_003 &+ UInt64(round) &* 7919
              )
              let piece = Specimen(of: commodity, using: &random)
              let seen = piece.misread(errorRate, features: engine.catalog.features, using: &random)
              return playthrough.run(piece, seenAs: seen)
            }
          }
          return (start, runs)
        }
      }
      var parts: [(Int, [Playthrough.Run])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  private func show(_ runs: [Playthrough.Run], _ catalog: Catalog, errorRate: Double, least: Double) {
    let questions = runs.map(\.questions).sorted()
    let mean = Double(questions.reduce(0, +)) / Double(max(1, runs.count))
    let reached = Double(runs.count(where: \.isReached)) / Double(max(1, runs.count))
    printTable(
      "\(decimal(100 * errorRate, 0)) % wrong answers",
      [
        "runs", "reached", "mark", "met", "stands first", "same decision", "questions, mean", "90th percentile",
        "mark", "met", "not answerable, mean",
      ],
      [
        [
          String(runs.count), percentage(of: runs) { $0.isReached }, ">= \(decimal(100 * least, 0)) %",
          met(reached >= least),
          percentage(of: runs) { $0.leader == $0.commodity }, percentage(of: runs) { $0.isSameDecision },
          decimal(mean, 2),
          questions.isEmpty ? "" : String(questions[questions.count * 9 / 10]), "<= 7", met(mean <= 7),
          decimal(Double(runs.reduce(0) { $0 + $1.unanswered }) / Double(max(1, runs.count)), 2),
        ]
      ]
    )
    let families = Dictionary(grouping: runs) { catalog.commodities[$0.commodity]?.family ?? "" }
    let rows = families.map { family, runs in
      (
        family, runs.count { !$0.isReached }, runs.count,
        Double(runs.reduce(0) { $0 + $1.questions }) / Double(runs.count)
      )
    }.sorted { ($1.1, $1.3, $0.0) < ($0.1, $0.3, $1.0) }
    printTable(
      "Worst families",
      ["family", "runs", "not reached", "questions, mean"],
      rows.prefix(8).map { [$0.0, String($0.2), String($0.1), decimal($0.3, 1)] }
    )
    let bad = runs.sorted { ($0.isReached ? 1 : 0, -$0.questions) < ($1.isReached ? 1 : 0, -$1.questions) }
    for run in bad.prefix(worst) {
      print(
        "- \(run.commodity) \(run.isReached ? "" : "NOT REACHED ")q \(run.questions) unanswered \(run.unanswered) leader \(run.leader) p \(decimal(run.probability, 2)) same \(run.isSameDecision): \(run.asked.joined(separator: " "))"
      )
    }
  }
}

/// The share of runs that a condition holds of, as people read it.
func percentage(of runs: [Playthrough.Run], where holds: (Playthrough.Run) -> Bool) -> String {
  "\(decimal(100 * Double(runs.count(where: holds)) / Double(max(1, runs.count)), 1)) %"
}
