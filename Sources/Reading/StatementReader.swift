public import Catalog
import Measures

extension TextReader {
  /// Reads one statement such as feature `max output frequency`, value `1000`, unit `Hz`.
  ///
  /// The feature is found by its name or other words; a value that does not fit it is read as free text instead.
  ///
  /// - Parameters:
  ///   - name: what was observed, in plain words.
  ///   - value: a number, a range, or words.
  ///   - unit: the unit, where the value does not say it.
  ///   - source: how it is known.
  public func readStatement(_ name: String, value: String, unit: String, source: Observation.Source) -> Clues {
    let name = name.firstScalars(200)
    let value = value.firstScalars(2_000)
    let unit = unit.firstScalars(60)
    let given = "\(name): \(value)\(unit.isEmpty ? "" : " \(unit)")"
    let origin: Origin = source == .declared ? .declaration : .marking
    var clues = Clues()
    if features(named: name).contains(where: { $0.id == Vocabulary.substanceFeature }), value.count == 4,
      value.allSatisfy(\.isNumber)
    {
      return read("UN \(value)", from: origin)
    }
    for feature in features(named: name) {
      guard let reading = read(value, unit, as: feature, given: given, source: source) else { continue }
      clues.merge(reading)
      clues.namedFeatures.insert(feature.id)
    }
    if clues.observations.isEmpty { clues = count(unit, value, given: given, source: source) }
    // The value's own words may say more than the feature takes from them: a marking, a code.
    var words = TextReading("\(value) \(unit)", origin: origin, vocabulary: vocabulary)
    words.readIdentifiers()
    words.readMarkings(context: name)
    if clues.observations.isEmpty {
      words.readPhrases()
      words.readNameWords()
    }
    var more = words.finished()
    more.notUnderstood = []
    let isUnderstood = !clues.observations.isEmpty || !more.understood.isEmpty
    clues.merge(more)
    if !isUnderstood { clues.notUnderstood = [given] }
    return clues
  }

  /// A number of pieces is one whatever the pieces are called.
  private func count(_ unit: String, _ value: String, given: String, source: Observation.Source) -> Clues {
    guard let pieces = vocabulary.features["piece-count"], TextTokens.key(unit) == "pc" || unit == "pcs" else {
      return Clues()
    }
    return quantity(value, unit, of: pieces, given: given, source: source) ?? Clues()
  }

  /// Features by how well a name fits: all that bear the whole name, else the one that shares the most of its words.
  func features(named name: String) -> [Feature] {
    let exact = vocabulary.features(namedExactly: TextTokens.key(name))
    let words = Set(TextTokens.stems(name).filter { !vocabulary.isStopWord($0) && !Self.neutralWords.contains($0) })
    let plain =
      exact.isEmpty ? vocabulary.features(namedExactly: TextTokens.stems(name).filter(words.contains).joined()) : []
    if !exact.isEmpty || !plain.isEmpty { return Array((exact + plain).prefix(4)) }
    return vocabulary.featureNames.best(words).flatMap { vocabulary.features[$0] }.map { [$0] } ?? []
  }

  /// Words that say how a value is stated, not what it is a value of.
  private static let neutralWords: Set<String> = [
    "max", "maximum", "min", "minimum", "rated", "nominal", "measured", "stated", "certificate", "label", "marked",
    "approx", "about", "plate", "given", "value", "reading", "each", "per", "piece",
  ]

  private func read(
    _ value: String,
    _ unit: String,
    as feature: Feature,
    given: String,
    source: Observation.Source
  ) -> Clues? {
    feature.kind == .quantity
      ? quantity(value, unit, of: feature, given: given, source: source)
      : states(value, of: feature, given: given, source: source)
  }

  private func quantity(
    _ value: String,
    _ unit: String,
    of feature: Feature,
    given: String,
    source: Observation.Source
  ) -> Clues? {
    for (text, usual) in readings(value, unit, of: feature) {
      guard let reading = try? QuantityReader.read(text, expecting: feature.dimension, defaultUnit: usual),
        feature.admits(reading), let observation = Observation(reading, of: feature, source: source)
      else { continue }
      var clues = Clues()
      clues.observations = [
        Observation(feature: feature.id, content: observation.content, source: source, text: text)
      ]
      let meaning = "\(feature.name): \(reading.described(in: feature.unit))"
      clues.understood = [Clues.Understood(text: given, sort: .observation, meaning: meaning)]
      return clues
    }
    return nil
  }

