/// One character of a prepared text.
struct TextUnit: Sendable {
  enum Legibility: UInt8, Sendable {
    case read
    /// Exactly one character that could not be read.
    case unread
    /// The first and the further characters that a run of dots may stand for; each may also be absent.
    case gapStart, gap

    /// The most characters that a sign stands for; the first of a run counts for all of it.
    var capacity: Int {
      switch self {
      case .read, .gap: 0
      case .unread: 1
      case .gapStart: PatternLimits.gap
      }
    }
  }

  var scalar: UInt32
  var otherCase: UInt32
  /// The Latin letter this one is or looks like, in words that read like markings; otherwise 0.
  var look: UInt32
  var isWord: Bool
  var legibility: Legibility

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic
    }
  }
}

/// An inspector's text made ready for patterns, once for all of them.
///
/// - Marks, widths and typographic variants are set aside as in ``FoldedText``; case is kept.
/// - In words that read like markings, Cyrillic and Greek letters also count as the Latin ones they look like.
/// - `?`, `_`, `�` and a `*` inside a word stand for one character that could not be read; `…` and two or more dots
///   inside or at the end of a word stand for up to twelve.
/// - Beyond 48 unread characters in one text these signs are what they are: trying them all would take minutes.
///
/// A pattern is first tried with these signs as what they are, then with them as unread characters.
public struct PreparedText: Sendable {
  struct Line: Sendable {
    var units: [TextUnit] = []
    var origins: [Range<String.Index>] = []
    /// How many units before each position were read; present only where unread ones count as wildcards.
    var readBefore: [Int] = []
    /// For each unit of a wild line, how far it is to the next unread one, itself and the one before it included.
    var toUnread: [Int] = []
    var isWild: Bool { !readBefore.isEmpty }
  }

  let exact: Line
  let wild: Line?
  let presence: LetterPresence
  /// The most characters that the unread signs can stand for.
  let unreadCapacity: Int

  /// Prepares `text`.
  public init(_ text: String) {
    let exact = PreparedText.line(for: text)
    self.exact = exact
    let capacity = exact.units.reduce(0) { $0 + $1.legibility.capacity }
    presence = LetterPresence(exact.units)
    let isLegible = exact.units.contains { $0.legibility == .read && $0.scalar != 0x20 }
    wild = capacity > 0 && isLegible ? PreparedText.wildLine(from: exact) : nil
    unreadCapacity = capacity
  }

  /// Whether some character could not be read.
  public var hasUnread: Bool { unreadCapacity > 0 }

  private static func line(for text: String) -> Line {
    let original = text.unicodeScalars
    var scalars: [Unicode.Scalar] = []
    var origins: [Range<String.Index>] = []
    var index = original.startIndex
    while index < original.endIndex {
      let next = original.index(after: index)
      if let plain = PlainScalar.form(of: original[index]) {
        scalars.append(plain)
        origins.append(index..<next)
      } else if let last = origins.last {
        origins[origins.count - 1] = last.lowerBound..<next
      }
      index = next
    }
    let isMarking = LookAlikes.markingWords(in: scalars)
    let legibility = UnreadSigns.limited(UnreadSigns.legibility(of: scalars))
    let units = scalars.indices.map { unit(scalars[$0], inMarking: isMarking[$0], legibility: legibility[$0]) }
    return Line(units: units, origins: origins)
  }

  private static func unit(
    _ scalar: Unicode.Scalar,
    inMarking: Bool,
    legibility: TextUnit.Legibility
  ) -> TextUnit {
    let value = scalar.value
    let isASCIILetter = (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    let look = inMarking ? (isASCIILetter ? value : LookAlikes.latin(for: value)?.value ?? 0) : 0
    return TextUnit(
      scalar: value,
      otherCase: value < 0x80 ? value : SimpleCase.other(of: value),
      look: look,
      isWord: TextUnit.isWord(scalar),
      legibility: legibility
    )
  }

  /// Spells out each run of dots as the characters it may stand for.
  private static func wildLine(from exact: Line) -> Line {
    var line = Line()
    for (unit, origin) in zip(exact.units, exact.origins) {
      if unit.legibility == .gap, let last = line.origins.last {
        for position in line.units.count - PatternLimits.gap..<line.units.count {
          line.origins[position] = last.lowerBound..<origin.upperBound
        }
        continue
      }
      line.units.append(unit)
      line.origins.append(origin)
      guard unit.legibility == .gapStart else { continue }
      var further = unit
      further.legibility = .gap
      for _ in 1..<PatternLimits.gap {
        line.units.append(further)
        line.origins.append(origin)
      }
    }
    line.readBefore = [0]
    for unit in line.units {
      line.readBefore.append((line.readBefore.last ?? 0) + (unit.legibility == .read ? 1 : 0))
    }
    line.toUnread = distancesToUnread(in: line.units)
    return line
  }

  private static func distancesToUnread(in units: [TextUnit]) -> [Int] {
    var distances = [Int](repeating: 0, count: units.count)
    var next = Int.max
    for index in units.indices.reversed() {
      if units[index].legibility != .read { next = index }
      let followsUnread = index > 0 && units[index - 1].legibility != .read
      distances[index] = followsUnread ? 0 : next == .max ? .max : next - index
    }
    return distances
  }
}

/// The signs that people write for characters they could not read.
enum UnreadSigns {
  static func legibility(of scalars: [Unicode.Scalar]) -> [TextUnit.Legibility] {
    var result = [TextUnit.Legibility](repeating: .read, count: scalars.count)
    var index = 0
    while index < scalars.count {
      let sign = scalars[index]
      var end = index + 1
      switch sign {
      case "?", "\u{FFFD}", "_":
        result[index] = .unread
      case "*":
        while end < scalars.count, scalars[end] == "*" { end += 1 }
        if isInWord(before: index, in: scalars), end < scalars.count, belongsToWord(scalars[end]) {
          for star in index..<end { result[star] = .unread }
        }
      case ".", "…":
        while end < scalars.count, scalars[end] == "." || scalars[end] == "…" { end += 1 }
        if isInWord(before: index, in: scalars), end - index > 1 || sign == "…" {
          result[index] = .gapStart
          for dot in index + 1..<end { result[dot] = .gap }
        }
      default: break
      }
      index = end
    }
    return result
  }

  /// The signs with only as many of them unread as can be tried in bounded time, the first ones.
  static func limited(_ signs: [TextUnit.Legibility]) -> [TextUnit.Legibility] {
    var result = signs
    var left = PatternLimits.unread
    for index in signs.indices where signs[index] != .read {
      if signs[index] == .gap {
        if result[index - 1] == .read { result[index] = .read }
      } else if signs[index].capacity > left {
        result[index] = .read
      } else {
        left -= signs[index].capacity
      }
    }
    return result
  }

  private static func isInWord(before index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    index > 0 && belongsToWord(scalars[index - 1])
  }

  private static func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "?" || scalar == "\u{FFFD}" || TextUnit.isWord(scalar)
  }
}
