/// Why a pattern cannot be used, and where in its text the trouble is.
public struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with a pattern.
  public enum Problem: Equatable, Sendable {
    /// There is no pattern.
    case empty
    /// The pattern ends inside a group, a class, a count or an escape.
    case unfinished(String)
    /// A `)`, `]` or `}` closes nothing.
    case closesNothing(Character)
    /// A `?`, `*`, `+` or `{` has nothing to repeat.
    case nothingToRepeat
    /// A count in braces is not of the form `{m}`, `{m,}` or `{m,n}`, runs backwards or goes over the limit.
    case badCount
    /// The escape is not one that patterns know.
    case unknownEscape(Character)
    /// A class holds nothing, or a range in it runs backwards.
    case badClass
    /// The group's opening is not one that patterns know.
    case unknownGroup
    /// A look-around may hold only a few characters or classes in a row.
    case lookAroundTooComplex
    /// Groups are nested too deeply.
    case nestedTooDeeply
    /// The pattern grows into too many steps.
    case tooLarge
    /// The character is a mark or invisible, and texts are compared without those.
    case ignoredCharacter
  }

  /// The number of Unicode scalars before the trouble.
  public let position: Int
  /// What is wrong.
  public let problem: Problem

  /// A sentence for the person who wrote the pattern.
  public var description: String {
    "at character \(position + 1): \(explanation)"
  }

  private var explanation: String {
    switch problem {
    case .empty: "the pattern is empty; write what the marking reads"
    case .unfinished(let what): "the pattern ends inside \(what); close it"
    case .closesNothing(let sign): "'\(sign)' closes nothing; write '\\\(sign)' for the character itself"
    case .nothingToRepeat: "there is nothing to repeat here; put a character or a group before it"
    case .badCount: "a count must read {m}, {m,} or {m,n} with m <= n <= \(PatternLimits.count)"
    case .unknownEscape(let letter):

      "'\\\(letter)' is not a known escape; use \\d \\s \\w \\b \\B \\xHH \\uHHHH or a sign"
    case .badClass: "a class must hold at least one character, and its ranges must run upwards"
    case .unknownGroup: "only (...), (?:...), (?i) at the start, (?=...), (?!...), (?<=...) and (?<!...) are known"
    case .lookAroundTooComplex:
      "a look-around may hold at most \(PatternLimits.lookAround) characters or classes in a row"
    case .nestedTooDeeply: "groups are nested more than \(PatternLimits.depth) deep; flatten them"
    case .tooLarge: "the pattern grows past \(PatternLimits.instructions) steps; shorten its counts"
    case .ignoredCharacter: "texts are compared without this mark or invisible character; leave it out"
    }
  }
}

/// The bounds that keep every pattern cheap on every text.
enum PatternLimits {
  static let count = 64
  static let depth = 32
  static let lookAround = 8
  static let instructions = 4_000
  /// A marking is part of a line, never a page: longer matches are not looked for, which keeps matching linear.
  static let matchLength = 256
  /// A run of dots may stand for this many characters at most.
  static let gap = 12
  /// So many characters of one text may be unread.
  static let unread = 48
}
