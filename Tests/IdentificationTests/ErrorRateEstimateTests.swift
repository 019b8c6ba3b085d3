import Testing
import TestSupport

@testable import Identification

@Suite struct ErrorRateEstimateTests {
  /// Four items that three columns tell apart twice over.
  private func model() throws -> BeliefModel {
    var builder = ScoreMatrixBuilder(itemCount: 4)
    for _ in 0..<3 {
      try builder.addColumn(.states(count: 4), scores: [.states(0), .states(1), .states(2), .states(3)])
    }
    return try BeliefModel(matrix: builder.build(), notInCatalogPrior: 0)
  }

  private func answers(_ states: Int...) -> [WeighedEvidence] {
    states.enumerated().map { WeighedEvidence(column: $0, evidence: .states([$1]), errorRate: 0.05) }
  }

  @Test func `answers that agree lower the rate, answers that no item accounts for raise it`() throws {
    let model = try model()
    let start = ErrorRateEstimate()
    var agreeing = start
    try agreeing.learn(from: answers(2, 2, 2), in: model)
    var clashing = start
    try clashing.learn(from: answers(2, 0, 3), in: model)
    #expect(agreeing.mean < start.mean)
    #expect(clashing.mean > start.mean)
  }

  @Test func `no rate is ever ruled out`() throws {
    let model = try model()
    var estimate = ErrorRateEstimate()
    for _ in 0..<500 { try estimate.learn(from: answers(1, 1, 1), in: model) }
    #expect(estimate.probabilities.allSatisfy { $0 > 0 })
    #expect(estimate.mean < 0.03)
    #expect(abs(estimate.probabilities.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `what was learned does not depend on the order`() throws {
    try forAll(count: 100) { random in
      let fixture = try RandomMatrix(&random)
      let model = try BeliefModel(matrix: fixture.matrix)
      let sessions = (0..<5).map { _ in (0..<4).map { _ in fixture.evidence(&random) } }
      var first = ErrorRateEstimate()
      for session in sessions { try first.learn(from: session, in: model) }
      var second = ErrorRateEstimate()
      for session in sessions.shuffled(using: &random) {
        try second.learn(from: session.shuffled(using: &random), in: model)
      }
      return abs(first.mean - second.mean) < 1e-9 ? nil : "the estimates differ: \(first.mean), \(second.mean)"
    }
  }

  @Test func `the evidence of all answers is what their product over the items says`() throws {
    let belief = try model().belief(given: answers(2))
    // A quarter of the items shows the state: (1 - e) / 4 + e / 4.
    #expect(abs(belief.evidenceBits - Binary.log2(0.25)) < 1e-9)
  }
}
