/// The words of a text, folded and reduced to their stems, each with its place.
struct TextTokens: Sendable {
  struct Token: Sendable {
    /// The folded stem.
    let stem: String
    /// The stem with letters of other scripts read as the Latin ones they look like, where that differs.
    let latin: String?
    let range: Range<String.Index>
    /// Whether a comma, semicolon or line end stands before it.
    let startsClause: Bool
  }

  let tokens: [Token]
  private static let most = 2_000

  init(_ text: String) {
    let plain = Self.words(of: FoldedText(text))
    let latin = Self.words(of: FoldedText.lookAlikeLatin(text))
    // Both foldings keep word boundaries, so the words pair up one to one.
    let paired = plain.count == latin.count
    var tokens: [Token] = []
    var lastEnd = text.startIndex
    for (index, word) in plain.prefix(Self.most).enumerated() {
      let stem = Self.stem(word.text)
      let other = paired ? Self.stem(latin[index].text) : stem
      let gap = text[lastEnd..<max(lastEnd, word.range.lowerBound)]
      tokens.append(
        Token(
          stem: stem,
          latin: other == stem ? nil : other,
          range: word.range,
          startsClause: index == 0 || gap.contains { ",;\n|".contains($0) }
        )
      )
      lastEnd = max(lastEnd, word.range.upperBound)
    }
    self.tokens = tokens
  }

  /// The stems of a phrase, joined without blanks: `CW-12MW`, `CW 12MW` and `cw12mw` are the same key.
  static func key(_ phrase: String) -> String {
    words(of: FoldedText(phrase)).map { stem($0.text) }.joined()
  }

  /// The stems of a phrase.
  static func stems(_ phrase: String) -> [String] {
    words(of: FoldedText(phrase)).map { stem($0.text) }
  }

  private static func words(of folded: FoldedText) -> [(text: String, range: Range<String.Index>)] {
    var words: [(text: String, range: Range<String.Index>)] = []
    var start = 0
    for end in 0...folded.scalars.count where end == folded.scalars.count || !isWordPart(folded.scalars[end]) {
      if end > start, let range = folded.originalRange(of: start..<end) {
        words.append((String(String.UnicodeScalarView(folded.scalars[start..<end])), range))
      }
      start = end + 1
    }
    return words
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.isPlainWordPart : scalar.properties.isAlphabetic
  }

  /// Cuts the endings that only grammar adds: English plurals, and the vowels of Slavic cases.
  static func stem(_ word: String) -> String {
    let scalars = Array(word.unicodeScalars)
    guard scalars.count > 3, let last = scalars.last else { return word }
    if last == "s", scalars[scalars.count - 2] != "s", !scalars.contains(where: { (0x30...0x39).contains($0.value) }) {
      return String(word.dropLast())
    }
    guard (0x400...0x4FF).contains(last.value) else { return word }
    let endings = "аеиоуыэюяіїєйьъвмх".unicodeScalars
    var length = scalars.count
    while length > 4, length > scalars.count - 3, endings.contains(scalars[length - 1]) { length -= 1 }
    return String(String.UnicodeScalarView(scalars[..<length]))
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter or digit of ASCII.
  package var isPlainWordPart: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
