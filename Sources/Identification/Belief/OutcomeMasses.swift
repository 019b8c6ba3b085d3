/// How much weight survives each outcome of a column, and how probable each outcome is.
///
/// An item survives an outcome by its compatibility `c`, one for what it commonly shows. It gives an outcome with
/// the probability `c / s`, where `s` is the sum of its compatibilities; an unscored item survives all outcomes
/// and gives any. With errors `c` becomes `(1 - e) c + e s / k`, where `k` is the number of outcomes: a wrong
/// answer may be any.
struct OutcomeMasses {
  /// The weight that is compatible with each outcome, without errors.
  private(set) var surviving: [Double] = []
  /// The weight that gives each outcome, without errors; it sums to the weight of all items.
  private(set) var giving: [Double] = []
  private var patternMasses: [Float] = []
  private var survivingChanges: [Double] = []
  private var givingChanges: [Double] = []
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

  /// Starts from nothing.
  mutating func clear(outcomeCount count: Int) {
    if spanMasses.count <= count {
      spanMasses = [Double](repeating: 0, count: count + 1)
      surviving = spanMasses
      giving = spanMasses
      survivingChanges = spanMasses
      givingChanges = spanMasses
    }
    for outcome in 0...count {
      spanMasses[outcome] = 0
      surviving[outcome] = 0
      giving[outcome] = 0
      survivingChanges[outcome] = 0
      givingChanges[outcome] = 0
    }
    openMass = 0
  }

  /// Adds the weight of items that show the same.
  mutating func add(_ row: OutcomeRow, _ mass: Double, _ entries: [OutcomeWeight]) {
    switch row.shape {
    case .open: openMass += mass
    case .span:
      let share = mass / row.total
      survivingChanges[row.start] += mass
      survivingChanges[row.end] -= mass
      givingChanges[row.start] += share
      givingChanges[row.end] -= share
      spanMasses[row.end - row.start] += mass
    case .mixed:
      let share = mass / row.total
      for entry in row.start..<row.end {
        surviving[entries[entry].outcome] += mass * entries[entry].weight
        giving[entries[entry].outcome] += share * entries[entry].weight
      }
    }
  }

  /// Completes the sums after the last addition.
  mutating func finish(outcomeCount count: Int) {
    var survivors = openMass
    var givers = openMass / Double(count)
    for outcome in 0..<count {
      survivors += survivingChanges[outcome]
      givers += givingChanges[outcome]
      // Sums that should cancel may leave a rest below zero.
      surviving[outcome] = max(0, surviving[outcome] + survivors)
      giving[outcome] = max(0, giving[outcome] + givers)
    }
  }

  /// The expected information of an answer in bits.
  func gain(errorRate error: Double, totalWeight: Double, in column: ScoreColumn) -> Double {
    let count = column.outcomeCount
    guard totalWeight > 0 else { return 0 }
    let all = surviving.prefix(count).reduce(0, +)
    var gain = 0.0
    for outcome in 0..<count {
      let givers = (1 - error) * giving[outcome] + error * totalWeight / Double(count)
      let survivors = (1 - error) * surviving[outcome] + error * all / Double(count)
      if givers > 0, survivors > 0 { gain -= givers * Binary.log2(survivors / totalWeight) }
    }
    guard error > 0 else { return gain / totalWeight }
    return (gain + doubt(errorRate: error, in: column)) / totalWeight
  }

  /// What errors leave open: `log2 c` expected over items and outcomes.
  private func doubt(errorRate error: Double, in column: ScoreColumn) -> Double {
    let count = Double(column.outcomeCount)
    var doubt = 0.0
    for length in 1..<column.outcomeCount where spanMasses[length] > 0 {
      let wrong = error * Double(length) / count
      let terms = Binary.surprise(1 - error + wrong) + (count / Double(length) - 1) * Binary.surprise(wrong)
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
    return doubt / row.total
  }
}
