import Identification
import Testing

@Suite struct BeliefApplicabilityTests {
  /// Column 1 applies unless column 0 shows state 1 or 2; column 2 applies if column 1 shows state 0.
  private let rules = ApplicabilityRules([
    nil,
    ApplicabilityRule(allOf: [ApplicabilityCondition(column: 0, allowed: .states([0, 3]))]),
    ApplicabilityRule(allOf: [ApplicabilityCondition(column: 1, allowed: .states([0]))]),
  ])

  private func answered(_ column: Int, _ evidence: Evidence) -> WeighedEvidence {
    WeighedEvidence(column: column, evidence: evidence, errorRate: 0.05)
  }

  @Test func `a rule over two states fires when either is entered`() {
    for states in [[1], [2], [1, 2]] {
      let known = rules.applicability(given: [answered(0, .states(states))])
      #expect(known == [.applies, .inapplicable, .inapplicable])
    }
  }

  @Test func `an answer that overlaps the ruled-out states leaves the column possible`() {
    #expect(rules.applicability(given: [answered(0, .states([1, 3]))])[1] == .mayApply)
    #expect(rules.applicability(given: [])[1] == .mayApply)
    #expect(rules.applicability(given: [answered(0, .states([0]))])[1] == .applies)
    #expect(rules.applicability(given: [answered(0, .states([0, 3]))])[1] == .applies)
  }

  @Test func `what controls a controlling column is asked before it`() {
    #expect(rules.unansweredControls(ofColumn: 2, given: []) == [0, 1])
    #expect(rules.unansweredControls(ofColumn: 2, given: [answered(0, .states([0]))]) == [1])
    #expect(rules.unansweredControls(ofColumn: 9, given: []).isEmpty)
  }

  @Test func `rules in a circle end`() {
    let circle = ApplicabilityRules([
      ApplicabilityRule(allOf: [ApplicabilityCondition(column: 1, allowed: .states([0]))]),
      ApplicabilityRule(allOf: [ApplicabilityCondition(column: 0, allowed: .states([0]))]),
    ])
    #expect(circle.applicability(given: []) == [.mayApply, .mayApply])
    #expect(circle.unansweredControls(ofColumn: 0, given: []) == [1])
  }

  @Test func `any alternative is enough and values are judged by inclusion`() {
    let rules = ApplicabilityRules([
      nil, nil,
      ApplicabilityRule(anyOf: [
        [ApplicabilityCondition(column: 0, allowed: .values(lower: 10, upper: .infinity))],
        [ApplicabilityCondition(column: 1, allowed: .states([1]))],
      ]),
    ])
    #expect(rules.applicability(given: [answered(0, .interval(lower: 11, upper: 12))])[2] == .applies)
    #expect(rules.applicability(given: [answered(0, .interval(lower: 1, upper: 2))])[2] == .mayApply)
    let neither = [answered(0, .interval(lower: 1, upper: 2)), answered(1, .states([0]))]
    #expect(rules.applicability(given: neither)[2] == .inapplicable)
    #expect(rules.applicability(given: [answered(0, .interval(lower: 1, upper: 20))])[2] == .mayApply)
  }
}
