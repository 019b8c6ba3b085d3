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
      let terms = [QuestionTerms](repeating: QuestionTerms(errorRate: 0.1), count: matrix.columnCount)
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
    let verification = Verification(matrix: builder.build())
    let terms = [QuestionTerms](repeating: QuestionTerms(), count: 3)
    #expect(verification.columns(for: 0, terms: terms, answered: []) == [1, 0])
    #expect(verification.columns(for: 0, terms: terms, answered: [1]) == [0])
    let wrong = WeighedEvidence(column: 1, evidence: .states([0]), errorRate: 0.05)
    let right = WeighedEvidence(column: 1, evidence: .states([1]), errorRate: 0.05)
    #expect(verification.fit(ofItem: 0, to: [wrong]).deficit > 3)
    #expect(verification.fit(ofItem: 0, to: [right]).deficit < 0)
  }

  @Test func `a leader is verified before it is named`() throws {
    var builder = ScoreMatrixBuilder(itemCount: 2)
    for _ in 0..<6 { try builder.addColumn(.states(count: 4), scores: [.states(0), .states(1)]) }
    let model = try BeliefModel(matrix: builder.build())
    let classes = DecisionClasses([7, 9])
    func standing(_ states: [Int], isVerified: Bool, canAsk: Bool = true) throws -> StopRule.Standing {
      let evidence = states.enumerated().map {
        WeighedEvidence(column: $0, evidence: .states([$1]), errorRate: 0.05)
      }
      return StopRule().standing(
        try model.belief(given: evidence),
        classes: classes,
        canAsk: canAsk,
        isVerified: isVerified
      )
    }
    #expect(try standing([], isVerified: false) == .open)
    #expect(try standing([0, 0, 0, 0, 0, 0], isVerified: false) == .verify(leader: 0))
    #expect(try standing([0, 0, 0, 0, 0, 0], isVerified: true) == .settled(leader: 0))
    #expect(try standing([2, 3, 2, 3, 2, 3], isVerified: false) == .notInCatalog)
    #expect(try standing([0, 1], isVerified: false, canAsk: false) == .inseparable([0, 1]))
  }
}
