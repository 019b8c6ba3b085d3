import Foundation
import Identification

/// Times the engine on a made-up matrix.
struct SpeedTable {
  static let header = [
    "items x columns", "rank all questions", "mark", "met", "rank by class", "form belief of 10 answers",
  ]

  let itemCount: Int
  let columnCount = 150

  /// One row: the medians of several runs.
  func row(limit: Double) throws -> [String] {
    let matrix = try matrix()
    let model = try BeliefModel(matrix: matrix)
    let evidence = (0..<10).map {
      WeighedEvidence(column: 15 * $0, evidence: .states([0]), errorRate: 0.05)
    }
    let terms = [QuestionTerms](repeating: QuestionTerms(cost: 10, errorRate: 0.05), count: columnCount)
    let belief = try model.belief(given: Array(evidence.prefix(1)))
    let weights = belief.weights
    let classes = DecisionClasses((0..<itemCount).map { $0 % 40 })
    let runs = itemCount > 10_000 ? 15 : 101
    let ranking = median(runs) { QuestionRanking(matrix: matrix, weights: weights).questions(terms).count }
    let byClass = median(5) {
      QuestionRanking(matrix: matrix, weights: weights, classes: classes).questions(terms).count
    }
    let update = try median(runs) { try model.belief(given: evidence).mismatches.count }
    return [
      "\(itemCount) x \(columnCount)", decimal(ranking, 2) + " ms",
      "<= \(decimal(limit, 0)) ms", met(ranking <= limit), decimal(byClass, 2) + " ms",
      decimal(update, 2) + " ms",
    ]
  }

  /// Two thirds choices of two to eight states, one third quantities; a tenth of the cells unscored.
  private func matrix() throws -> ScoreMatrix {
    var random = SeededGenerator(seed: Noise.seed)
    var builder = ScoreMatrixBuilder(itemCount: itemCount)
    for column in 0..<columnCount {
      let patterns = column % 3 == 2 ? ranges(&random) : states(2 + column % 7, &random)
      let kind: ColumnKind = column % 3 == 2 ? .quantity() : .states(count: 2 + column % 7)
      let indices = (0..<itemCount).map { _ in
        Int.random(in: 0..<10, using: &random) == 0 ? 0 : UInt16.random(in: 0..<UInt16(patterns.count), using: &random)
      }
      try builder.addColumn(kind, patterns: patterns, patternOfItem: indices)
    }
    return builder.build()
  }

  private func states(_ count: Int, _ random: inout SeededGenerator) -> [ScorePattern] {
    [.unscored] + (0..<count).map { .states($0) }
      + (0..<count).map { .states([StateWeight(state: $0), StateWeight(state: ($0 + 1) % count, weight: 0.2)]) }
  }

  private func ranges(_ random: inout SeededGenerator) -> [ScorePattern] {
    [.unscored]
      + (0..<200).map { _ in
        let lower = Double.random(in: 0..<1000, using: &random)
        return .range(lower, lower + Double.random(in: 0..<200, using: &random))
      }
  }

  /// The median processor time in milliseconds; one thread works, so on an idle machine it is the time that passes.
  private func median(_ runs: Int, _ work: () throws -> Int) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<runs {
      let start = SpeedTable.processorTime()
      _ = try work()
      times.append(SpeedTable.processorTime() - start)
    }
    return times.sorted()[runs / 2]
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
