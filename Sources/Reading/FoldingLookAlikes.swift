/// Cyrillic and Greek letters that are drawn like Latin ones, and the words in which they are likely to be meant so.
enum LookAlikes {
  /// The Latin letter, case kept, that `value` looks like, or `nil`.
  static func latin(for value: UInt32) -> Unicode.Scalar? {
    guard value >= 0x370, value < 0x530 else { return nil }
    return table[value]
  }

  /// Every pair of a foreign letter and the Latin letter it looks like.
  static let table: [UInt32: Unicode.Scalar] = {
    let pairs = zip(
      "АВЕКМНОРСТУХІЈЅҮҺԚԜӀавекмнорстухіјѕүһԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο".unicodeScalars,
      "ABEKMHOPCTYXIJSYHQWIabekmhopctyxijsyhqwiABEZHIKMNOPTYXo".unicodeScalars
    )
    return Dictionary(pairs.map { ($0.value, $1) }, uniquingKeysWith: { first, _ in first })
  }()

  /// For each scalar, whether the word around it reads like a marking.
  ///
  /// Such a word mixes scripts, holds a digit, or is all capitals. Elsewhere a Cyrillic or Greek word is taken for what it is.
  static func markingWords(in scalars: [Unicode.Scalar]) -> [Bool] {
    var flags = [Bool](repeating: false, count: scalars.count)
    var word = Word()
    var start = 0
    for (index, scalar) in scalars.enumerated() {
      guard scalar.properties.isWhitespace else {
        word.add(scalar)
        continue
      }
      if word.isMarking { for inside in start..<index { flags[inside] = true } }
      word = Word()
      start = index + 1
    }
    if word.isMarking, start < scalars.count { for inside in start..<scalars.count { flags[inside] = true } }
    return flags
  }

  private struct Word {
    var hasLatin = false
    var hasForeign = false
    var hasDigit = false
    var hasSmall = false

    var isMarking: Bool {
      hasLatin && hasForeign || (hasLatin || hasForeign) && (hasDigit || !hasSmall)
    }

    mutating func add(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x30...0x39: hasDigit = true
      case 0x41...0x5A: hasLatin = true
      case 0x61...0x7A: (hasLatin, hasSmall) = (true, true)
      case 0x370..<0x530:
        hasForeign = true
        if scalar.properties.isLowercase { hasSmall = true }
      default: break
      }
    }
  }
}
