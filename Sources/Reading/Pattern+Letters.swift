extension Pattern {
  /// The letters and neighbouring letters of which a text must hold one whole set for a pattern to fit in it.
  ///
  /// They are bits that a database can keep, so that patterns which cannot fit need not even be compiled. An empty
  /// set (0) rules nothing out.
  ///
  /// - Parameter text: a pattern; one that does not compile gives no sets, because it fits nowhere.
  public static func requiredLetters(of text: String) -> [UInt64] {
    var parser = PatternParser(text)
    guard let node = try? parser.parse() else { return [] }
    return Set(PatternWay.ways(through: node).map(\.bits)).sorted()
  }

  /// The letters and neighbouring letters that a text holds, or every one if some of its characters could not be read.
  public static func letters(in text: PreparedText) -> UInt64 {
    if text.unreadCapacity > 0 { return .max }
    let letters = text.presence.letters
    let digit = letters & LetterBits.digits == 0 ? 0 : LetterBits.anyDigit
    return text.presence.allPairs.reduce(letters | digit) { $0 | LetterBits.bit(ofPair: $1) }
  }
}

/// What matches hold that take one way through a pattern's alternatives.
private struct PatternWay: Hashable {
  /// With more ways than this, what all of them share has to do.
  private static let mostWays = 24

  /// The letters, as bits, and a bit for each pair of neighbours.
  var bits: UInt64 = 0
  /// The letters that they begin and end with, or no bit.
  var first: UInt64 = 0
  var last: UInt64 = 0

  static func ways(through node: PatternNode) -> Set<PatternWay> {
    switch node {
    case .one(let members):
      let letter = members.requiredLetter
      let digit = members.isOfDigits ? LetterBits.anyDigit : 0
      return [PatternWay(bits: letter | digit, first: letter, last: letter)]
    case .assertion: return [PatternWay()]
    case .repeated(let item, let least, _): return least > 0 ? ways(through: item) : [PatternWay()]
    case .choice(let branches): return limited(branches.reduce(into: []) { $0.formUnion(ways(through: $1)) })
    case .sequence(let items): return ways(through: items)
    }
  }

  private static func ways(through items: [PatternNode]) -> Set<PatternWay> {
    var ways: Set<PatternWay>?
    for item in items {
      if case .assertion = item { continue }
      let further = Self.ways(through: item)
      guard let before = ways else {
        ways = further
        continue
      }
      ways = limited(Set(before.flatMap { way in further.map(way.followed) }))
    }
    return ways ?? [PatternWay()]
  }

  private func followed(by next: PatternWay) -> PatternWay {
    let pair = last != 0 && next.first != 0 ? LetterBits.bit(ofPair: LetterBits.pair(last, next.first)) : 0
    return PatternWay(bits: bits | next.bits | pair, first: first, last: next.last)
  }

  private static func limited(_ ways: Set<PatternWay>) -> Set<PatternWay> {
    ways.count <= mostWays ? ways : [PatternWay(bits: ways.reduce(.max) { $0 & $1.bits })]
  }
}
