public import Catalog

extension TextReading {
  /// States of features and names of commodities that stand in the text, each the longest phrases first.
  ///
  /// The two are looked for apart, because a name such as *glass column* also says form and material; but *oven* in
  /// *oven safe* says nothing that the goods of this name do not show.
  mutating func readPhrases() {
    let quantities = tokensOfQuantities
    // A plate's 3PH also reads as 3 picohenry: what no feature took as a value may still be a state. But the bar of
    // 200 bar is no rod.
    let values = quantities.all.intersection(used).union(quantities.units)
    var names: [(run: Range<Int>, commodities: [String])] = []
    forEachPhrase(passingOver: quantities.all) { reading, run, words in
      let commodities = reading.readNames(run, words)
      if !commodities.isEmpty { names.append((run, commodities)) }
      return !commodities.isEmpty
    }
    forEachPhrase(passingOver: values) { reading, run, words in
      let name = names.first {
        $0.run.count > run.count && $0.run.contains(run.lowerBound) && $0.run.upperBound >= run.upperBound
      }
      return reading.readStates(run, words, withinNameOf: name?.commodities)
    }
  }

  private mutating func forEachPhrase(
    passingOver blocked: Set<Int>,
    _ read: (inout TextReading, Range<Int>, Substring) -> Bool
  ) {
    var taken: Set<Int> = []
    for length in stride(from: Vocabulary.longestPhrase, through: 1, by: -1) {
      for start in tokens.indices where start + length <= tokens.count {
        let run = start..<start + length
        if run.contains(where: taken.contains) || run.allSatisfy(blocked.contains) { continue }
        if run.dropFirst().contains(where: { tokens[$0].startsClause }) { continue }
        let words = text[tokens[run.lowerBound].range.lowerBound..<tokens[run.upperBound - 1].range.upperBound]
        guard read(&self, run, words) else { continue }
        taken.formUnion(run)
        used.formUnion(run)
      }
    }
  }

  private mutating func readStates(_ run: Range<Int>, _ words: Substring, withinNameOf named: [String]?) -> Bool {
    guard Self.isTelling(words) else { return false }
    var states: [String: StateSet] = [:]
    for key in keys(of: run) {
      for case .state(let feature, let state) in vocabulary.meanings(of: key) {
        guard let definition = vocabulary.features[feature], definition.kind == .choice,
          definition.takesStatesFrom == nil || definition.takesStatesFrom == "substances"
        else { continue }
        states[feature] = (states[feature] ?? StateSet()).union(definition.extent(of: state))
      }
    }
    // A word that means something to several features is read for those that most goods are described by.
    let most = states.keys.map { vocabulary.timesScored[$0] ?? 0 }.max() ?? 0
    states = states.filter { 2 * (vocabulary.timesScored[$0.key] ?? 0) >= most }
    if let named {
      states = states.filter { feature, set in named.contains { vocabulary.shows($0, feature, anyOf: set) } }
    }
    for (feature, set) in states.sorted(by: { $0.key < $1.key }) {
      guard let definition = vocabulary.features[feature] else { continue }
      observe(Observation(feature: feature, content: .states(set), source: origin.source, text: String(words)))
      understand(words, .observation, "\(definition.name): \(definition.describe(set))")
    }
    return !states.isEmpty
  }

  /// The commodities that have the run as a name.
  private mutating func readNames(_ run: Range<Int>, _ words: Substring) -> [String] {
    var commodities: [String] = []
    for key in keys(of: run) {
      for case .commodity(let id) in vocabulary.meanings(of: key) {
        support(id, bits: min(Self.strongestWords, vocabulary.bits(ofName: key) + 1) * origin.weight)
        commodities.append(id)
      }
    }
    if !commodities.isEmpty { understand(words, .name, "name of goods in the catalog") }
    return commodities
  }

  /// Short or purely numeric words mean too many things to be read as a state wherever they stand.
  private static func isTelling(_ words: Substring) -> Bool {
    let letters = words.unicodeScalars.count { $0.properties.isAlphabetic }
    let digits = words.unicodeScalars.count { $0.properties.numericType != nil }
    return letters >= 3 || (letters >= 1 && letters + digits >= 3) || digits >= 4
  }

  /// Single words that stand in names of commodities: weak evidence, the rarer the word the stronger.
  mutating func readNameWords() {
    var bits: [String: Double] = [:]
    var counted: Set<String> = []
    let quantities = tokensOfQuantities.all
    for (index, token) in tokens.enumerated() where !quantities.contains(index) {
      for stem in Set([token.stem, token.latin ?? token.stem]) where !vocabulary.isStopWord(stem) {
        let worth = vocabulary.bits(ofStem: stem)
        if worth > 1.5, Self.isTelling(text[token.range]) { used.insert(index) }
        guard worth > 0, counted.insert(stem).inserted else { continue }
        for commodity in vocabulary.commodities(withStem: stem) { bits[commodity, default: 0] += worth }
      }
    }
    // Half, because words alone can stand in any order and for anything; never as much as a whole name.
    for (commodity, worth) in bits {
      support(commodity, bits: min(Self.strongestWords - 2, worth * 0.5) * origin.weight)
    }
  }
}

extension Feature {
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
