/// The words around a number that say how to take it.
enum QuantityWords {
  enum Comparator: Sendable {
    case atLeast, moreThan, atMost, lessThan, about, between, from
  }

  /// Words before a number, the longer ones of a common beginning first.
  static let comparators: [(words: [Unicode.Scalar], meaning: Comparator)] = sorted([
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
  static let bounds: [(words: [Unicode.Scalar], meaning: Comparator)] = sorted([
    ("or more", .atLeast), ("or greater", .atLeast), ("or above", .atLeast), ("and above", .atLeast),
    ("and over", .atLeast), ("or less", .atMost), ("or below", .atMost), ("or under", .atMost),
    ("and below", .atMost),
  ])

  /// Words after a number that do not change it.
  static let qualifiers: [(words: [Unicode.Scalar], meaning: String)] = sorted(
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

  static let labels: [(words: [Unicode.Scalar], meaning: Label)] = sorted([
    ("dn", .nominalBore), ("nps", .nominalPipeSize), ("Ø", .diameter), ("d", .diameter), ("dia", .diameter),
    ("dia.", .diameter), ("diameter", .diameter), ("od", .diameter), ("id", .diameter),
  ])

  private static func sorted<Meaning>(_ pairs: [(String, Meaning)]) -> [(words: [Unicode.Scalar], meaning: Meaning)] {
    pairs.map { (Array($0.0.lowercased().unicodeScalars.map { $0 == "ø" ? "Ø" : $0 }), $0.1) }
      .sorted { $0.words.count > $1.words.count }
  }
}
