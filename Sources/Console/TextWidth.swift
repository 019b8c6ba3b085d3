/// How much room text takes on a terminal, and how it is fitted into it.
public enum TextWidth {
  /// The number of columns that a text takes.
  public static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The number of columns that one character takes: 0, 1 or 2.
  public static func columns(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, columns(of: $1)) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Scripts and symbols that terminals draw over two columns.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  /// The text without anything that a terminal would obey: control characters become blanks.
  public static func printable(_ text: some StringProtocol) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      clean.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    return String(clean)
  }

  /// The text cut to a number of columns, with an ellipsis where something is missing.
  public static func truncated(_ text: String, to columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var cut = ""
    var used = 0
    for character in text {
      let width = self.columns(of: character)
      guard used + width <= columns - 1 else { break }
      cut.append(character)
      used += width
    }
    return cut + "…"
  }

  /// The text broken into lines at blanks; a word that is too long for a line is broken where it must.
  ///
  /// - Parameters:
  ///   - text: one paragraph.
  ///   - columns: the width of a line.
  ///   - hanging: by how many columns all lines but the first are moved in.
  public static func wrapped(_ text: String, to columns: Int, hanging: Int = 0) -> [String] {
    let columns = max(columns, 8)
    let indent = String(repeating: " ", count: max(0, min(hanging, columns / 2)))
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFresh = true
    let words = text.drop { $0 == " " }.split(separator: " ", omittingEmptySubsequences: false)
    for word in words where !(isFresh && word.isEmpty) {
      var word = String(word)
      if !isFresh, self.columns(of: line) + 1 + self.columns(of: word) > columns {
        lines.append(line)
        line = indent
        isFresh = true
      }
      while self.columns(of: line) + self.columns(of: word) > columns {
        let (head, tail) = split(word, at: columns - self.columns(of: line))
        lines.append(line + head)
        line = indent
        word = tail
      }
      line += isFresh ? word : " " + word
      isFresh = false
    }
    return lines + [line]
  }

  private static func split(_ word: String, at columns: Int) -> (String, String) {
    var head = ""
    var used = 0
    for character in word {
      let width = self.columns(of: character)
      // At least one character goes on each line, so that the rest grows shorter.
      if used + width > columns, !head.isEmpty { break }
      head.append(character)
      used += width
    }
    return (head, String(word.dropFirst(head.count)))
  }
}
