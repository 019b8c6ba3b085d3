/// What must hold of another column for a column to apply.
public struct ApplicabilityCondition: Hashable, Sendable {
  /// The controlling column.
  public let column: Int
  /// The answers for which the condition holds.
  public let allowed: Allowed

  /// The answers for which a condition holds.
  public enum Allowed: Hashable, Sendable {
    /// Any of these states.
    case states(Set<Int>)
    /// Any value between two bounds.
    case values(lower: Double, upper: Double)
  }

  /// Requires an answer to the controlling column.
  public init(column: Int, allowed: Allowed) {
    self.column = column
    self.allowed = allowed
  }
}

/// When a column applies: all conditions of any one alternative hold.
///
/// Without alternatives it always does.
public struct ApplicabilityRule: Hashable, Sendable {
  /// The alternatives, each a list of conditions.
  public let alternatives: [[ApplicabilityCondition]]

  /// A rule of one or more alternatives.
  public init(anyOf alternatives: [[ApplicabilityCondition]]) {
    self.alternatives = alternatives
  }

  /// A rule of which all conditions must hold.
  public init(allOf conditions: [ApplicabilityCondition]) {
    alternatives = conditions.isEmpty ? [] : [conditions]
  }
}

/// Whether a column applies to the thing at hand.
public enum Applicability: Hashable, Sendable {
  /// It does, by all that was answered.
  case applies
  /// It depends on what has not been answered, or not closely enough.
  case mayApply
  /// It does not.
  case inapplicable
}

/// The rules of all columns.
///
/// Rules are judged by inclusion: a condition fails when the answer lies wholly outside of what it allows, holds
/// when the answer lies wholly within, and is open when they overlap. With the states "none" and "rudimentary" both
/// ruled out, entering either of them, or "one of the two", makes the column inapplicable.
public struct ApplicabilityRules: Sendable {
  private let rules: [ApplicabilityRule?]

  /// Takes the rule of each column, `nil` where a column always applies.
  public init(_ rules: [ApplicabilityRule?]) {
    self.rules = rules
  }

  /// Whether each column applies, given what was answered.
  ///
  /// A column that depends on an inapplicable one is inapplicable.
  public func applicability(given evidence: [WeighedEvidence]) -> [Applicability] {
    var answers: [Int: [Evidence]] = [:]
    for piece in evidence { answers[piece.column, default: []].append(piece.evidence) }
    var known = [Applicability](repeating: .applies, count: rules.count)
    // A change can travel through no more columns than there are; rules in a circle end here too.
    for _ in 0...rules.count {
      let next = rules.map { rule in rule.map { judge($0, answers, known) } ?? .applies }
      guard next != known else { break }
      known = next
    }
    return known
  }

  /// The controlling columns that have to be answered before it is known whether a column applies, in the order
  /// in which to ask them: what controls a controlling column comes before it.
  public func unansweredControls(ofColumn column: Int, given evidence: [WeighedEvidence]) -> [Int] {
    let answered = Set(evidence.map(\.column))
    var order: [Int] = []
    var found: Set<Int> = [column]
    var waiting = controls(ofColumn: column)
    while let control = waiting.popLast() {
      guard found.insert(control).inserted, !answered.contains(control) else { continue }
      order.insert(control, at: 0)
      waiting += controls(ofColumn: control)
    }
    return order
  }

  private func controls(ofColumn column: Int) -> [Int] {
    guard rules.indices.contains(column), let rule = rules[column] else { return [] }
    return rule.alternatives.joined().map(\.column)
  }

  private func judge(
    _ rule: ApplicabilityRule,
    _ answers: [Int: [Evidence]],
    _ known: [Applicability]
  ) -> Applicability {
    guard !rule.alternatives.isEmpty else { return .applies }
    var result = Applicability.inapplicable
    for alternative in rule.alternatives {
      let judgements = alternative.map { judge($0, answers[$0.column] ?? [], known) }
      if judgements.allSatisfy({ $0 == .applies }) { return .applies }
      if !judgements.contains(.inapplicable) { result = .mayApply }
    }
    return result
  }

  private func judge(
    _ condition: ApplicabilityCondition,
    _ answers: [Evidence],
    _ known: [Applicability]
  ) -> Applicability {
    if known.indices.contains(condition.column), known[condition.column] == .inapplicable { return .inapplicable }
    let judgements = answers.map { condition.allowed.judge($0) }
    // Answers that disagree leave the question open.
    guard let first = judgements.first, judgements.allSatisfy({ $0 == first }) else { return .mayApply }
    return first
  }
}

extension ApplicabilityCondition.Allowed {
  fileprivate func judge(_ answer: Evidence) -> Applicability {
    switch (self, answer) {
    case (_, .notApplicable): return .inapplicable
    case (.states(let allowed), .states(let answered)):
      let within = answered.filter { allowed.contains($0) }.count
      return within == answered.count ? .applies : within == 0 ? .inapplicable : .mayApply
    case (.values(let lower, let upper), .interval(let low, let high)):
      if lower <= low, high <= upper { return .applies }
      return high < lower || upper < low ? .inapplicable : .mayApply
    case (.states, .interval), (.values, .states): return .mayApply
    }
  }
}
