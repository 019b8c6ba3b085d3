/// A marking pattern: a regular expression that matches in linear time and knows characters that could not be read.
///
/// The standard engines backtrack, so that one careless pattern can hold up a device, and they have no notion of an
/// unread character. This one runs all alternatives abreast and takes a `?` in the text for any printable character
/// that the pattern allows there.
///
/// - Characters stand for themselves; `\d \D \s \S \w \W`, `\n \t`, `\xHH`, `\uHHHH`, `\` before a sign, `.` for
///   anything but a line's end; classes `[a-z\d]`, `[^…]`, and a class inside a class adds its members.
/// - `(…)`, `(?:…)`, `|`, `?`, `*`, `+`, `{m}`, `{m,}`, `{m,n}` with counts up to 64.
/// - `^`, `$`, `\b`, `\B`, and `(?=…)`, `(?!…)`, `(?<=…)`, `(?<!…)` around a few characters or classes in a row.
/// - `(?i)` at the start ignores case.
///
/// Matches are the leftmost, then the longest, never empty, never longer than 256 characters and never overlapping.
/// For example `(?i)\bUN[\s-]*1838\b` finds `un 18?8` with one character unread.
public struct Pattern: Sendable {
  /// One place in a text where a pattern fits.
  public struct Match: Equatable, Sendable {
    /// The place in the original text.
    public let range: Range<String.Index>
    /// How many characters of the match could not be read.
    public let unread: Int
    /// How many characters fit only as look-alikes of another script's letters.
    public let lookAlikes: Int
    /// Whether the character before or after could not be read, so that the marking may go on there.
    public let touchesUnread: Bool
  }

  /// The pattern as it was written.
  public let text: String
  let program: PatternProgram
  private let filter: PatternFilter

  /// Compiles `text`, or throws where and why it is no usable pattern.
  public init(_ text: String) throws(PatternError) {
    var parser = PatternParser(text)
    self.text = text
    let node = try parser.parse()
    program = try PatternProgram(node, length: parser.position)
    filter = PatternFilter(node)
  }

  /// All matches in `text`, as it reads first, then around them with unread signs as unread characters.
  public func matches(in text: PreparedText) -> [Match] {
    located(in: text).map(\.match)
  }

  /// All matches in `text`.
  public func matches(in text: String) -> [Match] {
    matches(in: PreparedText(text))
  }

  /// A match together with the characters it was made of.
  struct Located {
    let match: Match
    let units: ArraySlice<TextUnit>
  }

  func located(in text: PreparedText) -> [Located] {
    let found = filter.admits(text.presence, unread: 0) ? located(on: text.exact) : []
    guard let wild = text.wild, filter.admits(text.presence, unread: text.unreadCapacity) else { return found }
    let further = located(on: wild).filter { new in
      !found.contains { $0.match.range.overlaps(new.match.range) }
    }
    return (found + further).sorted { $0.match.range.lowerBound < $1.match.range.lowerBound }
  }

  private func located(on line: PreparedText.Line) -> [Located] {
    var matcher = PatternMatcher(program, reach: filter.reach, on: line)
    return matcher.matches().map { found in
      let units = found.units
      let before = units.lowerBound > 0 && line.units[units.lowerBound - 1].legibility != .read
      let after = units.upperBound < line.units.count && line.units[units.upperBound].legibility != .read
      let match = Match(
        range: line.origins[units.lowerBound].lowerBound..<line.origins[units.upperBound - 1].upperBound,
        unread: found.cost / MatchCost.unread,
        lookAlikes: found.cost % MatchCost.unread,
        touchesUnread: before || after
      )
      return Located(match: match, units: line.units[units])
    }
  }
}
