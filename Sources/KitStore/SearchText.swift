import Reading

/// How text is folded before it is indexed and before it is searched: the same on both sides.
///
/// - Letters become small and lose their marks; a plural `s` falls away.
/// - Cyrillic stands beside its Latin transliteration, and markings beside the Latin letters that they look like.
/// - A code such as `Ti-6Al-4V` or `1C350.3` stands both in its parts and as one word.
enum SearchText {
  /// One thing to look for: any of the alternatives, each a row of words that stand together.
  struct Term: Hashable {
    /// The word as typed, for telling people.
    let typed: String
    /// Ways to write it; each is one word, or several that must follow each other.
    var alternatives: [[String]]

    /// The word that may be corrected: a plain word without digits.
    var correctable: String? {
      guard let first = alternatives.first, first.count == 1, first[0].unicodeScalars.count >= 4,
        !holdsDigit(first[0])
      else { return nil }
      return first[0]
    }
  }

  /// Words that say nothing of what is looked for; they are not indexed either.
  static let emptyWords: Set<String> = [
    "a", "above", "an", "and", "at", "below", "between", "by", "de", "der", "des", "die", "das", "du", "for", "from",
    "in", "is", "la", "le", "of", "on", "or", "over", "than", "that", "the", "to", "und", "under", "von", "which",
    "with", "y", "и", "в", "для", "на", "с",
  ]
  /// Words that only say what sort of number follows.
  private static let numberLabels: Set<String> = ["cas", "hs", "no", "nr", "number", "un"]

  /// The words of texts as they are indexed.
  static func indexed(_ texts: [String]) -> String {
    var words = IndexedWords()
    for text in texts { words.add(text) }
    return words.text
  }

  /// What a query asks for, at most `limit` things.
  static func terms(_ query: String, limit: Int) -> [Term] {
    var terms: [Term] = []
    // A code with an unread character is no word; the notes on numbers and the markings deal with it.
    for chunk in chunks(query) where !(chunk.contains("?") && holdsDigit(chunk)) {
      let parts = holdsDigit(chunk) ? [chunk] : split(chunk)
      for part in parts {
        let term = Term(typed: part, alternatives: forms(part))
        if !term.alternatives.isEmpty, !terms.contains(where: { $0.alternatives == term.alternatives }) {
          terms.append(term)
        }
        if terms.count == 4 * limit { break }
      }
    }
    let skipped = holdsDigit(query) ? emptyWords.union(numberLabels) : emptyWords
    let telling = terms.filter { $0.alternatives.first.map { !skipped.contains($0.joined()) } ?? false }
    if holdsDigit(query), telling.isEmpty { return [] }
    return Array((telling.isEmpty ? terms : telling).prefix(limit))
  }

  /// A code with its parts joined by points: `1c350.3`, `un.1810`.
  static func dotted(_ text: String) -> String {
    parts(text).joined(separator: ".")
  }

  /// A code without blanks, hyphens and points, so that `UN 1810` and `un1810` are found alike.
  static func compact(_ text: String) -> String {
    parts(text).joined()
  }

  /// Both ways to write a code: with points between its parts, and without anything.
  static func codes(_ text: String) -> [String] {
    let parts = parts(text)
    return [parts.joined(separator: "."), parts.joined()]
  }

  /// A single folded word as it is kept in the vocabulary.
  static func stem(_ word: String) -> String {
    let scalars = word.unicodeScalars
    guard scalars.count >= 5, scalars.last == "s", !holdsDigit(word) else { return word }
    return ["ss", "us", "is"].contains { word.hasSuffix($0) } ? word : String(word.dropLast())
  }

  static func chunks(_ text: String) -> [String] {
    text.unicodeScalars.split { $0.properties.isWhitespace }
      .map { String(String.UnicodeScalarView($0)) }
  }

  /// The ways to write one chunk, each once: as it is, by sound, by look, and as one word where it is a code.
  static func forms(_ chunk: String) -> [[String]] {
    var forms: [[String]] = []
    func add(_ words: [String]) {
      guard !words.isEmpty, !forms.contains(words) else { return }
      forms.append(words)
      if words.count > 1, words.contains(where: holdsDigit) { forms.append([words.joined()]) }
    }
    add(parts(chunk).map(stem))
    if chunk.unicodeScalars.contains(where: { $0.value > 0x36F }) {
      add(split(FoldedText.transliterated(chunk).text).map(stem))
      add(split(FoldedText.lookAlikeLatin(chunk).text).map(stem))
    }
    return forms
  }

  private static func parts(_ text: String) -> [String] { split(FoldedText(text).text) }

  private static func split(_ text: String) -> [String] {
    text.unicodeScalars.split { !isWordPart($0) }.map { String(String.UnicodeScalarView($0)) }
  }

  private static func holdsDigit(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isDigit)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? (0x30...0x39).contains(scalar.value) : scalar.properties.numericType != nil
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.isPlainWordPart : scalar.properties.isAlphabetic || isDigit(scalar)
  }
}
