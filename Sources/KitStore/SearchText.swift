import Reading

/// How text is folded before it is indexed and before it is searched: the same on both sides.
enum SearchText {
  /// The words of texts, folded: small letters, no marks, Cyrillic beside its Latin transliteration.
  static func words(_ texts: [String]) -> String {
    texts.flatMap { words($0) }.joined(separator: " ")
  }

  /// The words of one text.
  static func words(_ text: String) -> [String] {
    let folded = split(FoldedText(text).text)
    guard text.unicodeScalars.contains(where: { $0.value > 0x36F }) else { return folded }
    return folded + split(FoldedText.transliterated(text).text).filter { !folded.contains($0) }
  }

  /// A code without blanks, hyphens and dots, so that `UN 1810`, `un1810` and `1C350.3`, `1c350 3` are found alike.
  static func code(_ text: String) -> String {
    String(String.UnicodeScalarView(FoldedText(text).text.unicodeScalars.filter(isWordPart)))
  }

  private static func split(_ text: String) -> [String] {
    text.unicodeScalars.split { !isWordPart($0) }.map { String(String.UnicodeScalarView($0)) }
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
