import Testing
import TestSupport

@testable import Identification

@Suite struct BeliefMatrixTests {
  @Test func `scores that do not suit a column are refused`() {
    var builder = ScoreMatrixBuilder(itemCount: 1)
    let unsuitable: [(ColumnKind, ScorePattern)] = [
      (.states(count: 2), .states(2)), (.states(count: 2), .states(-1)), (.states(count: 2), .states([])),
      (.states(count: 2), .states(0, 0)), (.states(count: 2), .range(0, 1)), (.quantity(), .states(0)),
      (.quantity(), .range(2, 1)), (.quantity(), .range(.nan, 1)), (.quantity(), .ranges([])),
      (.states(count: 2), .states([StateWeight(state: 0, weight: 0)])),
      (.states(count: 2), .states([StateWeight(state: 0, weight: .nan)])),
      (.quantity(), .ranges([ScoredRange(lower: 0, upper: 1, usual: (-1, 1))])),
    ]
    for (kind, score) in unsuitable {
      #expect(throws: ScoreMatrixError.invalidPattern(column: 0)) { try builder.addColumn(kind, scores: [score]) }
    }
    #expect(throws: ScoreMatrixError.wrongItemCount(column: 0)) {
      try builder.addColumn(.states(count: 2), scores: [ScorePattern]())
    }
    #expect(throws: ScoreMatrixError.invalidKind(column: 0)) {
      try builder.addColumn(.states(count: 0), scores: [.unscored])
    }
    #expect(throws: ScoreMatrixError.missingPattern(column: 0)) {
      try builder.addColumn(.states(count: 1), patterns: [.unscored], patternOfItem: [1])
    }
  }

  @Test func `a quantity is cut at every threshold and into no more bins than allowed`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 200, maximumBins: 16)
    let scores = (0..<200).map { ScorePattern.range(Double($0), Double($0) + 0.5) }
    try builder.addColumn(.quantity(thresholds: [7.25, 600]), scores: scores)
    let matrix = builder.build()
    let count = matrix.outcomeCount(ofColumn: 0)
    #expect((8...16).contains(count))
    let lowers = (0..<count).compactMap { matrix.bounds(ofOutcome: $0, inColumn: 0)?.lower }
    #expect(lowers.contains(7.25) && lowers.contains(600))
    #expect(lowers == lowers.sorted())
  }

  @Test func `more than 256 patterns are kept apart`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 300)
    try builder.addColumn(.quantity(), scores: (0..<300).map { .range(Double($0), Double($0)) })
    let matrix = builder.build()
    #expect(matrix.pattern(ofItem: 299, inColumn: 0) == .range(299, 299))
    let evidence = WeighedEvidence(column: 0, evidence: .interval(lower: 299, upper: 299), errorRate: 0)
    #expect(try BeliefModel(matrix: matrix).belief(given: [evidence]).leader == 299)
  }

  @Test func `a range that only touches a bin is not counted there`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    try builder.addColumn(.quantity(), scores: [.range(0, 10), .range(10, 20)])
    let matrix = builder.build()
    let forecast = QuestionRanking(matrix: matrix, weights: [1, 1]).forecast(column: 0)
    #expect(forecast.map(\.survivors) == [0, 1, 1, 0])
  }

  @Test func `one value belongs to both of two ranges that meet there`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    try builder.addColumn(.quantity(), scores: [.range(0, 10), .range(10, 20)])
    let matrix = builder.build()
    for item in 0..<2 {
      #expect(matrix.verdict(ofItem: item, on: .interval(lower: 10, upper: 10), inColumn: 0) == .fits)
    }
    #expect(matrix.verdict(ofItem: 1, on: .interval(lower: 9, upper: 9.9), inColumn: 0) == .contradicts)
    #expect(matrix.verdict(ofItem: 1, on: .states([0]), inColumn: 0) == nil)
  }
}
