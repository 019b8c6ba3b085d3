/// The words around a number that say how to take it.
enum QuantityWords {
  enum Comparator: Sendable {
    case atLeast, moreThan, atMost, lessThan, about, between, from
  }

  /// Words before a number, the longer ones of a common beginning first.
  static let comparators = WordTable<Comparator>([
    (">=", .atLeast), ("=>", .atLeast), ("at least", .atLeast), ("min", .atLeast), ("min.", .atLeast),
    ("minimum", .atLeast), ("not less than", .atLeast), ("no less than", .atLeast),
    ("greater than or equal to", .atLeast), ("equal to or greater than", .atLeast),
    ("equal to or more than", .atLeast), ("from at least", .atLeast),
    (">", .moreThan), ("over", .moreThan), ("above", .moreThan), ("more than", .moreThan),
    ("greater than", .moreThan), ("exceeding", .moreThan), ("exceeds", .moreThan),
    ("<=", .atMost), ("=<", .atMost), ("at most", .atMost), ("max", .atMost), ("max.", .atMost),
    ("maximum", .atMost), ("up to", .atMost), ("not more than", .atMost), ("no more than", .atMost),
    ("not over", .atMost), ("not exceeding", .atMost), ("less than or equal to", .atMost),
    ("equal to or less than", .atMost), ("<", .lessThan), ("less than", .lessThan), ("below", .lessThan),
    ("under", .lessThan), ("better than", .lessThan),
    ("about", .about), ("~", .about), ("approx", .about), ("approx.", .about), ("approximately", .about),
    ("ca", .about), ("ca.", .about), ("circa", .about), ("around", .about), ("roughly", .about),
    ("between", .between), ("from", .from),
  ])

  /// Words after a number that make it a bound.
  static let bounds = WordTable<Comparator>([
    ("or more", .atLeast), ("or greater", .atLeast), ("or above", .atLeast), ("and above", .atLeast),
    ("and over", .atLeast), ("or less", .atMost), ("or below", .atMost), ("or under", .atMost),
    ("and below", .atMost),
  ])

  /// Words after a number that do not change it.
  static let qualifiers = WordTable<String>(
    [
      "CEP", "rms", "pk", "pk-pk", "p-p", "peak", "peak to peak", "DC", "AC", "nominal", "nom", "nom.", "max", "max.",
      "maximum", "min", "min.", "minimum", "typ", "typ.", "typical", "abs", "absolute", "gauge", "OD", "ID", "net",
      "gross", "thick", "wide", "long", "high", "dia", "dia.", "diameter",
    ].map { ($0, $0) }
  )

  /// Words before a number that name a nominal size.
  enum Label: Sendable {
    case nominalBore, nominalPipeSize, diameter
  }

  static let labels = WordTable<Label>([
    ("dn", .nominalBore), ("nps", .nominalPipeSize), ("Ø", .diameter), ("d", .diameter), ("dia", .diameter),
    ("dia.", .diameter), ("diameter", .diameter), ("od", .diameter), ("id", .diameter),
  ])
}

/// Words and what they mean, found by their first letter so that most texts are passed over at once.
struct WordTable<Meaning: Sendable>: Sendable {
  private let entries: [Unicode.Scalar: [(words: [Unicode.Scalar], meaning: Meaning)]]

  init(_ pairs: [(String, Meaning)]) {
    let lower = pairs.map { (words: Array($0.0.unicodeScalars).map(\.lowerCased), meaning: $0.1) }
    entries = Dictionary(grouping: lower.filter { !$0.words.isEmpty }, by: { $0.words[0] })
      .mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// The entries that begin with `scalar` in either case, the longest first.
  func entries(beginningWith scalar: Unicode.Scalar) -> [(words: [Unicode.Scalar], meaning: Meaning)] {
    entries[scalar.lowerCased] ?? []
  }
}

extension Unicode.Scalar {
  /// The small letter for an ASCII capital, and any other scalar itself.
  var lowerCased: Unicode.Scalar {
    (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value | 0x20)) : self
  }
}
