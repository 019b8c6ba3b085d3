import Foundation
import Testing

/// Every word that the program can print, the catalog's included: none may speak a verdict that is not ours.
@Suite struct WordingTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Words that would decide for the authority.
  private static let verdicts = [
    #"(?i)\bcleared\b"#, #"(?i)\bclear to (?:go|release|ship)\b"#,
    #"(?i)\bsafe to (?:release|ship|handle|open|touch)\b"#,
    #"(?i)\b(?:is|are|be|it's|seems?|looks?|appears?|goods|considered) (?:not )?(?:safe|legal|illegal|lawful|harmless)\b"#,
    #"(?i)\b(?:is|are|be|it's|seems?|looks?|appears?|goods|considered) (?:not )?(?:un)?controlled\b"#,
    #"(?i)\bno licen[cs]e (?:is )?(?:needed|required)\b"#, #"(?i)\bmay be (?:released|imported|exported)\b"#,
  ]
  /// What nobody is told to do with goods at a border.
  private static let advice =
    #"(?i)(?:^|[\[,;.]\s*)(?:please )?(?:open|unscrew|sniff|smell|taste|dismantle|power|switch|turn on|shake)\b"#

  private func files(_ folder: String, _ ending: String) throws -> [(name: String, lines: [Substring])] {
    let base = Self.root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(ending) }.map { name in
      let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
      return ("\(folder)/\(name)", text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  private func literals(_ line: Substring) -> [Substring] {
    line.matches(of: /"((?:[^"\\]|\\.)*)"/).map(\.1)
  }

  private func problem(_ text: Substring) throws -> String? {
    for pattern in Self.verdicts {
      if let match = try Regex(pattern).firstMatch(in: text) { return String(text[match.range]) }
    }
    return nil
  }

  @Test func `the patterns find what they are meant to find`() throws {
    for text in [
      "This drum is not controlled.", "Cleared.", "safe to open", "The goods are legal", "no licence needed",
    ] {
      #expect(try problem(text[...]) != nil, "\(text)")
    }
    for text in ["temperature-controlled box", "a safe place", "the legal name", "safety first"] {
      #expect(try problem(text[...]) == nil, "\(text)")
    }
    #expect(try Regex(Self.advice).firstMatch(in: "[step back, open the lid]") != nil)
  }

  @Test func `no text of the program is a verdict`() throws {
    let sources = try files("Sources", ".swift")
    #expect(sources.count > 100)
    for (name, lines) in sources {
      for (number, line) in lines.enumerated() {
        for literal in literals(line) {
          let found = try problem(literal)
          #expect(found == nil, "\(name):\(number + 1): \(found ?? "")")
        }
      }
    }
  }

  @Test func `no text of the catalog is a verdict, and none of its advice touches the goods`() throws {
    let records = try files("Catalog", ".yaml")
    #expect(records.count > 500)
    let advice = try Regex(Self.advice)
    for (name, lines) in records {
      for (number, line) in lines.enumerated() {
        let found = try problem(line)
        #expect(found == nil, "\(name):\(number + 1): \(found ?? "")")
        let text = line.drop { $0 == " " || $0 == "-" }
        for key in ["do: ", "question: ", "ask: ", "help: ", "handling: "] where text.hasPrefix(key) {
          #expect(text.dropFirst(key.count).firstMatch(of: advice) == nil, "\(name):\(number + 1): \(line)")
        }
      }
    }
  }
}
