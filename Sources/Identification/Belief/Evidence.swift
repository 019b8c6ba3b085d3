/// What was answered in one column.
public enum Evidence: Hashable, Sendable {
  /// One of these states, by number; several mean "one of them".
  case states([Int])
  /// A value that lies between two bounds, either of which may be infinite.
  case interval(lower: Double, upper: Double)
  /// The feature does not exist on the thing at hand.
  case notApplicable
}

/// Evidence with the chance that it is wrong.
public struct WeighedEvidence: Hashable, Sendable {
  /// The column that was answered.
  public let column: Int
  /// The answer.
  public let evidence: Evidence
  /// The probability that the report is wrong, between 0 and 1.
  public let errorRate: Double
  /// Evidence of the same group tells partly the same, so together it counts less than its sum.
  public let group: Int?
  /// Whether the words may have meant another column: then they say nothing of items that do not have this one.
  public let isAmbiguous: Bool

  /// Weighs an answer by how often such answers are wrong.
  public init(column: Int, evidence: Evidence, errorRate: Double, group: Int? = nil, isAmbiguous: Bool = false) {
    self.column = column
    self.evidence = evidence
    self.errorRate = errorRate
    self.group = group
    self.isAmbiguous = isAmbiguous
  }
}

/// How an item's score stands to an answer.
public enum Verdict: Hashable, Sendable {
  /// The item shows what was answered.
  case fits
  /// The item does not show what was answered.
  case contradicts
  /// Nothing is recorded for the item.
  case unscored
}
