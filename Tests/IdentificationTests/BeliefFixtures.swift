import Identification
import TestSupport

/// A small random matrix of three kinds of columns, and answers to them.
struct RandomMatrix {
  let matrix: ScoreMatrix
  let stateCounts: [Int]

  init(_ random: inout SplitMix64) throws {
    let items = Int.random(in: 1...12, using: &random)
    var builder = ScoreMatrixBuilder(itemCount: items, maximumBins: Int.random(in: 3...9, using: &random))
    var stateCounts: [Int] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let count = Int.random(in: 1...5, using: &random)
      stateCounts.append(count)
      try builder.addColumn(
        .states(count: count),
        scores: (0..<items).map { _ in RandomMatrix.states(of: count, &random) }
      )
    }
    for _ in 0..<2 {
      try builder.addColumn(
        .quantity(thresholds: [50]),
        scores: (0..<items).map { _ in RandomMatrix.ranges(&random) }
      )
    }
    matrix = builder.build()
    self.stateCounts = stateCounts
  }

  private static func states(of count: Int, _ random: inout SplitMix64) -> ScorePattern {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: .unscored
    case 1: .inapplicable
    default:
      .states(
        (0..<count).shuffled(using: &random).prefix(Int.random(in: 1...count, using: &random))
          .map { StateWeight(state: $0, weight: Bool.random(using: &random) ? 1 : StateWeight.rare) }
      )
    }
  }

  private static func ranges(_ random: inout SplitMix64) -> ScorePattern {
    if Int.random(in: 0..<5, using: &random) == 0 { return .unscored }
    let ends = (0..<4).map { _ in Double(Int.random(in: 0...100, using: &random)) }.sorted()
    let isOpen = Int.random(in: 0..<5, using: &random) == 0
    return .ranges([
      ScoredRange(lower: ends[0], upper: isOpen ? .infinity : ends[3], usual: (ends[1], ends[2]))
    ])
  }

  func evidence(_ random: inout SplitMix64) -> WeighedEvidence {
    let column = Int.random(in: 0..<matrix.columnCount, using: &random)
    return WeighedEvidence(
      column: column,
      evidence: answer(column, &random),
      errorRate: Double.random(in: 0...0.3, using: &random),
      group: Bool.random(using: &random) ? nil : Int.random(in: 0..<2, using: &random),
      isAmbiguous: Bool.random(using: &random)
    )
  }

  private func answer(_ column: Int, _ random: inout SplitMix64) -> Evidence {
    if Int.random(in: 0..<8, using: &random) == 0 { return .notApplicable }
    guard column < stateCounts.count else {
      let ends = [Double.random(in: -10...110, using: &random), Double.random(in: -10...110, using: &random)].sorted()
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return .interval(lower: ends[0], upper: .infinity)
      case 1: return .interval(lower: -.infinity, upper: ends[1])
      case 2: return .interval(lower: ends[0], upper: ends[0])
      default: return .interval(lower: ends[0], upper: ends[1])
      }
    }
    let count = stateCounts[column]
    return .states(Array((0..<count).shuffled(using: &random).prefix(Int.random(in: 1...count, using: &random))))
  }
}

/// Three items that two columns tell apart.
func threeItems() throws -> ScoreMatrix {
  var builder = ScoreMatrixBuilder(itemCount: 3)
  try builder.addColumn(.states(count: 2), scores: [.states(0), .states(1), .states(0, 1)])
  try builder.addColumn(.quantity(), scores: [.range(0, 10), .range(20, 30), .unscored])
  return builder.build()
}