  /// The ways in which a value may be written, each with the unit that it has if it states none.
  private func readings(_ value: String, _ unit: String, of feature: Feature) -> [(String, Measures.Unit?)] {
    // A value without a unit counts in the feature's own only where that cannot be mistaken: pieces, axes.
    let plain = feature.dimension == Dimension.none ? feature.unit : nil
    guard !unit.isEmpty else { return [(value, plain)] }
    // "% FS" and "dB re 1 V/uPa" begin with the unit. Beside one that is not understood only pieces count, whatever
    // they are called: 10 fT is not 10 dB.
    let start = unit.prefix { !$0.isWhitespace }
    let stated = [("\(value) \(unit)", plain), ("\(value) \(start)", nil)]
    return feature.countsPieces ? stated + [(value, plain)] : stated
  }

  private func states(_ value: String, of feature: Feature, given: String, source: Observation.Source) -> Clues? {
    var set = StateSet()
    let tokens = TextTokens(value).tokens
    let whole = vocabulary.states(of: feature, keys: Set(TextTokens.keys(value)))
    if !whole.isEmpty {
      set = whole
    } else {
      var taken: Set<Int> = []
      for length in stride(from: Vocabulary.longestPhrase, through: 1, by: -1) {
        for start in tokens.indices where start + length <= tokens.count {
          let run = start..<start + length
          guard !run.contains(where: taken.contains) else { continue }
          let keys = Set([tokens[run].map(\.stem).joined(), tokens[run].map { $0.latin ?? $0.stem }.joined()])
          let found = vocabulary.states(of: feature, keys: keys)
          if !found.isEmpty {
            set = feature.narrowest(set, found)
            taken.formUnion(run)
          }
        }
      }
    }
    guard !set.isEmpty else { return nil }
    var clues = Clues()
    clues.observations = [Observation(feature: feature.id, content: .states(set), source: source, text: value)]
    clues.understood = [
      Clues.Understood(text: given, sort: .observation, meaning: "\(feature.name): \(feature.describe(set))")
    ]
    return clues
  }
}

extension Feature {
  /// Two readings of one value together: what both allow, or, where they name different states, either.
  func narrowest(_ left: StateSet, _ right: StateSet) -> StateSet {
    if left.isEmpty { return right }
    let common = left.intersection(right)
    return common.isEmpty ? left.union(right) : common
  }
}

extension TextTokens {
  /// The keys of a phrase: as it stands, and with look-alike letters as Latin ones.
  static func keys(_ phrase: String) -> [String] {
    let tokens = TextTokens(phrase).tokens
    return [tokens.map(\.stem).joined(), tokens.map { $0.latin ?? $0.stem }.joined()]
  }
}

extension Vocabulary {
  /// The states of one feature that phrases with these keys name, each with everything that is a kind of it.
  func states(of feature: Feature, keys: Set<String>) -> StateSet {
    var set = StateSet()
    for key in keys {
      for case .state(let id, let state) in meanings(of: key) where id == feature.id {
        set = set.union(feature.extent(of: state))
      }
    }
    return set
  }
}

extension TextReader {
  /// A declared HS code as weak evidence for the commodities that are declared under it.
  ///
  /// Declared codes were wrong in most known cases, so even the full code says little.
  public func readHeading(_ code: String) -> Clues {
    var clues = Clues()
    let digits = code.firstScalars(40).filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 4 else { return clues }
    for (commodity, headings) in vocabulary.commodityHeadings {
      let shared = headings.map { zip($0, digits).prefix { $0 == $1 }.count }.max() ?? 0
      if shared >= 4 { clues.commodityBits[commodity] = shared >= 6 ? 1.5 : 1 }
    }
    let known = [6, 4].lazy.compactMap { length in vocabulary.headings[String(digits.prefix(length))] }.first
    if let known {
      clues.understood = [Clues.Understood(text: code, sort: .identifier, meaning: "declared HS \(digits): \(known)")]
    } else {
      clues.warnings = ["HS 2022 has no heading \(digits.prefix(6))"]
    }
    return clues
  }
}

extension Feature {
  fileprivate var countsPieces: Bool { unit?.symbol == "pcs" }
}
