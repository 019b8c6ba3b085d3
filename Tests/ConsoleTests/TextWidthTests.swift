import Console
import TestSupport
import Testing

struct TextWidthTests {
  @Test func `wide and combining characters take their columns`() {
    #expect(TextWidth.columns(of: "abc") == 3)
    #expect(TextWidth.columns(of: "钢管") == 4)
    #expect(TextWidth.columns(of: "e\u{301}Я–") == 3)
  }

  @Test func `control characters never reach the terminal`() {
    #expect(TextWidth.printable("a\u{1B}[31mb\u{9B}c\nd") == "a [31mb c d")
  }

  @Test func `text is cut with an ellipsis`() {
    #expect(TextWidth.truncated("maraging", to: 8) == "maraging")
    #expect(TextWidth.truncated("maraging", to: 5) == "mara…")
    #expect(TextWidth.truncated("钢管钢管", to: 4) == "钢…")
  }

  @Test func `lines after the first hang`() {
    #expect(TextWidth.wrapped("1  long and hollow", to: 11, hanging: 3) == ["1  long and", "   hollow"])
    #expect(TextWidth.wrapped("- one two three", to: 9, hanging: 2) == ["- one two", "  three"])
  }

  @Test func `no wrapped line is too wide and no letter is lost`() {
    forAll { random in
      let alphabet = Array("ab 钢é-x")
      let text = String(
        (0..<Int.random(in: 0...80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" }
      )
      let columns = Int.random(in: 8...30, using: &random)
      let lines = TextWidth.wrapped(text, to: columns, hanging: Int.random(in: 0...6, using: &random))
      if lines.contains(where: { TextWidth.columns(of: $0) > columns }) { return "\(lines) is wider than \(columns)" }
      let letters = text.filter { $0 != " " }
      return lines.joined().filter { $0 != " " } == letters ? nil : "\(text) became \(lines)"
    }
  }
}

struct TerminalCapabilitiesTests {
  @Test func `a pipe, a dumb terminal and NO_COLOR are respected`() {
    let xterm = ["TERM": "xterm"]
    func judge(_ environment: [String: String], _ input: Bool, _ output: Bool) -> TerminalCapabilities {
      TerminalCapabilities(environment: environment, inputIsTerminal: input, outputIsTerminal: output)
    }
    #expect(judge(xterm, true, true).isInteractive)
    #expect(!judge(xterm, false, true).isInteractive)
    #expect(!judge(["TERM": "dumb"], true, true).isInteractive)
    #expect(!judge(["TERM": "dumb"], true, true).hasStyles)
    #expect(!judge(["TERM": "xterm", "NO_COLOR": "1"], true, true).hasStyles)
    #expect(judge(["TERM": "xterm", "NO_COLOR": ""], true, true).hasStyles)
    #expect(!judge(xterm, true, false).hasStyles)
  }
}
