extension ScoreMatrix {
  /// The items whose scores agree with an item's in the largest part of what is coded for both, the likest first.
  func relatives(ofItem item: Int, count: Int) -> [Int] {
    guard (0..<itemCount).contains(item) else { return [] }
    // One imagined agreement and one disagreement keep an item with a single score from being the likest.
    var agreeing = [Double](repeating: 1, count: itemCount)
    var compared = [Double](repeating: 2, count: itemCount)
    for column in columns {
      let own = column.indices[item]
      guard column.patterns[own].isCoded else { continue }
      let shown = column.outcomes(ofPattern: own)
      column.indices.add(column.patterns.map { $0.isCoded ? 1 : 0 }, to: &compared)
      let agrees = column.patterns.indices.map { pattern in
        column.patterns[pattern].isCoded && column.gives(anyOf: shown, pattern: pattern)
      }
      column.indices.add(agrees.map { $0 ? 1 : 0 }, to: &agreeing)
    }
    let likeness = zip(agreeing, compared).map { $0 / $1 }
    return likeness.indices.filter { $0 != item }
      .sorted { likeness[$0] != likeness[$1] ? likeness[$0] > likeness[$1] : $0 < $1 }
      .prefix(count).map { $0 }
  }
}

extension ScoreColumn {
  /// Visits the outcomes that a row gives, each with its probability.
  func forEachShare(of row: OutcomeRow, _ visit: (Int, Double) -> Void) {
    switch row.shape {
    case .open, .span: for outcome in row.start..<row.end { visit(outcome, 1 / row.total) }
    case .mixed: for entry in entries[row.start..<row.end] { visit(entry.outcome, entry.weight / row.total) }
    }
  }

  /// The average of the logarithm of an answer's probability, if the pattern is true.
  func expectedBits(ofPattern pattern: Int, errorRate: Double) -> Double {
    let even = errorRate / Double(outcomeCount)
    var fitting = 0
    var bits = 0.0
    forEachShare(of: rows[pattern]) { _, share in
      fitting += 1
      bits += Binary.surprise((1 - errorRate) * share + even)
    }
    return bits + Double(outcomeCount - fitting) * Binary.surprise(even)
  }

  /// Which outcomes a pattern gives.
  fileprivate func outcomes(ofPattern pattern: Int) -> [Bool] {
    var given = [Bool](repeating: false, count: outcomeCount)
    forEachShare(of: rows[pattern]) { outcome, _ in given[outcome] = true }
    return given
  }

  fileprivate func gives(anyOf outcomes: [Bool], pattern: Int) -> Bool {
    var isGiven = false
    forEachShare(of: rows[pattern]) { outcome, _ in isGiven = isGiven || outcomes[outcome] }
    return isGiven
  }
}
