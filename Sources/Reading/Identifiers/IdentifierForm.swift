/// The characters of one place in a text that has the form of an identifier.
struct IdentifierReading {
  /// ASCII characters as read, look-alikes as Latin; `?` for unread ones and `~` for all others.
  let characters: [UInt8]
  let original: String
  let range: Range<String.Index>
  /// Whether a character counts as one that it only looks like.
  var isAltered: Bool

  init(_ located: Pattern.Located, of text: String) {
    characters = located.units.map { unit in
      if unit.legibility != .read, located.match.unread > 0 { return UInt8(ascii: "?") }
      return UInt8(exactly: unit.look != 0 ? unit.look : unit.scalar).flatMap { $0 < 0x80 ? $0 : nil }
        ?? UInt8(ascii: "~")
    }
    range = located.match.range
    original = String(text[located.match.range])
    isAltered = located.match.lookAlikes > 0
  }

  /// The last `count` digits, unread ones as `?`, or all of them.
  func digits(last count: Int? = nil) -> [UInt8] {
    let digits = characters.filter { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "?") }
    return count.map { Array(digits.suffix($0)) } ?? digits
  }

  var unread: Int { characters.count { $0 == UInt8(ascii: "?") } }

  func identifier(_ kind: Identifier.Kind, _ canonical: String, _ verdict: Identifier.Verdict) -> Identifier {
    let judged = isAltered && verdict == .unchecked ? .recovered(from: original) : verdict
    return Identifier(kind: kind, canonical: canonical, range: range, verdict: judged)
  }
}

/// A way in which identifiers are written, and what is made of a place written so.
struct IdentifierForm: Sendable {
  private let pattern: Pattern?
  private let judge: @Sendable (IdentifierReading) -> [Identifier]

  /// Whether the form's own pattern is sound.
  var isUsable: Bool { pattern != nil }

  init(_ pattern: String, judge: @escaping @Sendable (IdentifierReading) -> [Identifier]) {
    self.pattern = try? Pattern(pattern)
    self.judge = judge
  }

  func identifiers(in prepared: PreparedText, of text: String) -> [Identifier] {
    (pattern?.located(in: prepared) ?? []).flatMap { judge(IdentifierReading($0, of: text)) }
  }
}

/// A number that ends in a digit computed from the rest.
struct CheckedNumber: Sendable {
  let kind: Identifier.Kind
  let checkDigit: @Sendable ([UInt8]) -> Int?
  let write: @Sendable ([UInt8]) -> String

  /// Judges `characters`, the number without separators; the first `letters` of them cannot be recovered.
  func judged(_ characters: [UInt8], letters: Int = 0, in reading: IdentifierReading) -> [Identifier] {
    guard let last = characters.last else { return [] }
    guard let unread = characters.firstIndex(of: UInt8(ascii: "?")) else {
      guard let expected = checkDigit(Array(characters.dropLast())) else { return [] }
      if CheckDigits.digit(last) == expected {
        return [reading.identifier(kind, write(characters), reading.isAltered ? recovered(reading) : .confirmed)]
      }
      let reason = "its check digit would have to be \(expected)"
      return reading.isAltered ? [] : [reading.identifier(kind, write(characters), .failed(reason: reason))]
    }
    guard unread >= letters, reading.unread == 1 else { return [] }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).compactMap { digit in
      var candidate = characters
      candidate[unread] = digit
      guard let end = candidate.last, checkDigit(Array(candidate.dropLast())) == CheckDigits.digit(end) else {
        return nil
      }
      return reading.identifier(kind, write(candidate), recovered(reading))
    }
  }

  private func recovered(_ reading: IdentifierReading) -> Identifier.Verdict {
    .recovered(from: reading.original)
  }
}

/// Puts `separator` between groups of characters of these sizes; what is left over forms the last group.
func grouped(_ characters: [UInt8], by sizes: [Int], with separator: String) -> String {
  var groups: [String] = []
  var rest = characters[...]
  for size in sizes where !rest.isEmpty {
    groups.append(String(decoding: rest.prefix(size), as: UTF8.self))
    rest = rest.dropFirst(size)
  }
  if !rest.isEmpty { groups.append(String(decoding: rest, as: UTF8.self)) }
  return groups.joined(separator: separator)
}

/// ASCII capitals for ASCII letters.
func capitals(_ characters: [UInt8]) -> [UInt8] {
  characters.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
}
