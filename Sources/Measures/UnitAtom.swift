/// A unit that is no product of others, its spellings, and the prefixes that go with it.
struct UnitAtom: Sendable {
  let unit: Unit
  /// Spellings after folding: `u` for micro, `deg` for the degree sign, `ohm` for omega.
  let spellings: [String]
  /// Which short prefixes may stand before the unit, by their letters.
  let prefixes: String

  init(
    _ symbol: String,
    _ others: String = "",
    _ dimension: Dimension,
    _ scale: Double = 1,
    offset: Double = 0,
    prefixes: String = ""
  ) {
    unit = Unit(known: symbol, dimension, scale, offset)
    let folded = String(String.UnicodeScalarView(FoldedText(symbol).scalars))
    spellings = [folded] + others.split(separator: "|").map(String.init)
    self.prefixes = prefixes
  }
}

/// A decimal multiple, as a letter and as a word.
struct UnitPrefix: Sendable {
  let letter: Unicode.Scalar
  let word: String
  let factor: Double

  static let all: [UnitPrefix] = [
    UnitPrefix(letter: "k", word: "kilo", factor: 1e3), UnitPrefix(letter: "M", word: "mega", factor: 1e6),
    UnitPrefix(letter: "m", word: "milli", factor: 1e-3), UnitPrefix(letter: "u", word: "micro", factor: 1e-6),
    UnitPrefix(letter: "n", word: "nano", factor: 1e-9), UnitPrefix(letter: "c", word: "centi", factor: 1e-2),
    UnitPrefix(letter: "G", word: "giga", factor: 1e9), UnitPrefix(letter: "T", word: "tera", factor: 1e12),
    UnitPrefix(letter: "p", word: "pico", factor: 1e-12), UnitPrefix(letter: "d", word: "deci", factor: 1e-1),
    UnitPrefix(letter: "h", word: "hecto", factor: 1e2), UnitPrefix(letter: "P", word: "peta", factor: 1e15),
    UnitPrefix(letter: "f", word: "femto", factor: 1e-15), UnitPrefix(letter: "E", word: "exa", factor: 1e18),
  ]

  /// How the prefix is printed.
  var symbol: String { letter == "u" ? "µ" : String(letter) }
}
