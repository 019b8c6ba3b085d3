/// What one scalar becomes when marks, widths and typographic variants are set aside, with its case kept.
enum PlainScalar {
  /// The plain form of `scalar`, or `nil` when it is a mark or an invisible character that adds no letter.
  static func form(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    if value < 0x80 { return scalar }
    if isDropped(scalar) { return nil }
    if let letter = LetterTables.base(of: value) { return letter }
    if let sign = sign(for: value) { return sign }
    if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(value - 0xFEE0) }
    if let digit = digit(for: scalar) { return digit }
    return scalar.properties.isWhitespace ? " " : scalar
  }

  /// Combining accents and Arabic vowel signs go; marks that are vowels in their own right (Thai, Indic) stay.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x64B...0x65F, 0x670, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F,
      0xFE20...0xFE2F:
      true
    default:
      scalar.properties.generalCategory == .format
    }
  }

  private static func sign(for value: UInt32) -> Unicode.Scalar? {
    switch value {
    case 0x2010...0x2015, 0x2043, 0x2212, 0xFE58, 0xFE63: "-"
    case 0xB4, 0x2BC, 0x2018...0x201B, 0x2032: "'"
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033: "\""
    case 0xD7, 0x2715, 0x2716: "x"
    case 0x2044, 0x2215: "/"
    case 0xB5: "\u{3BC}"
    case 0x2126: "\u{3A9}"
    case 0x212A: "K"
    case 0x212B: "A"
    default: nil
    }
  }

  private static func digit(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xB9: return "1"
    case 0xB2: return "2"
    case 0xB3: return "3"
    case 0x2070, 0x2074...0x2079: return Unicode.Scalar(scalar.value - 0x2070 + 0x30)
    case 0x2080...0x2089: return Unicode.Scalar(scalar.value - 0x2080 + 0x30)
    default:
      let properties = scalar.properties
      guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
      return (0..<10).first { Double($0) == number }.flatMap { Unicode.Scalar(0x30 + UInt32($0)) }
    }
  }
}

/// Tables of letters with marks, written by ranges, because the standard library offers no decomposition.
enum LetterTables {
  /// The unmarked letter, case kept, where one letter replaces one letter.
  static func base(of value: UInt32) -> Unicode.Scalar? {
    for table in latin where table.start <= value {
      let offset = Int(value - table.start)
      guard offset < table.letters.count else { continue }
      let letter = table.letters[offset]
      return letter == unmapped ? composed[value] : Unicode.Scalar(letter)
    }
    return composed[value]
  }

  /// The lower-case letters that stand for a letter or sign with no single unmarked letter.
  static func expansion(of value: UInt32) -> String? {
    expansions[value]
  }

  private static let unmapped = UInt8(ascii: "-")

  private struct Table {
    let start: UInt32
    let letters: [UInt8]

    init(_ start: UInt32, _ letters: String) {
      self.start = start
      self.letters = Array(letters.utf8)
    }
  }

  /// One character for each scalar of the block, `-` where the block holds something else.
  private static let latin = [
    Table(0xC0, "AAAAAA-CEEEEIIIIDNOOOOO-OUUUUY--aaaaaa-ceeeeiiiidnooooo-ouuuuy-y"),
    Table(
      0x100,
      "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi--JjKk-LlLlLlL"
        + "lLlNnNnNn-NnOoOoOo--RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
    ),
    Table(
      0x180,
      "bBBb---Cc-DDd----FfG---IKkl--NnOOo--Pp-----tTtTUu-VYyZz---------"
        + "-----D--L--N-AaIiOoUuUuUuUuUu-AaAa--GgGgKkOoOo--j-D-Gg--NnAa--Oo"
        + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt--HhNd--ZzAaEeOoOoOoOoYylnt---ACcLTs"
    ),
    Table(
      0x1E00,
      "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
        + "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
        + "WwWwWwWwWwXxXxYyZzZzZzhtwyas----AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
        + "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy----Yy"
    ),
  ]

  /// Greek, Cyrillic and Arabic letters with marks, each followed by the letter that remains without them.
  private static let composed: [UInt32: Unicode.Scalar] = {
    let pairs =
      "ΆΑΈΕΉΗΊΙΌΟΎΥΏΩΐιΪΙΫΥάαέεήηίιΰυϊιϋυόούυώω"
      + "ЀЕЁЕЃГЇІЌКЍИЎУЙИйиѐеёеѓгїіќкѝиўуӁЖӂжӐАӑаӒАӓаӖЕӗеӚӘӛәӜЖӝжӞЗӟзӢИӣиӤИӥиӦОӧоӪӨӫөӬЭӭэӮУӯуӰУӱуӲУӳуӴЧӵчӸЫӹы"
      + "\u{622}\u{627}\u{623}\u{627}\u{625}\u{627}\u{624}\u{648}\u{626}\u{64A}"
    var table: [UInt32: Unicode.Scalar] = [:]
    var marked: Unicode.Scalar?
    for scalar in pairs.unicodeScalars {
      guard let letter = marked else {
        marked = scalar
        continue
      }
      table[letter.value] = scalar
      marked = nil
    }
    return table
  }()

  private static let expansions: [UInt32: String] = [
    0xC6: "ae", 0xE6: "ae", 0x1E2: "ae", 0x1E3: "ae", 0x1FC: "ae", 0x1FD: "ae", 0x152: "oe", 0x153: "oe",
    0xDF: "ss", 0x1E9E: "ss", 0xDE: "th", 0xFE: "th", 0x132: "ij", 0x133: "ij", 0x138: "k", 0x149: "n",
    0x1C4: "dz", 0x1C5: "dz", 0x1C6: "dz", 0x1C7: "lj", 0x1C8: "lj", 0x1C9: "lj", 0x1CA: "nj", 0x1CB: "nj",
    0x1CC: "nj", 0x18F: "e", 0x259: "e", 0x3C2: "σ", 0x2026: "...", 0x2116: "no",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
  ]
}
