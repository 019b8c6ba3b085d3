/// What every item shows in every column, ready for counting.
///
/// The matrix is stored by column: a short list of distinct patterns and, per item, the number of its pattern.
/// What an answer is worth then needs one addition per item, whatever the pattern holds.
public struct ScoreMatrix: Sendable {
  /// The number of items.
  public let itemCount: Int
  let columns: [ScoreColumn]

  /// The number of columns.
  public var columnCount: Int { columns.count }

  /// The number of different answers that a column's question can have: its states, or its bins of values.
  public func outcomeCount(ofColumn column: Int) -> Int {
    columns.indices.contains(column) ? columns[column].outcomeCount : 0
  }

  /// The kind of a column, or `nil` if there is no such column.
  public func kind(ofColumn column: Int) -> ColumnKind? {
    columns.indices.contains(column) ? columns[column].kind : nil
  }

  /// The bounds of one outcome of a quantity column; the first and the last are open-ended.
  public func bounds(ofOutcome outcome: Int, inColumn column: Int) -> (lower: Double, upper: Double)? {
    guard columns.indices.contains(column), case .quantity = columns[column].kind,
      (0..<columns[column].outcomeCount).contains(outcome)
    else { return nil }
    let cuts = columns[column].cuts
    return (outcome == 0 ? -.infinity : cuts[outcome - 1], outcome == cuts.count ? .infinity : cuts[outcome])
  }

  /// What an item shows in a column; unscored if there is no such item or column.
  public func pattern(ofItem item: Int, inColumn column: Int) -> ScorePattern {
    guard columns.indices.contains(column), (0..<itemCount).contains(item) else { return .unscored }
    return columns[column].patterns[columns[column].indices[item]]
  }

  /// How an item's score stands to an answer, or `nil` if there is no such item or the answer fits no such column.
  public func verdict(ofItem item: Int, on evidence: Evidence, inColumn column: Int) -> Verdict? {
    guard columns.indices.contains(column), (0..<itemCount).contains(item), columns[column].accepts(evidence)
    else { return nil }
    return columns[column].patterns[columns[column].indices[item]].verdict(on: evidence)
  }
}

/// One column of a matrix.
struct ScoreColumn: Sendable {
  let kind: ColumnKind
  let outcomeCount: Int
  /// The values that separate the bins of a quantity, ascending.
  let cuts: [Double]
  let patterns: [ScorePattern]
  /// How many items show each pattern.
  let patternSizes: [Int]
  /// Which outcomes each pattern can give.
  let rows: [OutcomeRow]
  /// The outcomes of rows that are not a plain span.
  let entries: [OutcomeWeight]
  let indices: PatternIndices

  func accepts(_ evidence: Evidence) -> Bool {
    switch (evidence, kind) {
    case (.notApplicable, _): true
    case (.states(let states), .states(let count)):
      !states.isEmpty && states.allSatisfy { (0..<count).contains($0) }
    case (.interval(let lower, let upper), .quantity):
      ScoredRange.isUsable(lower) && ScoredRange.isUsable(upper)
        && lower <= upper && lower < .infinity && upper > -.infinity
    case (.states, .quantity), (.interval, .states): false
    }
  }
}

/// The outcomes that a pattern is compatible with; the commonest has weight one.
struct OutcomeRow: Sendable {
  enum Shape: Sendable {
    /// Every outcome: nothing is known of the item.
    case open
    /// All outcomes from `start` up to `end`, alike.
    case span
    /// The entries from `start` up to `end`.
    case mixed
  }

  let shape: Shape
  let start: Int
  let end: Int
  /// The sum of the weights.
  let total: Double
}

/// One outcome of a pattern and its weight.
struct OutcomeWeight: Hashable, Sendable {
  let outcome: Int
  let weight: Double
}
