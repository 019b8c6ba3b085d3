public import Console

/// The guided examination on a screen: what is shown and which part of it, as a value.
public struct GuidedScreen: Sendable {
  /// The size of a screen.
  public struct Size: Sendable, Hashable {
    /// Columns and rows.
    public let columns, rows: Int

    /// A size; nothing smaller than 20 by 8 is tried.
    public init(columns: Int, rows: Int) {
      self.columns = max(20, columns)
      self.rows = max(8, rows)
    }
  }

  /// What an inspector's key comes to.
  public enum Input: Sendable, Hashable {
    /// A line for the dialogue.
    case line(String)
    /// The inspector wants to leave.
    case quit
  }

  /// What is drawn.
  public struct Frame: Sendable, Hashable {
    /// The lines from the top.
    public let lines: [String]
    /// Where text is typed.
    public let cursorRow, cursorColumn: Int
    /// Whether text is being typed.
    public let hasCursor: Bool
  }

  private let hasStyles: Bool
  private var page = DialoguePage()
  private var notices: [TextLine] = []
  /// The part of the notices that is being read, while they do not fit beside the question.
  private var reading: Int?
  private var part = 0
  private var collector = KeyCollector()
  private static let mostBannerLines = 4
  private static let fewestChoiceRows = 6

  /// An empty screen.
  public init(hasStyles: Bool) {
    self.hasStyles = hasStyles
  }

  /// Shows what the dialogue says.
  public mutating func show(_ step: DialogueStep, on size: Size) {
    // A complaint about an input must not throw a reader of a long list back to its beginning.
    if step.page != page { part = 0 }
    page = step.page
    notices = step.notices
    collector.begin(page.prompt)
    reading = fits(size) ? nil : 0
  }

  /// Takes a key; gives an input when one is complete.
  public mutating func take(_ key: Key, on size: Size) -> Input? {
    if let place = reading {
      if key == .interrupt { return .quit }
      let isBack = [.up, .pageUp, .left, .backspace, .character("b"), .character("<")].contains(key)
      let next = place + (isBack ? -1 : 1)
      reading = next < noticeParts(size).count ? max(0, next) : nil
      if reading == nil { notices = [] }
      return nil
    }
    switch collector.take(key) {
    case .submit(let text): return .line(text)
    case .quit: return .quit
    case .typing: return nil
    case .page(let step):
      part = min(max(0, part + step), max(0, choiceParts(size).count - 1))
      return nil
    }
  }

  /// What is drawn on a screen of this size.
  public func frame(_ size: Size) -> Frame {
    var lines = banner(size)
    if let reading {
      let parts = noticeParts(size)
      lines += parts.indices.contains(reading) ? parts[reading] : []
      let place = parts.count > 1 ? " (\(reading + 1) of \(parts.count); b goes back)" : ""
      lines = filled(lines, to: size.rows - 1)
      lines.append(style("Any key goes on\(place)", .faint, size))
      return Frame(lines: lines, cursorRow: 0, cursorColumn: 0, hasCursor: false)
    }
    lines += rows(notices, size)
    lines += rows(page.question, size)
    let parts = choiceParts(size)
    lines += parts.indices.contains(part) ? parts[part] : []
    if parts.count > 1 {
      lines.append(style("Part \(part + 1) of \(parts.count): Space or arrows show the others", .faint, size))
    }
    let footer = footer(size)
    lines = filled(lines, to: size.rows - footer.count - 1) + footer
    let typed = String(collector.typed.suffix(size.columns - 4))
    lines.append("> \(TextWidth.printable(typed))")
    return Frame(
      lines: lines,
      cursorRow: lines.count - 1,
      cursorColumn: 2 + TextWidth.columns(of: typed),
      hasCursor: true
    )
  }

  // MARK: - Parts

  private func banner(_ size: Size) -> [String] {
    var lines = page.banner
    if lines.count > Self.mostBannerLines {
      let rest = lines.count - Self.mostBannerLines + 1
      lines = Array(lines.prefix(Self.mostBannerLines - 1))
      lines.append(TextLine("! and \(rest) more possible hazards: h shows all", .hazard))
    }
    return lines.map { style($0.text, .warning, size) }
  }

  private func footer(_ size: Size) -> [String] {
    var keys = page.keys
    if case .keys(let choices) = page.prompt, choices > 0 { keys.insert("o either/or: 1 3", at: min(2, keys.count)) }
    // A key and its word stay on one line.
    let text = keys.map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: " · ")
    let lines = text.isEmpty ? [] : TextWidth.wrapped(text, to: size.columns - 1)
    return lines.prefix(size.rows / 3).map { style($0, .faint, size) }
  }

  /// Whether notices and question have room on one screen.
  private func fits(_ size: Size) -> Bool {
    guard !notices.isEmpty else { return true }
    let choices = min(rows(page.choices, size).count, Self.fewestChoiceRows)
    return fixedRows(size) + rows(notices, size).count + choices <= size.rows
  }

  /// The rows that are taken by everything but notices and choices.
  private func fixedRows(_ size: Size) -> Int {
    banner(size).count + rows(page.question, size).count + footer(size).count + 1
  }

  private func noticeParts(_ size: Size) -> [[String]] {
    let room = max(3, size.rows - banner(size).count - 1)
    let lines = rows(notices, size)
    return stride(from: 0, to: lines.count, by: room).map { Array(lines[$0..<min($0 + room, lines.count)]) }
  }

  /// The choices in parts that have room, no choice torn apart.
  private func choiceParts(_ size: Size) -> [[String]] {
    let items = page.choices.map { rows([$0], size) }
    let beside = reading == nil ? rows(notices, size).count : 0
    let room = max(3, size.rows - fixedRows(size) - beside)
    guard items.reduce(0, { $0 + $1.count }) > room else { return [items.flatMap { $0 }] }
    var parts: [[String]] = [[]]
    for item in items {
      let used = parts[parts.count - 1].count
      // One row is for the line that tells which part this is.
      if used > 0, used + item.count > room - 1 { parts.append([]) }
      parts[parts.count - 1] += item
    }
    return parts
  }

  private func rows(_ lines: [TextLine], _ size: Size) -> [String] {
    lines.flatMap { line in
      TextWidth.wrapped(TextWidth.printable(line.text), to: size.columns - 1, hanging: line.hanging)
        .map { style($0, line.role.style, size) }
    }
  }

  private func filled(_ lines: [String], to rows: Int) -> [String] {
    let kept = Array(lines.prefix(max(0, rows)))
    return kept + [String](repeating: "", count: max(0, rows - kept.count))
  }

  private func style(_ text: String, _ style: TextStyle, _ size: Size) -> String {
    style.apply(to: TextWidth.truncated(TextWidth.printable(text), to: size.columns - 1), isOn: hasStyles)
  }
}

extension TextLine.Role {
  /// How the paragraph stands out.
  public var style: TextStyle {
    switch self {
    case .body: .plain
    case .heading: .strong
    case .hazard: .warning
    case .faint: .faint
    }
  }
}
