/// A set of the letters a-z and digits 0-9, case and look-alikes set aside, as 36 bits.
enum LetterBits {
  static let count = 36
  static let digits: UInt64 = 0x3FF
  /// Beside the 36: some digit, whichever.
  static let anyDigit: UInt64 = 1 << 36
  /// Beside these: the 26 bits that all pairs of neighbours share.
  private static let pairBits = (first: 37, count: 26)

  static func bit(for value: UInt32) -> UInt64 {
    switch value {
    case 0x30...0x39: 1 &<< UInt64(value &- 0x30)
    case 0x41...0x5A: 1 &<< UInt64(value &- 0x41 &+ 10)
    case 0x61...0x7A: 1 &<< UInt64(value &- 0x61 &+ 10)
    case 0..<0x370: 0
    default: LookAlikes.latin(for: value).map { bit(for: $0.value) } ?? 0
    }
  }

  /// The number of the pair of the letters with these bits.
  static func pair(_ first: UInt64, _ second: UInt64) -> Int {
    first.trailingZeroBitCount * count + second.trailingZeroBitCount
  }

  /// The bit that stands for a pair, and for others.
  static func bit(ofPair pair: Int) -> UInt64 { 1 << UInt64(pairBits.first + pair % pairBits.count) }
}

/// The letters and the neighbouring letters of a text: most patterns are ruled out by these alone.
struct LetterPresence: Sendable {
  private(set) var letters: UInt64 = 0
  private var pairs = [Bool](repeating: false, count: LetterBits.count * LetterBits.count)

  init(_ units: [TextUnit]) {
    var previous: UInt64 = 0
    for unit in units {
      let bit = LetterBits.bit(for: unit.scalar)
      letters |= bit
      if previous != 0, bit != 0 { pairs[LetterBits.pair(previous, bit)] = true }
      previous = bit
    }
  }

  func contains(pair: Int) -> Bool { pairs[pair] }

  var allPairs: some Sequence<Int> { pairs.indices.lazy.filter { pairs[$0] } }
}

/// The letters and the neighbouring letters that every match of a pattern holds.
struct PatternFilter: Sendable {
  private(set) var letters: UInt64 = 0
  private(set) var pairs: Set<Int> = []
  /// The letter that every match begins or ends with, or no bit.
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  /// The most characters that a match can have.
  private(set) var reach = 0

  init(_ node: PatternNode) {
    switch node {
    case .one(let members):
      letters = members.requiredLetter
      (first, last, reach) = (letters, letters, 1)
    case .assertion: break
    case .sequence(let items): self = PatternFilter(sequence: items)
    case .choice(let branches): self = PatternFilter(choice: branches)
    case .repeated(let item, let least, let most):
      let part = PatternFilter(item)
      if least > 0 { self = part }
      reach = most.map { min($0 * part.reach, PatternLimits.matchLength) } ?? PatternLimits.matchLength
    }
  }

  /// Whether a text with these letters may hold a match, when up to `unread` of its characters may be any letter.
  func admits(_ text: LetterPresence, unread: Int) -> Bool {
    guard (letters & ~text.letters).nonzeroBitCount <= unread else { return false }
    var missing = 0
    // An unread character breaks the two pairs that it belongs to.
    for pair in pairs where !text.contains(pair: pair) {
      missing += 1
      if missing > 2 * unread { return false }
    }
    return true
  }

  private init(sequence items: [PatternNode]) {
    var isFirst = true
    for item in items {
      if case .assertion = item { continue }
      let part = PatternFilter(item)
      if !isFirst, last != 0, part.first != 0 { pairs.insert(LetterBits.pair(last, part.first)) }
      letters |= part.letters
      reach = min(reach + part.reach, PatternLimits.matchLength)
      pairs.formUnion(part.pairs)
      if isFirst { first = part.first }
      last = part.last
      isFirst = false
    }
  }

  private init(choice branches: [PatternNode]) {
    let parts = branches.map { PatternFilter($0) }
    guard var common = parts.first else { return }
    for part in parts.dropFirst() {
      common.letters &= part.letters
      common.reach = max(common.reach, part.reach)
      common.pairs.formIntersection(part.pairs)
      if common.first != part.first { common.first = 0 }
      if common.last != part.last { common.last = 0 }
    }
    self = common
  }
}
