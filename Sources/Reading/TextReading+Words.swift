public import Catalog

extension TextReading {
  /// States and names of commodities that stand in the text, the longest phrases first.
  mutating func readPhrases() {
    var taken: Set<Int> = []
    for length in stride(from: Vocabulary.longestPhrase, through: 1, by: -1) {
      for start in tokens.indices where start + length <= tokens.count {
        let run = start..<start + length
        if run.contains(where: taken.contains) { continue }
        if run.dropFirst().contains(where: { tokens[$0].startsClause }) { continue }
        if readPhrase(run) { taken.formUnion(run) }
      }
    }
  }

  /// Whether the run means something that no part of it should be read for again.
  private mutating func readPhrase(_ run: Range<Int>) -> Bool {
    let meanings = keys(of: run).flatMap { vocabulary.phrases[$0] ?? [] }
    guard !meanings.isEmpty else { return false }
    let words = text[tokens[run.lowerBound].range.lowerBound..<tokens[run.upperBound - 1].range.upperBound]
    var states: [String: StateSet] = [:]
    var isName = false
    for meaning in meanings {
      switch meaning {
      case .state(let feature, let state):
        guard let definition = vocabulary.features[feature], isTelling(words, of: definition) else { continue }
        states[feature, default: StateSet()] = (states[feature] ?? StateSet()).union(definition.extent(of: state))
      case .commodity(let id):
        let bits = keys(of: run).compactMap { vocabulary.phraseBits[$0] }.max() ?? 0
        support(id, bits: min(Self.strongestWords, bits + 1) * origin.weight)
        isName = true
      case .feature: continue
      }
    }
    for (feature, set) in states.sorted(by: { $0.key < $1.key }) {
      guard let definition = vocabulary.features[feature] else { continue }
      observe(Observation(feature: feature, content: .states(set), source: origin.source, text: String(words)))
      understand(words, .observation, "\(definition.name): \(definition.describe(set))")
    }
    if isName { understand(words, .name, "name of goods in the catalog") }
    if isName || !states.isEmpty { use(words.startIndex..<words.endIndex) }
    return isName || !states.isEmpty
  }

  /// Short or purely numeric words mean too many things to be read as a state wherever they stand.
  private func isTelling(_ words: Substring, of feature: Feature) -> Bool {
    guard feature.kind == .choice, feature.id == feature.mainFeature else { return false }
    let letters = words.unicodeScalars.filter(\.properties.isAlphabetic).count
    let digits = words.unicodeScalars.filter { $0.properties.numericType != nil }.count
    return letters >= 3 || (letters >= 1 && letters + digits >= 3) || digits >= 4
  }

  /// Single words that stand in names of commodities: weak evidence, the rarer the word the stronger.
  mutating func readNameWords() {
    var bits: [String: Double] = [:]
    var counted: Set<String> = []
    for (index, token) in tokens.enumerated() {
      for stem in Set([token.stem, token.latin ?? token.stem]) where !vocabulary.isStopWord(stem) {
        guard let worth = vocabulary.bits[stem], let commodities = vocabulary.commodities[stem] else { continue }
        if worth > 1.5 { used.insert(index) }
        guard counted.insert(stem).inserted else { continue }
        for commodity in commodities { bits[commodity, default: 0] += worth }
      }
    }
    // Half, because words alone can stand in any order and for anything; never as much as a whole name.
    for (commodity, worth) in bits { support(commodity, bits: min(Self.strongestWords - 2, worth * 0.5) * origin.weight) }
  }
}

extension Feature {
  /// The feature that words are read for: one that only falls back to another gets no words of its own.
  var mainFeature: String { fallsBackTo ?? id }

  /// States as people read them.
  public func describe(_ set: StateSet) -> String {
    // A wider state stands for all that are a kind of it.
    let whole = states.indices.filter { set.contains($0) && extent(of: $0).isSubset(of: set) }
    let widest = whole.filter { index in
      !whole.contains { $0 != index && extent(of: $0).contains(index) }
    }
    return widest.isEmpty ? "nothing" : widest.map { states[$0].name }.joined(separator: " or ")
  }
}
