extension PatternParser {
  /// The rest of a class whose `[` has been read; a class inside it adds its members.
  mutating func classBody() throws(PatternError) -> CharacterClass {
    let start = position - 1
    let isNegated = take("^")
    let members = try classMembers(from: start, depth: 0)
    return members.finished(isNegated: isNegated, ignoresCase: ignoresCase)
  }

  private mutating func classMembers(from start: Int, depth: Int) throws(PatternError) -> CharacterClass {
    guard depth < PatternLimits.depth else { throw error(.nestedTooDeeply) }
    var members = CharacterClass()
    while !take("]") {
      guard peek != nil else { throw error(.unfinished("a class"), at: start) }
      if take("[") {
        members.formUnion(try classMembers(from: start, depth: depth + 1))
      } else {
        members.formUnion(try memberOrRange(from: start))
      }
    }
    guard !members.isEmpty else { throw error(.badClass, at: start) }
    return members
  }

  private mutating func memberOrRange(from start: Int) throws(PatternError) -> CharacterClass {
    let place = position
    let first = try element()
    let isRange = peek == "-" && position + 1 < scalars.count && scalars[position + 1] != "]"
    guard case .scalar(let lower) = first, isRange else { return try first.members(at: place) }
    position += 1
    guard case .scalar(let upper) = try element(), lower.value <= upper.value else { throw error(.badClass, at: place) }
    var range = CharacterClass()
    range.insert(lower.value...upper.value)
    return range
  }

  /// One literal or escape as a class.
  mutating func member() throws(PatternError) -> CharacterClass {
    let place = position
    return try element().members(at: place)
  }

  private enum Element {
    case scalar(Unicode.Scalar)
    case group(CharacterClass)

    /// Texts are compared in plain form, so a literal stands for its plain form too.
    func members(at place: Int) throws(PatternError) -> CharacterClass {
      switch self {
      case .group(let members): return members
      case .scalar(let scalar):
        guard let plain = PlainScalar.form(of: scalar) else {
          throw PatternError(position: place, problem: .ignoredCharacter)
        }
        var members = CharacterClass()
        members.insert(plain.value...plain.value)
        return members
      }
    }
  }

  private mutating func element() throws(PatternError) -> Element {
    guard let sign = peek else { throw error(.unfinished("a class")) }
    position += 1
    return sign == "\\" ? try escape() : .scalar(sign)
  }

  private mutating func escape() throws(PatternError) -> Element {
    let place = position - 1
    guard let letter = peek else { throw error(.unfinished("an escape"), at: place) }
    position += 1
    switch letter {
    case "d": return .group(.digits)
    case "D": return .group(CharacterClass.digits.opposite)
    case "s": return .group(.spaces)
    case "S": return .group(CharacterClass.spaces.opposite)
    case "w": return .group(.words)
    case "W": return .group(CharacterClass.words.opposite)
    case "n": return .scalar("\n")
    case "t": return .scalar("\t")
    case "x": return .scalar(try hexadecimal(digits: 2, from: place))
    case "u": return .scalar(try hexadecimal(digits: 4, from: place))
    case _ where letter.isASCII && !TextUnit.isWord(letter): return .scalar(letter)
    default: throw error(.unknownEscape(Character(letter)), at: place)
    }
  }

  private mutating func hexadecimal(digits: Int, from place: Int) throws(PatternError) -> Unicode.Scalar {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let sign = peek else { throw error(.unfinished("an escape"), at: place) }
      guard let worth = Character(sign).hexDigitValue, sign.isASCII else {
        throw error(.unknownEscape(Character(scalars[place + 1])), at: place)
      }
      value = value * 16 + UInt32(worth)
      position += 1
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw error(.unknownEscape(Character(scalars[place + 1])), at: place)
    }
    return scalar
  }
}
