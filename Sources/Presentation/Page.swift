/// Text for people: headings, paragraphs and points, wrapped only when it is printed.
public struct Page: Sendable, Equatable {
  /// One paragraph with its place on the page.
  public struct Paragraph: Sendable, Equatable {
    /// The words.
    public let text: String
    /// How far it stands in, in columns.
    public let indent: Int
    /// How far its further lines stand in.
    public let hanging: Int
    /// Whether it heads a section.
    public let isHeading: Bool
  }

  /// The paragraphs from top to bottom.
  public private(set) var paragraphs: [Paragraph] = []

  /// An empty page.
  public init() {}

  /// Starts a section.
  public mutating func heading(_ text: String) {
    if !paragraphs.isEmpty { add("", indent: 0, hanging: 0) }
    paragraphs.append(Paragraph(text: text, indent: 0, hanging: 0, isHeading: true))
  }

  /// Adds a paragraph.
  public mutating func line(_ text: String, indent: Int = 0) {
    add(text, indent: indent, hanging: indent)
  }

  /// Adds a point of a list.
  public mutating func item(_ text: String, mark: String = "-", indent: Int = 2) {
    add("\(mark) \(text)", indent: indent, hanging: indent + mark.count + 1)
  }

  /// Adds a name with what belongs to it, unless that is empty.
  public mutating func field(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    add("\(name): \(value)", indent: 0, hanging: 2)
  }

  /// Adds a section of points, unless there are none.
  public mutating func section(_ title: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    heading(title)
    for text in items { item(text) }
  }

  /// Adds all of another page.
  public mutating func append(_ other: Page) {
    paragraphs += other.paragraphs
  }

  private mutating func add(_ text: String, indent: Int, hanging: Int) {
    paragraphs.append(Paragraph(text: text, indent: indent, hanging: hanging, isHeading: false))
  }

  /// The lines for a screen or paper of this width.
  public func lines(width: Int) -> [String] {
    paragraphs.flatMap { $0.lines(width: width) }
  }
}

extension Page.Paragraph {
  /// The paragraph's lines at a width; a word that is longer than a line keeps together.
  public func lines(width: Int) -> [String] {
    guard !text.isEmpty else { return [""] }
    let width = max(20, width)
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += isEmpty ? word : " " + word
      isEmpty = false
    }
    return lines + [line]
  }
}
