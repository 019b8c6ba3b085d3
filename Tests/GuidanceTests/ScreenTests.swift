import Console
import Guidance
import TestSupport
import Testing

struct KeyCollectorTests {
  private func collect(_ text: String, _ prompt: DialoguePage.Prompt) -> [KeyCollector.Result] {
    var collector = KeyCollector()
    collector.begin(prompt)
    return text.map { collector.take($0 == "\n" ? .enter : .character($0)) }.filter { $0 != .typing }
  }

  @Test func `one key chooses among up to nine answers`() {
    #expect(collect("3", .keys(choices: 9)) == [.submit("3")])
  }

  @Test func `two digits choose among more, one where no second can follow`() {
    #expect(collect("12", .keys(choices: 40)) == [.submit("12")])
    #expect(collect("7", .keys(choices: 40)) == [.submit("7")])
    #expect(collect("4", .keys(choices: 40)) == [])
    #expect(collect("4\n", .keys(choices: 40)) == [.submit("4")])
    #expect(collect("04", .keys(choices: 40)) == [.submit("04")])
  }

  @Test func `several answers are typed as a list`() {
    #expect(collect("o1 3\n", .keys(choices: 9)) == [.submit("1 3")])
    #expect(collect("1,12\n", .keys(choices: 40)) == [.submit("1,12")])
  }

  @Test func `letters are commands, values are typed to their end`() {
    #expect(collect("w", .value) == [.submit("w")])
    #expect(collect("12,5 mm\n", .value) == [.submit("12,5 mm")])
    #expect(collect("/about 5 mm\n", .value) == [.submit("about 5 mm")])
    #expect(collect("-\n", .value) == [.submit("-")])
    #expect(collect("u", .keys(choices: 40)) == [.submit("u")])
  }

  @Test func `keys page, escape cancels, control-C leaves`() {
    var collector = KeyCollector()
    collector.begin(.keys(choices: 40))
    #expect(collector.take(.pageDown) == .page(1))
    #expect(collector.take(.character("1")) == .typing)
    #expect(collector.take(.escape) == .typing)
    #expect(collector.typed.isEmpty)
    #expect(collector.take(.interrupt) == .quit)
  }
}

struct GuidedScreenTests {
  private static let keys: [Key] = [
    .enter, .escape, .up, .down, .pageDown, .backspace, .character(" "), .character("1"), .character("2"),
    .character("?"), .character("w"), .character("c"), .character("f"), .character("u"), .character("s"),
    .character("e"), .character("m"), .character("x"), .character("钢"), .character("o"), .character(","),
  ]

  @Test func `no frame is larger than the screen, whatever is pressed`() throws {
    let fresh = try SmallCatalog.dialogue()
    forAll(count: 20) { random in
      let size = GuidedScreen.Size(
        columns: Int.random(in: 20...100, using: &random),
        rows: Int.random(in: 8...40, using: &random)
      )
      var dialogue = fresh
      var screen = GuidedScreen(hasStyles: false)
      screen.show(dialogue.begin(), on: size)
      for _ in 0..<40 {
        if case .line(let line) = screen.take(Self.keys.randomElement(using: &random) ?? .enter, on: size) {
          screen.show(dialogue.handle(line), on: size)
        }
        let frame = screen.frame(size)
        guard frame.lines.count <= size.rows else { return "\(frame.lines.count) lines on \(size)" }
        if let wide = frame.lines.first(where: { TextWidth.columns(of: $0) >= size.columns }) {
          return "'\(wide)' is too wide for \(size)"
        }
      }
      return nil
    }
  }

  @Test func `every answer of a long list can be reached on 80 by 24`() {
    let size = GuidedScreen.Size(columns: 80, rows: 24)
    var step = DialogueStep()
    step.page.question = [TextLine("1. Which?", .heading)]
    step.page.choices = (1...40).map { TextLine("\($0)  answer \($0)", hanging: 4) }
    step.page.prompt = .keys(choices: 40)
    var screen = GuidedScreen(hasStyles: false)
    screen.show(step, on: size)
    var seen: Set<String> = []
    for _ in 0..<4 {
      seen.formUnion(screen.frame(size).lines)
      _ = screen.take(.character(" "), on: size)
    }
    #expect((1...40).allSatisfy { seen.contains("\($0)  answer \($0)") })
  }

  @Test func `long notices are read in parts before the question`() {
    let size = GuidedScreen.Size(columns: 80, rows: 24)
    var step = DialogueStep()
    step.notices = (1...50).map { TextLine("notice \($0)") }
    step.page.question = [TextLine("1. Which?", .heading)]
    var screen = GuidedScreen(hasStyles: false)
    screen.show(step, on: size)
    var seen: Set<String> = []
    for _ in 0..<3 {
      seen.formUnion(screen.frame(size).lines)
      #expect(screen.take(.enter, on: size) == nil)
    }
    #expect((1...50).allSatisfy { seen.contains("notice \($0)") })
    #expect(screen.frame(size).lines.contains("1. Which?"))
  }
}
