/// Cyrillic letters written by sound in Latin ones, in the spelling most used on trade papers.
enum Transliteration {
  /// The lower-case Latin letters for a Cyrillic `scalar` (empty for the signs), or `nil` for any other scalar.
  static func latin(for scalar: Unicode.Scalar) -> String? {
    guard (0x400..<0x530).contains(scalar.value) else { return nil }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return table[lower] ?? LetterTables.base(of: lower.value).flatMap { table[$0] }
  }

  private static let table: [Unicode.Scalar: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ѓ": "gj", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ќ": "kj", "џ": "dz", "ѕ": "dz", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o",
    "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
  ]
}
