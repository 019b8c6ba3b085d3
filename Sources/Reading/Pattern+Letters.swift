extension Pattern {
  /// The sets of letters and digits of which a text must hold at least one whole set for a pattern to fit in it.
  ///
  /// They are bits that a database can keep, so that patterns which cannot fit need not even be compiled. An empty
  /// set (0) rules nothing out.
  ///
  /// - Parameter text: a pattern; one that does not compile gives no sets, because it fits nowhere.
  public static func requiredLetters(of text: String) -> [UInt64] {
    var parser = PatternParser(text)
    guard let node = try? parser.parse() else { return [] }
    return PatternLetters.sets(node).sorted()
  }

  /// The letters and digits that a text holds, or every one if some of its characters could not be read.
  public static func letters(in text: PreparedText) -> UInt64 {
    let letters = text.presence.letters
    if text.unreadCapacity > 0 { return .max }
    return letters & LetterBits.digits == 0 ? letters : letters | LetterBits.anyDigit
  }
}

/// Finds the sets of letters that matches of a pattern hold, one set for each way through its alternatives.
private enum PatternLetters {
  /// With more ways than this, what all of them share has to do.
  private static let mostSets = 24

  static func sets(_ node: PatternNode) -> Set<UInt64> {
    switch node {
    case .one(let members): [members.requiredLetter | (members.isOfDigits ? LetterBits.anyDigit : 0)]
    case .assertion: [0]
    case .repeated(let item, let least, _): least > 0 ? sets(item) : [0]
    case .choice(let branches): joined(branches.reduce(into: []) { $0.formUnion(sets($1)) })
    case .sequence(let items):
      items.reduce([0]) { ways, item in
        let further = sets(item)
        return joined(Set(ways.flatMap { way in further.map { way | $0 } }))
      }
    }
  }

  private static func joined(_ sets: Set<UInt64>) -> Set<UInt64> {
    sets.count <= mostSets ? sets : [sets.reduce(.max, &)]
  }
}
