import Catalog
import Measures

extension TextReading {
  /// Markings that the text bears, with what they imply.
  mutating func readMarkings(context: String) {
    let prepared = PreparedText(text)
    let around = Set((tokens.map(\.stem)) + TextTokens.stems(context))
    for (marking, pattern) in vocabulary.markings {
      guard let match = pattern.matches(in: prepared).first(where: isLegible) else { continue }
      let inContext =
        marking.context.isEmpty
        || marking.context.contains { phrase in
          TextTokens.stems(phrase).allSatisfy(around.contains)
        }
      guard inContext else { continue }
      take(marking, match)
    }
  }

  /// A match that rests on characters nobody could read fits anything.
  private func isLegible(_ match: Pattern.Match) -> Bool {
    match.unread <= 2 && 3 * match.unread <= text[match.range].unicodeScalars.count
  }

  private mutating func take(_ marking: Marking, _ match: Pattern.Match) {
    let words = String(text[match.range])
    use(match.range)
    var meaning = "\(marking.name): \(marking.meaning)"
    if match.unread > 0 {
      meaning += " (\(match.unread) \(match.unread == 1 ? "character" : "characters") could not be read)"
    }
    understand(words, .marking, meaning)
    // A marking of which characters are missing may be another one.
    let trust = max(0.2, 1 - 0.25 * Double(match.unread))
    for (feature, score) in marking.implies.sorted(by: { $0.key < $1.key }) {
      guard let content = score.content else { continue }
      let source: Observation.Source = match.unread > 1 || marking.confidence == .low ? .estimated : origin.source
      observe(Observation(feature: feature, content: content, source: source, text: words))
    }
    let bits: Double =
      switch marking.confidence {
      case .high: 6
      case .medium: 4
      case .low: 2
      }
    for commodity in marking.suggests { support(commodity, bits: bits * trust * max(origin.weight, 0.5)) }
    clues.entries.formUnion(marking.pointsTo)
  }
}

extension Score {
  /// What an observation of exactly this score would say.
  var content: Observation.Content? {
    switch self {
    case .states(let common, let rare): .states(common.union(rare))
    case .ranges(let ranges):
      ranges.dropFirst().reduce(ranges.first?.possible) { $0?.hull($1.possible) }.map(Observation.Content.quantity)
    case .inapplicable: .notApplicable
    }
  }
}
