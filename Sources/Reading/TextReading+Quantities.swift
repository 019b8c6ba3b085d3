import Catalog
import Measures

extension TextReading {
  private static let widestGap = 2

  /// Values with units, each given to the feature that is named beside it, or to the only one it can mean.
  mutating func readQuantities() {
    for found in QuantityReader.scan(text) {
      let inside = tokens.indices.filter { tokens[$0].range.overlaps(found.range) }
      guard let first = inside.first, let last = inside.last, !inside.contains(where: used.contains) else { continue }
      let named = feature(before: first, for: found.reading) ?? feature(after: last, for: found.reading)
      let usual = usualFeature(for: found.reading).map { ($0, first..<first) }
      guard let (feature, words) = named ?? usual else { continue }
      guard let observation = Observation(found.reading, of: feature, source: origin.source) else { continue }
      observe(observation)
      used.formUnion(inside)
      used.formUnion(words)
      understand(
        text[found.range], .observation, "\(feature.name): \(found.reading.described(in: feature.unit))")
    }
  }

  private func feature(before token: Int, for reading: QuantityReading) -> (Feature, Range<Int>)? {
    for gap in 0...Self.widestGap {
      let end = token - gap
      guard end > 0, !(end..<token + 1).contains(where: { $0 < tokens.count && tokens[$0].startsClause }) else { return nil }
      for length in stride(from: min(Vocabulary.longestPhrase, end), through: 1, by: -1) {
        let run = end - length..<end
        if run.dropFirst().contains(where: { tokens[$0].startsClause }) { continue }
        if let feature = feature(run, for: reading) { return (feature, run) }
      }
    }
    return nil
  }

  private func feature(after token: Int, for reading: QuantityReading) -> (Feature, Range<Int>)? {
    let start = token + 1
    guard start < tokens.count else { return nil }
    for length in stride(from: min(Vocabulary.longestPhrase, tokens.count - start), through: 1, by: -1) {
      let run = start..<start + length
      if run.contains(where: { tokens[$0].startsClause }) { continue }
      if let feature = feature(run, for: reading) { return (feature, run) }
    }
    return nil
  }

  private func feature(_ run: Range<Int>, for reading: QuantityReading) -> Feature? {
    for key in keys(of: run) {
      for case .feature(let id) in vocabulary.phrases[key] ?? [] {
        if let feature = vocabulary.features[id], feature.dimension == reading.dimension { return feature }
      }
    }
    return nil
  }

  /// The feature that names this very unit among its other words: a value in kV that nothing else explains is a voltage.
  private func usualFeature(for reading: QuantityReading) -> Feature? {
    guard reading.dimension != .none || !reading.unit.symbol.isEmpty else { return nil }
    for case .feature(let id) in vocabulary.phrases[TextTokens.key(reading.unit.symbol)] ?? [] {
      if let feature = vocabulary.features[id], feature.dimension == reading.dimension { return feature }
    }
    return nil
  }
}
