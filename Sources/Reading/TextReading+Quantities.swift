import Catalog
import Measures

extension TextReading {
  private static let widestGap = 2

  /// The tokens that numbers with units are made of, and those of the units alone; they are no words.
  var tokensOfQuantities: (all: Set<Int>, units: Set<Int>) {
    var inside: (all: Set<Int>, units: Set<Int>) = ([], [])
    for found in quantities {
      let tokens = tokensOfNumber(in: found.range)
      inside.all.formUnion(tokens)
      inside.units.formUnion(tokens.dropFirst())
    }
    return inside
  }

  /// The tokens from the first digit on: a reading such as `OD 145 mm` begins with the word that names it.
  private func tokensOfNumber(in range: Range<String.Index>) -> [Int] {
    let all = tokens.indices.filter { tokens[$0].range.overlaps(range) }
    return Array(all.drop { !tokens[$0].stem.contains(where: \.isNumber) })
  }

  /// Values with units, each given to the features that are named beside it, or to the one that names its unit.
  mutating func readQuantities() {
    for found in quantities {
      let inside = tokensOfNumber(in: found.range)
      guard let first = inside.first, let last = inside.last, !inside.contains(where: used.contains) else { continue }
      let named = features(before: first, for: found.reading) ?? features(after: last, for: found.reading)
      // 3PH is three phases before it is three picohenries.
      let usual = isState(inside) ? nil : vocabulary.usualFeature(for: found.reading).map { ([$0], first..<first) }
      guard let (features, words) = named ?? usual else { continue }
      for feature in features {
        guard let observation = Observation(found.reading, of: feature, source: origin.source) else { continue }
        observe(observation)
        if named != nil { clues.namedFeatures.insert(feature.id) }
        understand(text[found.range], .observation, "\(feature.name): \(found.reading.described(in: feature.unit))")
      }
      used.formUnion(inside)
      used.formUnion(words)
    }
  }

  private func isState(_ tokens: [Int]) -> Bool {
    guard let first = tokens.first, let last = tokens.last else { return false }
    return keys(of: first..<last + 1).contains { key in
      vocabulary.meanings(of: key).contains { if case .state = $0 { true } else { false } }
    }
  }

  private func features(before token: Int, for reading: QuantityReading) -> ([Feature], Range<Int>)? {
    for gap in 0...Self.widestGap {
      let end = token - gap
      guard end > 0, !(end...token).contains(where: { $0 < tokens.count && tokens[$0].startsClause }) else {
        return nil
      }
      for length in stride(from: min(Vocabulary.longestPhrase, end), through: 1, by: -1) {
        let run = end - length..<end
        if run.dropFirst().contains(where: { tokens[$0].startsClause }) { continue }
        let features = features(run, for: reading)
        if !features.isEmpty { return (features, run) }
      }
    }
    return nil
  }

  private func features(after token: Int, for reading: QuantityReading) -> ([Feature], Range<Int>)? {
    let start = token + 1
    guard start < tokens.count else { return nil }
    for length in stride(from: min(Vocabulary.longestPhrase, tokens.count - start), through: 1, by: -1) {
      let run = start..<start + length
      if run.contains(where: { tokens[$0].startsClause }) { continue }
      let features = features(run, for: reading)
      if !features.isEmpty { return (features, run) }
    }
    return nil
  }

  private func features(_ run: Range<Int>, for reading: QuantityReading) -> [Feature] {
    keys(of: run).flatMap { vocabulary.features(namedExactly: $0) }.filter { $0.admits(reading) }
  }
}

extension Feature {
  /// Whether a reading can be one of this feature: the dimension fits, and so does the sort of number.
  func admits(_ reading: QuantityReading) -> Bool {
    guard let unit, unit.dimension == reading.dimension else { return false }
    return reading.dimension != Dimension.none || unit.sortOfNumber == reading.unit.sortOfNumber
  }
}

extension Measures.Unit {
  enum SortOfNumber {
    case share, count, level
  }

  /// Shares, counts and levels all have no dimension, but none of them is another.
  var sortOfNumber: SortOfNumber {
    if ["%", "‰", "ppm", "ppb", "ppt"].contains(symbol) { return .share }
    return symbol.hasPrefix("dB") ? .level : .count
  }
}
