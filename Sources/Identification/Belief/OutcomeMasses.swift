/// How much weight is compatible with each outcome of a column.
///
/// With errors, an item's compatibility `c` becomes `(1 - e) c + e s / k`, where `s` is the sum of its
/// compatibilities and `k` the number of outcomes: a wrong answer may be any.
struct OutcomeMasses {
  /// The compatible weight of each outcome, without errors.
  private(set) var outcomes: [Double] = []
  /// The sum over the outcomes.
  private(set) var total = 0.0
  private var patternMasses: [Float] = []
  private var changes: [Double] = []
  /// The weight of the plain spans of each length.
  private var spanMasses: [Double] = []
  private var openMass = 0.0

  /// Adds up the weights of all items.
  mutating func gather(_ column: ScoreColumn, _ weights: [Float]) {
    let count = column.outcomeCount
    clear(outcomeCount: count)
    column.indices.sums(of: weights, patternCount: column.patterns.count, into: &patternMasses)
    column.rows.withUnsafeBufferPointer { rows in
      for pattern in 0..<rows.count {
        let mass = Double(patternMasses[pattern])
        if mass > 0 { add(rows[pattern], mass, column.entries) }
      }
    }
    finish(outcomeCount: count)
  }

  private mutating func clear(outcomeCount count: Int) {
    if changes.count <= count {
      outcomes = [Double](repeating: 0, count: count)
      changes = [Double](repeating: 0, count: count + 1)
      spanMasses = changes
    }
    for outcome in 0...count {
      changes[outcome] = 0
      spanMasses[outcome] = 0
    }
    for outcome in 0..<count { outcomes[outcome] = 0 }
    openMass = 0
  }

  private mutating func add(_ row: OutcomeRow, _ mass: Double, _ entries: [OutcomeWeight]) {
    switch row.shape {
    case .open: openMass += mass
    case .span:
      changes[row.start] += mass
      changes[row.end] -= mass
      spanMasses[row.end - row.start] += mass
    case .mixed:
      for entry in row.start..<row.end { outcomes[entries[entry].outcome] += mass * entries[entry].weight }
    }
  }

  private mutating func finish(outcomeCount count: Int) {
    var running = openMass
    total = 0
    for outcome in 0..<count {
      running += changes[outcome]
      // Sums that should cancel may leave a rest below zero.
      outcomes[outcome] = max(0, outcomes[outcome] + running)
      total += outcomes[outcome]
    }
  }

  /// The expected information of an answer in bits.
  func gain(errorRate error: Double, totalWeight: Double, in column: ScoreColumn) -> Double {
    let count = column.outcomeCount
    guard total > 0, totalWeight > 0 else { return 0 }
    var gain = 0.0
    for outcome in 0..<count {
      let mass = (1 - error) * outcomes[outcome] + error * total / Double(count)
      gain -= mass * Binary.log2(max(mass, .leastNormalMagnitude) / totalWeight)
    }
    guard error > 0 else { return gain / total }
    return (gain + doubt(errorRate: error, in: column)) / total
  }

  /// What errors leave open: the weighted sum of `c log2 c` over items and outcomes.
  private func doubt(errorRate error: Double, in column: ScoreColumn) -> Double {
    let count = Double(column.outcomeCount)
    var doubt = 0.0
    for length in 1..<column.outcomeCount where spanMasses[length] > 0 {
      let wrong = error * Double(length) / count
      let terms =
        Double(length) * Binary.surprise(1 - error + wrong) + (count - Double(length)) * Binary.surprise(wrong)
      doubt += spanMasses[length] * terms
    }
    for (pattern, row) in column.rows.enumerated() where row.shape == .mixed {
      let mass = Double(patternMasses[pattern])
      if mass > 0 { doubt += mass * OutcomeMasses.doubt(of: row, errorRate: error, in: column) }
    }
    return doubt
  }

  private static func doubt(of row: OutcomeRow, errorRate error: Double, in column: ScoreColumn) -> Double {
    let wrong = error * row.total / Double(column.outcomeCount)
    var doubt = Double(column.outcomeCount - (row.end - row.start)) * Binary.surprise(wrong)
    var lastWeight = 1.0
    var lastTerm = Binary.surprise(1 - error + wrong)
    for entry in row.start..<row.end {
      let weight = column.entries[entry].weight
      if weight != lastWeight {
        lastWeight = weight
        lastTerm = Binary.surprise((1 - error) * weight + wrong)
      }
      doubt += lastTerm
    }
    return doubt
  }
}
