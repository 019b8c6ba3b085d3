import Catalog
import Testing
import TestSupport

@testable import Identification

@Suite struct BeliefTests {
  @Test func `the order of evidence does not matter to the last bit`() throws {
    try forAll(count: 200) { random in
      let fixture = try RandomMatrix(&random)
      let model = try BeliefModel(matrix: fixture.matrix)
      let evidence = (0..<6).map { _ in fixture.evidence(&random) }
      let first = try model.belief(given: evidence)
      let second = try model.belief(given: evidence.shuffled(using: &random))
      let same = first.probabilities == second.probabilities && first.notInCatalog == second.notInCatalog
      return same ? nil : "the belief depends on the order"
    }
  }

  @Test func `evidence that was taken back was never given`() throws {
    try forAll(count: 200) { random in
      let fixture = try RandomMatrix(&random)
      let model = try BeliefModel(matrix: fixture.matrix)
      var evidence = (0..<4).map { _ in fixture.evidence(&random) }
      let before = try model.belief(given: evidence)
      evidence.insert(fixture.evidence(&random), at: 0)
      evidence.removeFirst()
      let after = try model.belief(given: evidence)
      return before.probabilities == after.probabilities ? nil : "a trace of the removed evidence is left"
    }
  }

  @Test func `probabilities are positive and sum to one`() throws {
    try forAll(count: 300) { random in
      let fixture = try RandomMatrix(&random)
      let model = try BeliefModel(
        matrix: fixture.matrix,
        notInCatalogPrior: Double.random(in: 0..<1, using: &random)
      )
      let evidence = (0..<Int.random(in: 0...12, using: &random)).map { _ in fixture.evidence(&random) }
      let belief = try model.belief(given: evidence)
      let sum = belief.probabilities.reduce(belief.notInCatalog, +)
      guard abs(sum - 1) < 1e-9 else { return "the sum is \(sum)" }
      return belief.probabilities.allSatisfy { $0 > 0 } ? nil : "an item was deleted"
    }
  }

