import Testing
import TestSupport

@testable import Identification

@Suite struct BeliefQuestionTests {
  @Test func `a gain is never negative and never more than the outcomes can tell`() throws {
    try forAll(count: 300) { random in
      let fixture = try RandomMatrix(&random)
      let matrix = fixture.matrix
      let weights = (0..<matrix.itemCount).map { _ in Float.random(in: 0...1, using: &random) }
      let classes = DecisionClasses((0..<matrix.itemCount).map { _ in Int.random(in: 0..<3, using: &random) })
      let errorRates: [Double] = [0, 0.05, 0.3, 1]
      let error: Double = errorRates.randomElement(using: &random) ?? 0
      let terms = [QuestionTerms](repeating: QuestionTerms(errorRate: error), count: matrix.columnCount)
      for grouping in [nil, classes] {
        let ranking = QuestionRanking(matrix: matrix, weights: weights, classes: grouping)
        for question in ranking.questions(terms) {
          let most = Binary.log2(Double(matrix.outcomeCount(ofColumn: question.column)))
          guard question.gain >= 0, question.gain <= most + 1e-9 else { return "a gain of \(question.gain)" }
        }
      }
      return nil
    }
  }

  @Test func `telling classes apart is worth no more than telling items apart`() throws {
    try forAll(count: 200) { random in
      let matrix = try RandomMatrix(&random).matrix
      let weights = (0..<matrix.itemCount).map { _ in Float.random(in: 0.1...1, using: &random) }
      let classes = DecisionClasses((0..<matrix.itemCount).map { _ in Int.random(in: 0..<3, using: &random) })
      let terms = [QuestionTerms](repeating: QuestionTerms(), count: matrix.columnCount)
      let byItem = QuestionRanking(matrix: matrix, weights: weights).questions(terms)
      let byClass = QuestionRanking(matrix: matrix, weights: weights, classes: classes).questions(terms)
      for question in byClass {
        let item = byItem.first { $0.column == question.column }?.gain ?? 0
        guard question.gain <= item + 1e-5 else { return "\(question.gain) bits about classes, \(item) about items" }
      }
      return nil
    }
  }

  @Test func `one class per item is the same as items`() throws {
    try forAll(count: 100) { random in
      let matrix = try RandomMatrix(&random).matrix
      let weights = (0..<matrix.itemCount).map { _ in Float.random(in: 0.1...1, using: &random) }
      let classes = DecisionClasses(Array(0..<matrix.itemCount))
      let terms = [QuestionTerms](repeating: QuestionTerms(errorRate: 0.1), count: matrix.columnCount)
      let byItem = QuestionRanking(matrix: matrix, weights: weights).questions(terms)
      let byClass = QuestionRanking(matrix: matrix, weights: weights, classes: classes).questions(terms)
      for question in byClass {
        let item = byItem.first { $0.column == question.column }?.gain ?? 0
        guard abs(question.gain - item) < 1e-5 else { return "\(question.gain) bits and \(item) bits" }
      }
      return nil
    }
  }

  @Test func `an even split of four items is worth one bit`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 4)
    try builder.addColumn(.states(count: 2), scores: [.states(0), .states(0), .states(1), .states(1)])
    try builder.addColumn(.states(count: 2), scores: [.states(0), .states(0), .unscored, .states(1)])
    let ranking = QuestionRanking(matrix: builder.build(), weights: [1, 1, 1, 1])
    let questions = ranking.questions([QuestionTerms(), QuestionTerms()])
    #expect(questions.map(\.column) == [0, 1])
    #expect(abs((questions.first?.gain ?? 0) - 1) < 1e-12)
    #expect(ranking.forecast(column: 1).map(\.survivors) == [3, 2])
  }

  @Test func `errors, cost and the gate lower a question's place`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    for _ in 0..<4 { try builder.addColumn(.states(count: 2), scores: [.states(0), .states(1)]) }
    let ranking = QuestionRanking(matrix: builder.build(), weights: [1, 1])
    let questions = ranking.questions([
      QuestionTerms(cost: 3), QuestionTerms(isEligible: false), QuestionTerms(errorRate: 0.1), QuestionTerms(),
    ])
    #expect(questions.map(\.column) == [3, 2, 0])
  }

  @Test func `verification asks first for what is rare in the catalog`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 4)
    try builder.addColumn(.states(count: 2), scores: [.states(0), .states(0), .states(0), .states(0)])
    try builder.addColumn(.states(count: 2), scores: [.states(1), .states(0), .states(0), .states(0)])
    try builder.addColumn(.states(count: 2), scores: [.unscored, .states(0), .states(1), .states(0)])
    let verification = Verification(of: 0, in: builder.build())
    let terms = [QuestionTerms](repeating: QuestionTerms(), count: 3)
    #expect(verification.columns(terms: terms, answered: []) == [1, 0])
    #expect(verification.columns(terms: terms, answered: [1]) == [0])
    let wrong = WeighedEvidence(column: 1, evidence: .states([0]), errorRate: 0.05)
    let right = WeighedEvidence(column: 1, evidence: .states([1]), errorRate: 0.05)
    #expect(verification.fit(to: [wrong]).deficit > 3)
    #expect(verification.fit(to: [right]).deficit < 0)
    #expect(verification.advantage(from: [right]) > 0)
    #expect(verification.advantage(from: [wrong]) < 0)
    #expect(verification.advantage(from: []) == 0)
  }

  @Test func `an item's relatives are those that agree with it most`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 3)
    for column in 0..<4 {
      try builder.addColumn(.states(count: 2), scores: [.states(0), .states(1), .states(column == 0 ? 1 : 0)])
    }
    #expect(Verification(of: 0, in: builder.build()).relatives == [2, 1])
  }

  @Test func `an item that does not exist never passes`() throws {
    let matrix = try threeItems()
    let belief = try BeliefModel(matrix: matrix).belief(given: [])
    for item in [-1, 3] {
      let verification = Verification(of: item, in: matrix)
      #expect(verification.outcome(belief, evidence: [], asked: 0, canAsk: true) == .failed)
      #expect(verification.columns(terms: [QuestionTerms()], answered: []).isEmpty)
    }
  }

  @Test func `a leader is verified before it is named`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    for _ in 0..<6 { try builder.addColumn(.states(count: 4), scores: [.states(0), .states(1)]) }
    let matrix = builder.build()
    let model = try BeliefModel(matrix: matrix)
    let classes = DecisionClasses([7, 9])
    func standing(_ states: [Int], asked: Int, canAsk: Bool = true) throws -> StopRule.Standing {
      let evidence = states.enumerated().map {
        WeighedEvidence(column: $0, evidence: .states([$1]), errorRate: 0.05)
      }
      let belief = try model.belief(given: evidence)
      let outcome = Verification(of: belief.leader ?? 0, in: matrix)
        .outcome(belief, evidence: evidence, asked: asked, canAsk: canAsk)
      return StopRule().standing(belief, classes: classes, canAsk: canAsk, verification: outcome)
    }
    #expect(try standing([], asked: 0) == .open)
    #expect(try standing([0, 0, 0, 0, 0, 0], asked: 0) == .verify(leader: 0))
    #expect(try standing([0, 0, 0, 0, 0, 0], asked: 5) == .settled(leader: 0))
    #expect(try standing([0, 0, 0, 2, 2, 2], asked: 5) == .notInCatalog)
    #expect(try standing([2, 3, 2, 3, 2, 3], asked: 0) == .notInCatalog)
    #expect(try standing([0, 1], asked: 0, canAsk: false) == .inseparable([0, 1]))
  }
}
