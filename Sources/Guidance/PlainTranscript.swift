import Console
public import Inspections

/// The guided examination as plain lines, for pipes and simple terminals.
public struct PlainTranscript: Sendable {
  private var shownKeys: [String] = []
  private var lastBanner: [TextLine] = []

  /// A transcript of which nothing is written yet.
  public init() {}

  /// The lines for what the dialogue says.
  public mutating func lines(_ step: DialogueStep) -> [String] {
    var lines = step.notices + [.blank]
    guard step.ending == nil else { return Self.text(step.notices) }
    // The banner stays with every question; where it has not changed its first words are enough.
    if step.page.banner == lastBanner, lastBanner.count > 1 {
      let names = lastBanner.map { line in String(line.text.dropFirst(2).prefix { $0 != "–" }).trimmed }
      lines.append(TextLine("! \(names.joined(separator: "; ")) (h says what to do)"))
    } else {
      lines += step.page.banner
    }
    lastBanner = step.page.banner
    lines += step.page.question + step.page.choices
    if step.page.keys != shownKeys, !step.page.keys.isEmpty {
      lines.append(TextLine("[\(step.page.keys.joined(separator: ", "))]"))
      shownKeys = step.page.keys
    }
    return Self.text(lines)
  }

  /// Paragraphs as they stand, without anything a terminal would obey.
  public static func text(_ lines: [TextLine]) -> [String] {
    lines.map { TextWidth.printable($0.text) }
  }
}

extension PlainTranscript {
  /// One line that tells an examination from others.
  public static func summary(_ examination: Examination) -> String {
    let words = examination.statements.prefix(4).map { statement in
      switch statement.content {
      case .clue(let text): "“\(text.prefix(60))”"
      case .answer(let feature, .states(let states)): "\(feature) \(states.joined(separator: " or "))"
      case .answer(let feature, .value(let value, _)): "\(feature) \(value)"
      case .answer(let feature, .cannotSee), .answer(let feature, .notApplicable): feature
      }
    }
    let more = examination.statements.count > 4 ? ", …" : ""
    return TextWidth.printable(words.joined(separator: ", ") + more)
  }
}