  @Test func `an answer about what nobody scored changes nothing`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 3)
    try builder.addColumn(.states(count: 3), scores: [.states(0), .states(1), .states(2)])
    try builder.addColumn(.states(count: 4), scores: [Int: ScorePattern]())
    let model = try BeliefModel(matrix: builder.build())
    let known = WeighedEvidence(column: 0, evidence: .states([1]), errorRate: 0.1)
    let unknown = WeighedEvidence(column: 1, evidence: .states([2]), errorRate: 0.1)
    let before = try model.belief(given: [known])
    let after = try model.belief(given: [known, unknown])
    for item in 0..<3 { #expect(abs(before.probabilities[item] - after.probabilities[item]) < 1e-12) }
    #expect(abs(before.notInCatalog - after.notInCatalog) < 1e-12)
  }

  @Test func `words that may mean another feature say nothing of goods without this one`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 3)
    try builder.addColumn(.states(count: 3), scores: [.states(0), .inapplicable, .unscored])
    let model = try BeliefModel(matrix: builder.build())
    func belief(isAmbiguous: Bool) throws -> Belief {
      try model.belief(given: [
        WeighedEvidence(column: 0, evidence: .states([0]), errorRate: 0.1, isAmbiguous: isAmbiguous)
      ])
    }
    let plain = try belief(isAmbiguous: false)
    #expect(plain.mismatches == [0, 1, 0])
    #expect(plain.probabilities[1] < plain.probabilities[2])
    let ambiguous = try belief(isAmbiguous: true)
    #expect(ambiguous.mismatches == [0, 0, 0])
    #expect(ambiguous.probabilities[1] == ambiguous.probabilities[2])
    #expect(ambiguous.probabilities[0] > ambiguous.probabilities[1])
  }

  @Test func `a text that was read for two features is ambiguous, two texts are not`() throws {
    let table = try FixtureEngine().identification.table
    func ambiguities(_ texts: [String]) -> [Bool] {
      let observations = zip(table.features.map(\.id), texts).map {
        Observation(feature: $0, content: .notApplicable, source: .read, text: $1)
      }
      return table.evidence(observations).map(\.isAmbiguous)
    }
    #expect(ambiguities(["12", "12"]) == [true, true])
    #expect(ambiguities(["12", "13"]) == [false, false])
    #expect(ambiguities(["", ""]) == [false, false])
  }

  @Test func `an unscored item stands between one that fits and one that does not`() throws {
    let model = try BeliefModel(matrix: threeItems(), notInCatalogPrior: 0)
    let reading = WeighedEvidence(column: 1, evidence: .interval(lower: 4, upper: 5), errorRate: 0.05)
    let belief = try model.belief(given: [reading])
    #expect(belief.probabilities[0] > belief.probabilities[2])
    #expect(belief.probabilities[2] > belief.probabilities[1])
    #expect(belief.mismatches == [0, 1, 0])
  }

  @Test func `answering that it may be any state changes nothing`() throws {
    let model = try BeliefModel(matrix: threeItems())
    let either = WeighedEvidence(column: 0, evidence: .states([1, 0]), errorRate: 0.2)
    let belief = try model.belief(given: [either])
    #expect(belief.probabilities.allSatisfy { abs($0 - 1.0 / 6) < 1e-12 })
  }

  @Test func `answers that nothing in the catalog shows speak for something else`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 4)
    for _ in 0..<5 {
      try builder.addColumn(.states(count: 3), scores: [.states(0), .states(0), .states(1), .states(1)])
    }
    let model = try BeliefModel(matrix: builder.build())
    let odd = (0..<5).map { WeighedEvidence(column: $0, evidence: .states([2]), errorRate: 0.05) }
    #expect(try model.belief(given: odd).notInCatalog > 0.95)
  }

  @Test func `correlated answers count less than independent ones`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    for _ in 0..<2 { try builder.addColumn(.states(count: 2), scores: [.states(0), .states(1)]) }
    let model = try BeliefModel(matrix: builder.build())
    func belief(inGroup group: Int?) throws -> Double {
      try model.belief(
        given: (0..<2).map { WeighedEvidence(column: $0, evidence: .states([0]), errorRate: 0.1, group: group) }
      ).probabilities[0]
    }
    #expect(try belief(inGroup: 1) < belief(inGroup: nil))
  }

  @Test func `a wide answer leaves a narrow range that lies in it untouched`() throws {
    let model = try BeliefModel(matrix: threeItems())
    let wide = WeighedEvidence(column: 1, evidence: .interval(lower: -100, upper: 15), errorRate: 0)
    #expect(try model.support(ofItem: 0, from: wide) > 0)
    #expect(try model.support(ofItem: 1, from: wide) < 0)
  }

  @Test func `what cannot be answered is refused with the column's number`() throws {
    let model = try BeliefModel(matrix: threeItems())
    let unsuitable: [(Int, Evidence)] = [
      (0, .states([])), (0, .states([2])), (0, .states([-1])), (0, .interval(lower: 0, upper: 1)),
      (1, .states([0])), (1, .interval(lower: 2, upper: 1)), (1, .interval(lower: .nan, upper: 1)), (7, .states([0])),
      (-1, .notApplicable), (1, .interval(lower: -1e200, upper: 0)), (1, .interval(lower: .infinity, upper: .infinity)),
    ]
    for (column, evidence) in unsuitable {
      #expect(throws: BeliefError.unsuitableEvidence(column: column)) {
        try model.belief(given: [WeighedEvidence(column: column, evidence: evidence, errorRate: 0.1)])
      }
    }
    #expect(throws: BeliefError.invalidErrorRate(column: 0)) {
      try model.belief(given: [WeighedEvidence(column: 0, evidence: .states([0]), errorRate: .nan)])
    }
  }

  @Test func `an empty catalog believes in something else`() throws {
    let matrix = ScoreMatrixBuilder(itemCount: 0).build()
    let belief = try BeliefModel(matrix: matrix).belief(given: [])
    #expect(belief.notInCatalog == 1)
    #expect(belief.leader == nil)
    #expect(QuestionRanking(matrix: matrix, weights: belief.weights).questions([]).isEmpty)
  }

  @Test func `logarithm and power agree with their definition`() {
    for exponent in stride(from: -300.0, through: 300, by: 7.3) {
      let value = Binary.exp2(exponent)
      #expect(abs(Binary.log2(value) - exponent) < 1e-12 * max(1, abs(exponent)))
    }
    #expect(Binary.log2(8) == 3)
    #expect(Binary.exp2(-4) == 0.0625)
    #expect(Binary.log2(0) == -.infinity)
    #expect(Binary.exp2(-2000) == 0)
  }
}
