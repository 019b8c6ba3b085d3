import Catalog

extension TextReading {
  /// Numbers and codes with a known form; those with a check digit are confirmed or said to fail, never corrected.
  mutating func readIdentifiers() {
    for identifier in Identifier.find(in: text) {
      switch identifier.verdict {
      case .failed(let reason):
        // A product grade such as 18-46-0 has the form of a CAS number by chance; it is no identifier.
        clues.warnings.append("'\(text[identifier.range])' is no \(identifier.kind.name): \(reason)")
        use(identifier.range)
      case .recovered(let original):
        clues.warnings.append(
          "'\(original)' is not fully readable; \(identifier.kind.name) \(identifier.canonical) would fit: confirm it"
        )
        take(identifier, source: .estimated)
      case .confirmed, .unchecked:
        take(identifier, source: origin.source)
      }
    }
  }

  private mutating func take(_ identifier: Identifier, source: Observation.Source) {
    let words = text[identifier.range]
    switch identifier.kind {
    case .cas:
      let states = vocabulary.statesByCAS[identifier.canonical] ?? []
      observeSubstance(states, source: source, words: words, name: "CAS \(identifier.canonical)")
    case .un, .orangePlate: takeDangerousGoods(identifier, source: source, words: words)
    case .controlCode: takeControlCode(identifier.canonical, words: words)
    case .tariffCode:
      clues.merge(TextReader(vocabulary).readHeading(identifier.canonical))
    case .container, .wagon, .ship, .airWaybill, .movementReference, .stockNumber:
      understand(words, .identifier, "\(identifier.kind.name) \(identifier.canonical)")
    }
    use(identifier.range)
  }

  private mutating func takeDangerousGoods(_ identifier: Identifier, source: Observation.Source, words: Substring) {
    let number = String(identifier.canonical.suffix(4))
    guard let goods = vocabulary.unNumbers[number] else {
      let known = Set(vocabulary.unNumbers.keys.compactMap { Int($0) })
      let near = UNNumber.neighbours(of: number, among: known).prefix(4).map { "UN \($0)" }
      let hint = near.isEmpty ? "" : "; one digit away: \(near.joined(separator: ", "))"
      clues.warnings.append("ADR 2025 has no UN \(number)\(hint)")
      return
    }
    observeSubstance(
      vocabulary.statesByUN[number] ?? [],
      source: source,
      words: words,
      name: "UN \(number) \(goods.name.lowercased())"
    )
    // Some numbers have a mark of their own in place of their class's label.
    let dangerClass = goods.dangerClass.replacing(".", with: "-")
    guard let label = vocabulary.features["hazard-label"],
      let state = label.index(ofState: "un-\(number)") ?? label.index(ofState: "class-\(dangerClass)")
    else { return }
    observe(
      Observation(feature: label.id, content: .states(StateSet([state])), source: source, text: String(words))
    )
  }

  /// A number that several substances share leaves open which of them it is.
  private mutating func observeSubstance(
    _ states: [Int],
    source: Observation.Source,
    words: Substring,
    name: String
  ) {
    guard let feature = vocabulary.features[Vocabulary.substanceFeature], !states.isEmpty else {
      return understand(words, .identifier, name)
    }
    let set = StateSet(states)
    observe(Observation(feature: feature.id, content: .states(set), source: source, text: String(words)))
    understand(words, .identifier, "\(name): \(feature.describe(set))")
  }

  /// A list code on a paper is the exporter's claim, and weak evidence of what the goods are.
  private mutating func takeControlCode(_ code: String, words: Substring) {
    let matching = vocabulary.commoditiesByCode.filter { entry, _ in
      entry == code || entry.hasPrefix(code + ".") || code.hasPrefix(entry + ".")
    }
    for commodity in Set(matching.values.flatMap(\.self)) { support(commodity, bits: 2) }
    understand(words, .identifier, "claimed control-list code \(code)")
  }
}

extension Identifier.Kind {
  /// The kind as people call it.
  var name: String {
    switch self {
    case .cas: "CAS number"
    case .un: "UN number"
    case .orangePlate: "orange plate"
    case .container: "container number"
    case .wagon: "wagon number"
    case .ship: "IMO ship number"
    case .airWaybill: "air waybill"
    case .movementReference: "customs movement reference"
    case .tariffCode: "tariff code"
    case .controlCode: "control-list code"
    case .stockNumber: "NATO stock number"
    }
  }
}
