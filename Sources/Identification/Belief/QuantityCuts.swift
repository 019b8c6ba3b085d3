/// Chooses where a quantity is cut into bins, so that a question about it has countable outcomes.
enum QuantityCuts {
  /// The cuts, ascending: all thresholds, and as many ends of scored ranges as there is room for.
  ///
  /// Where there are too many ends, those are kept that leave about the same number of range ends in every bin.
  static func choose(
    patterns: [ScorePattern],
    sizes: [Int],
    thresholds: [Double],
    maximumBins: Int
  ) -> [Double] {
    var weights: [Double: Int] = [:]
    for (pattern, size) in zip(patterns, sizes) {
      guard case .ranges(let ranges) = pattern else { continue }
      for range in ranges {
        for end in [range.lower, range.usualLower, range.usualUpper, range.upper] where end.isFinite {
          weights[end, default: 0] += size
        }
      }
    }
    var cuts = Set(thresholds)
    for threshold in thresholds { weights[threshold] = nil }
    let room = max(0, maximumBins - 1 - cuts.count)
    let ends = weights.keys.sorted()
    if ends.count <= room { return cuts.union(ends).sorted() }

    let total = weights.values.reduce(0, +)
    var passed = 0
    var taken = 0
    for end in ends where taken < room {
      passed += weights[end] ?? 0
      if passed * (room + 1) > taken * total + total / 2 {
        cuts.insert(end)
        taken += 1
      }
    }
    return cuts.sorted()
  }
}

/// Turns patterns into the outcomes that they are compatible with.
struct OutcomeRows {
  let outcomeCount: Int
  let cuts: [Double]
  private(set) var rows: [OutcomeRow] = []
  private(set) var entries: [OutcomeWeight] = []

  init(outcomeCount: Int, cuts: [Double]) {
    self.outcomeCount = outcomeCount
    self.cuts = cuts
  }

  mutating func append(_ pattern: ScorePattern) {
    switch pattern {
    case .unscored, .inapplicable:
      rows.append(OutcomeRow(shape: .open, start: 0, end: outcomeCount, total: Double(outcomeCount)))
    case .states(let states):
      append(states.map { OutcomeWeight(outcome: $0.state, weight: $0.weight) })
    case .ranges(let ranges):
      var weights = [Double](repeating: 0, count: outcomeCount)
      for range in ranges {
        raise(&weights, from: range.lower, to: range.upper, at: range.hasExtremes ? StateWeight.rare : 1)
        if range.hasExtremes { raise(&weights, from: range.usualLower, to: range.usualUpper, at: 1) }
      }
      append(weights.enumerated().compactMap { $1 > 0 ? OutcomeWeight(outcome: $0, weight: $1) : nil })
    }
  }

  private mutating func append(_ weights: [OutcomeWeight]) {
    let largest = weights.reduce(0) { max($0, $1.weight) }
    let row = weights.sorted { $0.outcome < $1.outcome }
      .map { OutcomeWeight(outcome: $0.outcome, weight: $0.weight / largest) }
    let total = row.reduce(0) { $0 + $1.weight }
    guard let first = row.first, let last = row.last else { return }
    if last.outcome - first.outcome + 1 == row.count, row.allSatisfy({ $0.weight == 1 }) {
      rows.append(OutcomeRow(shape: .span, start: first.outcome, end: last.outcome + 1, total: total))
    } else {
      rows.append(OutcomeRow(shape: .mixed, start: entries.count, end: entries.count + row.count, total: total))
      entries += row
    }
  }

  /// Gives the bins that a range covers at least `weight`; a range that only touches a bin's end leaves it out.
  private func raise(_ weights: inout [Double], from lower: Double, to upper: Double, at weight: Double) {
    let first = QuantityBins.count(of: cuts) { $0 <= lower }
    let last = max(first, QuantityBins.count(of: cuts) { $0 < upper })
    for bin in first...last { weights[bin] = max(weights[bin], weight) }
  }
}

/// Finds values among cuts.
enum QuantityBins {
  /// How many of the ascending `cuts` satisfy `isBefore`, which holds for a first part of them only.
  static func count(of cuts: [Double], where isBefore: (Double) -> Bool) -> Int {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(cuts[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
