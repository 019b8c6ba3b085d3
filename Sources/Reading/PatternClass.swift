/// A set of ASCII characters as 128 bits.
struct ASCIISet: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  static let all = ASCIISet(low: .max, high: .max)
  static let printable = ASCIISet(0x21..<0x7F)

  init() {}

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  init(_ members: some Sequence<UInt32>) {
    for member in members { insert(member) }
  }

  var isEmpty: Bool { low == 0 && high == 0 }
  var inverted: ASCIISet { ASCIISet(low: ~low, high: ~high) }
  var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  var members: [UInt32] {
    var members: [UInt32] = []
    for (bits, first) in [(low, 0), (high, 64)] as [(UInt64, UInt32)] {
      var rest = bits
      while rest != 0 {
        members.append(first + UInt32(rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return members
  }

  func intersects(_ other: ASCIISet) -> Bool { low & other.low != 0 || high & other.high != 0 }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low & (1 &<< UInt64(value)) != 0 }
    return value < 128 && high & (1 &<< UInt64(value &- 64)) != 0
  }

  mutating func insert(_ value: UInt32) {
    if value < 64 { low |= 1 &<< UInt64(value) } else if value < 128 { high |= 1 &<< UInt64(value &- 64) }
  }

  mutating func formUnion(_ other: ASCIISet) {
    low |= other.low
    high |= other.high
  }
}

/// The characters that one step of a pattern accepts.
struct CharacterClass: Equatable, Sendable {
  private(set) var ascii = ASCIISet()
  private(set) var ranges: [ClosedRange<UInt32>] = []
  /// Whether letters and other characters of words beyond ASCII belong to the class.
  private(set) var includesForeignWords = false
  /// Whether everything beyond ASCII that is no part of a word belongs to the class.
  private(set) var includesForeignSigns = false
  private(set) var isNegated = false
  private(set) var ignoresCase = false
  /// The Latin letters that are members or look like one.
  private(set) var looks = ASCIISet()
  /// Whether a character that could not be read might be a member: some printable character is.
  private(set) var admitsUnread = false

  static let digits = CharacterClass(ascii: ASCIISet(0x30...0x39))
  static let spaces = CharacterClass(ascii: ASCIISet([0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]))
  static let words: CharacterClass = {
    var members = ASCIISet([0x30...0x39, 0x41...0x5A, 0x61...0x7A].joined())
    members.insert(0x5F)
    return CharacterClass(ascii: members, includesForeignWords: true)
  }()

  init() {}

  private init(ascii: ASCIISet, includesForeignWords: Bool = false, includesForeignSigns: Bool = false) {
    self.ascii = ascii
    self.includesForeignWords = includesForeignWords
    self.includesForeignSigns = includesForeignSigns
  }

  /// The complement of an escape's class, as `\D` is of `\d`.
  var opposite: CharacterClass {
    CharacterClass(
      ascii: ascii.inverted,
      includesForeignWords: !includesForeignWords,
      includesForeignSigns: !includesForeignSigns
    )
  }

  var isEmpty: Bool {
    ascii.isEmpty && ranges.isEmpty && !includesForeignWords && !includesForeignSigns
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    for value in range.lowerBound..<max(range.lowerBound, min(range.upperBound &+ 1, 0x80)) { ascii.insert(value) }
    if range.upperBound >= 0x80 { ranges.append(max(range.lowerBound, 0x80)...range.upperBound) }
  }

  mutating func formUnion(_ other: CharacterClass) {
    ascii.formUnion(other.ascii)
    ranges += other.ranges
    includesForeignWords = includesForeignWords || other.includesForeignWords
    includesForeignSigns = includesForeignSigns || other.includesForeignSigns
  }

  /// Fixes the class for matching, once all members are in.
  func finished(isNegated: Bool = false, ignoresCase: Bool) -> CharacterClass {
    var result = self
    result.isNegated = isNegated
    result.ignoresCase = ignoresCase
    if ignoresCase {
      for letter in (0x41 as UInt32)...0x5A where ascii.contains(letter) || ascii.contains(letter + 0x20) {
        result.ascii.insert(letter)
        result.ascii.insert(letter + 0x20)
      }
    }
    result.looks = result.ascii
    // Only a class that reaches beyond ASCII can hold a look-alike; most are single letters and do not.
    let isForeign = !ranges.isEmpty || includesForeignWords || includesForeignSigns
    if isForeign {
      for (foreign, otherCase, latin) in Self.lookAlikes where result.holds(foreign, otherCase: otherCase) {
        result.looks.insert(latin)
      }
    }
    result.admitsUnread = isNegated || isForeign || result.ascii.intersects(.printable)
    return result
  }

  /// Letters beyond ASCII, their other case, and the Latin letters that they look like.
  private static let lookAlikes = LookAlikes.table.map {
    (foreign: $0.key, otherCase: SimpleCase.other(of: $0.key), latin: $0.value.value)
  }

  /// What accepting `unit` as it was read costs, or `nil` when it is not accepted: look-alikes are dearer.
  func cost(ofReading unit: TextUnit) -> Int? {
    let looksAlike = unit.look != 0 && looks.contains(unit.look)
    if isNegated { return looksAlike || holds(unit.scalar, otherCase: unit.otherCase) ? nil : 0 }
    if holds(unit.scalar, otherCase: unit.otherCase) { return 0 }
    return looksAlike ? MatchCost.lookAlike : nil
  }

  /// The ASCII characters that `cost(ofReading:)` may accept, directly or as what another character looks like.
  var acceptedASCII: ASCIISet {
    if isNegated { return .all }
    var both = ascii
    both.formUnion(looks)
    return both
  }

  var acceptsForeign: Bool {
    isNegated || !ranges.isEmpty || includesForeignWords || includesForeignSigns
  }

  /// The one letter or digit, as a bit of a `LetterBits`, that every member is a form of, or no bit.
  var requiredLetter: UInt64 {
    guard !isNegated, !includesForeignWords, !includesForeignSigns, ranges.allSatisfy({ $0.count == 1 }) else {
      return 0
    }
    guard ascii.count + ranges.count <= 8 else { return 0 }
    let letters = (ascii.members + ranges.map(\.lowerBound)).map(LetterBits.bit)
    guard let first = letters.first, letters.allSatisfy({ $0 == first }) else { return 0 }
    return first
  }

  /// Whether every member is a digit of ASCII.
  var isOfDigits: Bool { !acceptsForeign && !ascii.isEmpty && ascii.members.allSatisfy { (0x30...0x39).contains($0) } }

  private func holds(_ value: UInt32, otherCase: UInt32) -> Bool {
    if value < 0x80 { return ascii.contains(value) }
    if includesForeignWords || includesForeignSigns {
      if Unicode.Scalar(value).map(TextUnit.isWord) ?? false ? includesForeignWords : includesForeignSigns {
        return true
      }
    }
    return ranges.contains { $0.contains(value) || (ignoresCase && $0.contains(otherCase)) }
  }
}

/// What a class says about ASCII characters, small enough to pass around in the matcher's innermost loop.
struct QuickClass: Sendable {
  let ascii: ASCIISet
  let looks: ASCIISet
  let isNegated: Bool
  let admitsUnread: Bool
  /// Where the whole class is kept, if it accepts anything beyond ASCII.
  let place: UInt16?

  init(_ members: CharacterClass, place: UInt16?) {
    ascii = members.ascii
    looks = members.looks
    isNegated = members.isNegated
    admitsUnread = members.admitsUnread
    self.place = place
  }
}

/// One-to-one upper and lower case.
enum SimpleCase {
  /// The same letter in the other case, or the scalar itself.
  static func other(of value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return value }
    return single(scalar.properties.lowercaseMapping, unlike: value)
      ?? single(scalar.properties.uppercaseMapping, unlike: value) ?? value
  }

  private static func single(_ mapping: String, unlike value: UInt32) -> UInt32? {
    let scalars = mapping.unicodeScalars
    guard let first = scalars.first, scalars.count == 1, first.value != value else { return nil }
    return first.value
  }
}
