/// How probable one answer is for each pattern of a column.
///
/// - Consistent states share an item's probability by their weights; the rest is the error rate, spread evenly.
/// - An unscored item has the average over the scored ones, so that the answer neither helps nor hurts it.
/// - An inapplicable item that was answered, or a scored one that was said not to have the feature, is an error; not
///   where the words may have meant another feature.
/// - Outside the catalog, anything goes: half that average and half an even spread.
struct EvidenceLikelihood {
  /// No single answer makes anything less probable than this: nothing is ever deleted.
  static let floor = 1e-6

  /// The base-2 logarithm for each pattern.
  private(set) var bits: [Double]
  /// The same for something that is not in the catalog.
  private(set) var bitsNotInCatalog = 0.0
  /// Whether each pattern contradicts the answer.
  private(set) var contradicts: [Bool]

  init(_ piece: WeighedEvidence, in column: ScoreColumn) {
    let evidence = piece.evidence
    let error = piece.errorRate.isFinite ? min(max(piece.errorRate, 0), 1) : 1
    let even = EvidenceLikelihood.evenShare(of: evidence, in: column)
    var probabilities = [Double](repeating: 0, count: column.patterns.count)
    contradicts = [Bool](repeating: false, count: column.patterns.count)
    // One imagined item that shows everything alike keeps the average away from zero.
    var sum = even
    var items = 1.0
    let isSilent = column.patterns.map { $0 == .unscored || (piece.isAmbiguous && $0 == .inapplicable) }
    for (number, pattern) in column.patterns.enumerated() where !isSilent[number] {
      guard let share = pattern.share(of: evidence, in: column, row: column.rows[number]) else { continue }
      probabilities[number] = (1 - error) * share + error * even
      contradicts[number] = pattern.verdict(on: evidence) == .contradicts
      if pattern.isCoded || evidence == .notApplicable {
        sum += share * Double(column.patternSizes[number])
        items += Double(column.patternSizes[number])
      }
    }
    let average = (1 - error) * sum / items + error * even
    bits = zip(isSilent, probabilities).map { isSilent, probability in
      Binary.log2(max(EvidenceLikelihood.floor, isSilent ? average : probability))
    }
    bitsNotInCatalog = Binary.log2(max(EvidenceLikelihood.floor, (average + even) / 2))
  }

  /// The probability of the answer if every outcome were alike.
  private static func evenShare(of evidence: Evidence, in column: ScoreColumn) -> Double {
    switch evidence {
    case .states(let states): Double(Set(states).count) / Double(column.outcomeCount)
    case .interval(let lower, let upper):
      max(1, column.binsCovered(from: lower, to: upper)) / Double(column.outcomeCount)
    case .notApplicable: 0.5
    }
  }
}

extension ScorePattern {
  /// The error-free probability of an answer, or `nil` if nothing is known.
  func share(of evidence: Evidence, in column: ScoreColumn, row: OutcomeRow) -> Double? {
    switch (self, evidence) {
    case (.unscored, _): nil
    case (.inapplicable, .notApplicable): 1
    case (.inapplicable, _), (_, .notApplicable): 0
    case (.states(let weights), .states(let answered)):
      weights.reduce(0) { answered.contains($1.state) ? $0 + $1.weight : $0 } / weights.reduce(0) { $0 + $1.weight }
    case (.ranges(let ranges), .interval(let lower, let upper)):
      ranges.reduce(0) { max($0, $1.fit(lower, upper)) }
        * min(1, max(1, column.binsCovered(from: lower, to: upper)) / max(1, row.total))
    case (.states, .interval), (.ranges, .states): 0
    }
  }

  func verdict(on evidence: Evidence) -> Verdict {
    switch (self, evidence) {
    case (.unscored, _): .unscored
    case (.inapplicable, .notApplicable): .fits
    case (.inapplicable, _), (_, .notApplicable): .contradicts
    case (.states(let weights), .states(let answered)):
      weights.contains { answered.contains($0.state) } ? .fits : .contradicts
    case (.ranges(let ranges), .interval(let lower, let upper)):
      ranges.contains { $0.lower <= upper && lower <= $0.upper } ? .fits : .contradicts
    case (.states, .interval), (.ranges, .states): .contradicts
    }
  }
}

extension ScoredRange {
  /// How much of what an answer allows lies in the range, from 0 to 1; extremes count as rare.
  fileprivate func fit(_ low: Double, _ high: Double) -> Double {
    let whole = ScoredRange.overlap(low, high, with: lower, upper)
    guard whole > 0 else { return nearness(low, high) }
    guard hasExtremes else { return whole }
    let usual = ScoredRange.overlap(low, high, with: usualLower, usualUpper)
    return StateWeight.rare * whole + (1 - StateWeight.rare) * usual
  }

  /// The part of the narrower of two intervals that lies in the other; one that is a point counts as a whole.
  private static func overlap(_ low: Double, _ high: Double, with lower: Double, _ upper: Double) -> Double {
    guard low <= upper, lower <= high else { return 0 }
    let narrower = min(high - low, upper - lower)
    let common = min(high, upper) - max(low, lower)
    // Two intervals without end, or a point: they meet, and there is no part to speak of.
    guard narrower > 0, narrower < .infinity else { return 1 }
    // Bare contact still is contact.
    return max(common / narrower, softness)
  }

  private static let softness = 0.05

  /// Ranges are seldom scored to the last digit: an answer just outside is less improbable than one far off.
  private func nearness(_ low: Double, _ high: Double) -> Double {
    let distance = low > upper ? low - upper : lower - high
    let bound = low > upper ? upper : lower
    let width = upper - lower
    let edge = 0.05 * (width > 0 && width < .infinity ? width : bound.magnitude)
    guard edge > 0, distance < edge else { return 0 }
    return ScoredRange.softness * (1 - distance / edge)
  }
}

extension ScoreColumn {
  /// How many bins an interval covers, parts of bounded bins counted as parts.
  func binsCovered(from low: Double, to high: Double) -> Double {
    let first = QuantityBins.count(of: cuts) { $0 <= low }
    let last = max(first, QuantityBins.count(of: cuts) { $0 < high })
    guard last > first else { return 1 }
    var covered = Double(last - first - 1)
    covered += partCovered(ofBin: first, from: low, to: cuts[first])
    covered += partCovered(ofBin: last, from: cuts[last - 1], to: high)
    return covered
  }

  private func partCovered(ofBin bin: Int, from low: Double, to high: Double) -> Double {
    guard bin > 0, bin < cuts.count else { return 1 }
    return (high - low) / (cuts[bin] - cuts[bin - 1])
  }
}
