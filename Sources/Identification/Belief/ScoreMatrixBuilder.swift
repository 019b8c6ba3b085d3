/// Collects the columns of a matrix and checks them.
public struct ScoreMatrixBuilder {
  /// The largest number of bins that a quantity is cut into unless asked otherwise.
  public static let usualBins = 32

  private let itemCount: Int
  private let maximumBins: Int
  private var columns: [ScoreColumn] = []

  /// Starts a matrix of `itemCount` items without columns, whose quantities are cut into `maximumBins` or fewer.
  public init(itemCount: Int, maximumBins: Int = ScoreMatrixBuilder.usualBins) {
    self.itemCount = max(0, itemCount)
    self.maximumBins = min(max(2, maximumBins), 1024)
  }

  /// Adds a column in which `scores[item]` is what the item shows; returns the column's number.
  @discardableResult
  public mutating func addColumn(_ kind: ColumnKind, scores: [ScorePattern]) throws(ScoreMatrixError) -> Int {
    var numbers: [ScorePattern: UInt16] = [:]
    var patterns: [ScorePattern] = []
    var indices: [UInt16] = []
    indices.reserveCapacity(scores.count)
    for score in scores {
      if let number = numbers[score] {
        indices.append(number)
        continue
      }
      guard let number = UInt16(exactly: patterns.count) else { throw .tooManyPatterns(column: columns.count) }
      numbers[score] = number
      patterns.append(score)
      indices.append(number)
    }
    return try addColumn(kind, patterns: patterns, patternOfItem: indices)
  }

  /// Adds a column in which items without an entry in `scores` are unscored; returns the column's number.
  @discardableResult
  public mutating func addColumn(_ kind: ColumnKind, scores: [Int: ScorePattern]) throws(ScoreMatrixError) -> Int {
    var complete = [ScorePattern](repeating: .unscored, count: itemCount)
    for (item, score) in scores {
      guard complete.indices.contains(item) else { throw .wrongItemCount(column: columns.count) }
      complete[item] = score
    }
    return try addColumn(kind, scores: complete)
  }

  /// Adds a column whose distinct patterns are already known; returns the column's number.
  @discardableResult
  public mutating func addColumn(
    _ kind: ColumnKind,
    patterns: [ScorePattern],
    patternOfItem: [UInt16]
  ) throws(ScoreMatrixError) -> Int {
    let number = columns.count
    guard patternOfItem.count == itemCount else { throw .wrongItemCount(column: number) }
    guard patterns.count <= Int(UInt16.max) + 1 else { throw .tooManyPatterns(column: number) }
    var sizes = [Int](repeating: 0, count: patterns.count)
    for index in patternOfItem {
      guard Int(index) < patterns.count else { throw .missingPattern(column: number) }
      sizes[Int(index)] += 1
    }
    for pattern in patterns where !isValid(pattern, for: kind) { throw .invalidPattern(column: number) }

    let cuts = try cuts(of: patterns, sizes: sizes, kind: kind, column: number)
    var rows = OutcomeRows(outcomeCount: outcomeCount(of: kind, cuts: cuts), cuts: cuts)
    for pattern in patterns { rows.append(pattern) }
    columns.append(
      ScoreColumn(
        kind: kind,
        outcomeCount: rows.outcomeCount,
        cuts: cuts,
        patterns: patterns,
        patternSizes: sizes,
        rows: rows.rows,
        entries: rows.entries,
        indices: PatternIndices(patternOfItem, patternCount: patterns.count)
      )
    )
    return number
  }

  /// The finished matrix.
  public func build() -> ScoreMatrix {
    ScoreMatrix(itemCount: itemCount, columns: columns)
  }

  private func outcomeCount(of kind: ColumnKind, cuts: [Double]) -> Int {
    if case .states(let count) = kind { return count }
    return cuts.count + 1
  }

  private func isValid(_ pattern: ScorePattern, for kind: ColumnKind) -> Bool {
    switch (pattern, kind) {
    case (.unscored, _), (.inapplicable, _): true
    case (.states(let states), .states(let count)):
      !states.isEmpty && Set(states.map(\.state)).count == states.count
        && states.allSatisfy { (0..<count).contains($0.state) && (1e-6...1e6).contains($0.weight) }
    case (.ranges(let ranges), .quantity): !ranges.isEmpty && ranges.allSatisfy(\.isOrdered)
    case (.states, .quantity), (.ranges, .states): false
    }
  }

  private func cuts(
    of patterns: [ScorePattern],
    sizes: [Int],
    kind: ColumnKind,
    column: Int
  ) throws(ScoreMatrixError) -> [Double] {
    switch kind {
    case .states(let count):
      guard (1...Int(UInt16.max)).contains(count) else { throw .invalidKind(column: column) }
      return []
    case .quantity(let thresholds):
      guard thresholds.allSatisfy({ $0.isFinite && ScoredRange.isUsable($0) }) else {
        throw .invalidKind(column: column)
      }
      return QuantityCuts.choose(patterns: patterns, sizes: sizes, thresholds: thresholds, maximumBins: maximumBins)
    }
  }
}

/// Why a column was refused.
public enum ScoreMatrixError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The scores are not one per item of the matrix.
  case wrongItemCount(column: Int)
  /// An item names a pattern that the column does not have.
  case missingPattern(column: Int)
  /// A pattern does not suit the column's kind, or its numbers are out of order.
  case invalidPattern(column: Int)
  /// The column has no states, too many, or a threshold that is not a number.
  case invalidKind(column: Int)
  /// The column has more than 65,536 different patterns.
  case tooManyPatterns(column: Int)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .wrongItemCount(let column): "column \(column): scores do not match the items; give one score per item"
    case .missingPattern(let column): "column \(column): an item names an unknown pattern; add it to the patterns"
    case .invalidPattern(let column):
      "column \(column): a score does not suit the column; use its own states, or ranges whose bounds ascend"
    case .invalidKind(let column):
      "column \(column): the kind cannot be used; give 1 to 65,535 states, or finite thresholds"
    case .tooManyPatterns(let column): "column \(column): over 65,536 different scores; round the values"
    }
  }
}
