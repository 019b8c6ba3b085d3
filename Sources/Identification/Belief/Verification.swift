/// Checks a leading item against what was not yet asked, before it is named.
public struct Verification: Sendable {
  /// The number of further answers that are asked for.
  public static let questionCount = 5
  /// The number of contradictions, in all, up to which a leader is accepted.
  public static let toleratedMismatches = 2

  private let matrix: ScoreMatrix

  /// Verifies against a matrix.
  public init(matrix: ScoreMatrix) {
    self.matrix = matrix
  }

  /// The columns that put an item to the test: those in which what it shows is rarest in the catalog, for the cost.
  ///
  /// - Parameters:
  ///   - terms: what is known about each column; only eligible ones are proposed.
  ///   - answered: the columns that have been asked already.
  public func columns(
    for item: Int,
    terms: [QuestionTerms],
    answered: Set<Int>,
    limit: Int = Verification.questionCount
  ) -> [Int] {
    guard (0..<matrix.itemCount).contains(item) else { return [] }
    var tests: [(column: Int, score: Double)] = []
    for (number, term) in terms.prefix(matrix.columnCount).enumerated()
    where term.isEligible && term.cost > 0 && !answered.contains(number) {
      let column = matrix.columns[number]
      let pattern = column.indices[item]
      guard column.patterns[pattern].isCoded else { continue }
      let score = column.surprise(ofPattern: pattern) * (1 - term.errorRate) / term.cost
      if score > 0 { tests.append((number, score)) }
    }
    return tests.sorted { $0.score != $1.score ? $0.score > $1.score : $0.column < $1.column }
      .prefix(max(0, limit)).map(\.column)
  }

  /// How well an item's own description accounts for the answers.
  public func fit(ofItem item: Int, to evidence: [WeighedEvidence]) -> FitScore {
    guard (0..<matrix.itemCount).contains(item) else { return FitScore(observedBits: 0, expectedBits: 0) }
    var observed = 0.0
    var expected = 0.0
    for piece in evidence where matrix.columns.indices.contains(piece.column) {
      let column = matrix.columns[piece.column]
      let pattern = column.indices[item]
      guard column.patterns[pattern].isCoded, column.accepts(piece.evidence) else { continue }
      let likelihood = EvidenceLikelihood(piece.evidence, errorRate: piece.errorRate, in: column)
      observed += likelihood.bits[pattern]
      expected += column.expectedBits(ofPattern: pattern, errorRate: piece.errorRate)
    }
    return FitScore(observedBits: observed, expectedBits: expected)
  }
}

/// How probable the answers are under an item's description, beside how probable its answers usually are.
public struct FitScore: Hashable, Sendable {
  /// The base-2 logarithm of the probability of the answers.
  public let observedBits: Double
  /// What that logarithm is on average when the thing is the item.
  public let expectedBits: Double

  /// By how many bits the answers are less probable than usual; large when the thing is something else.
  public var deficit: Double { expectedBits - observedBits }
}

extension ScoreColumn {
  /// How surprising, on average, an answer that fits the pattern would be to someone who knows only the catalog.
  fileprivate func surprise(ofPattern pattern: Int) -> Double {
    var masses = [Double](repeating: 1 / Double(outcomeCount), count: outcomeCount)
    var items = 1.0
    for (number, row) in rows.enumerated() where patterns[number].isCoded {
      let size = Double(patternSizes[number])
      items += size
      forEachShare(of: row) { masses[$0] += size * $1 }
    }
    var surprise = 0.0
    forEachShare(of: rows[pattern]) { surprise -= $1 * Binary.log2(masses[$0] / items) }
    return surprise
  }

  fileprivate func expectedBits(ofPattern pattern: Int, errorRate: Double) -> Double {
    let even = errorRate / Double(outcomeCount)
    var fitting = 0
    var bits = 0.0
    forEachShare(of: rows[pattern]) {
      fitting += 1
      bits += Binary.surprise((1 - errorRate) * $1 + even)
      _ = $0
    }
    return bits + Double(outcomeCount - fitting) * Binary.surprise(even)
  }

  private func forEachShare(of row: OutcomeRow, _ body: (Int, Double) -> Void) {
    switch row.shape {
    case .open, .span: for outcome in row.start..<row.end { body(outcome, 1 / row.total) }
    case .mixed: for entry in entries[row.start..<row.end] { body(entry.outcome, entry.weight / row.total) }
    }
  }
}
