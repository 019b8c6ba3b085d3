import Guidance
import Inspections
import TestSupport
import Testing

struct DialogueTests {
  private static let inputs = [
    "", "?", "w", "u", "u", "c", "f", "r", "h", "e", "e 1", "m", "m AMS 6514", "s", "n", "p", "g", "-", "1", "2", "3",
    "1 2", "1,2", "4", "99999999999999999999", "0", "1000 Hz", "5", "mm", "0,5 mm", "tube", "90 mm OD", "-5 C", "y",
    "\u{1B}[2J", "钢管", "1 2 3 4 5 6 7 8 9", "nonsense",
  ]

  @Test func `whatever is typed, the journal alone gives the same state again`() throws {
    let fresh = try SmallCatalog.dialogue()
    forAll(count: 25) { random in
      var dialogue = fresh
      var events = dialogue.begin().events
      for _ in 0..<25 {
        let step = dialogue.handle(Self.inputs.randomElement(using: &random) ?? "")
        events += step.events
        if step.ending != nil { break }
      }
      return Examination(events) == dialogue.examination ? nil : "the events give another state: \(events)"
    }
  }

  @Test func `undo brings back the assessment of before`() throws {
    let fresh = try SmallCatalog.dialogue()
    forAll(count: 20) { random in
      var dialogue = fresh
      _ = dialogue.begin(with: "tube")
      for _ in 0..<Int.random(in: 0...3, using: &random) { _ = dialogue.handle("s") }
      let before = dialogue.resultSoFar()
      let step = dialogue.handle("s")
      guard step.events.contains(where: \.isStatement) else { return nil }
      _ = dialogue.handle("u")
      return dialogue.resultSoFar() == before ? nil : "undo leaves something behind"
    }
  }

  @Test func `answering every question with cannot see comes to an end`() throws {
    var dialogue = try SmallCatalog.dialogue()
    var step = dialogue.begin()
    step = dialogue.handle("")
    var answers = 0
    while step.page.prompt != .keys(choices: 0), answers < 50 {
      step = dialogue.handle("s")
      answers += 1
    }
    #expect(answers <= 11)
    #expect(dialogue.handle("").ending == .finished)
  }

  @Test func `candidates and findings are written down as they are shown, and again when they change`() throws {
    var dialogue = try SmallCatalog.dialogue()
    func shown(_ step: DialogueStep) -> [ShownAssessment] {
      step.events.compactMap { if case .assessed(let shown) = $0 { shown } else { nil } }
    }
    let first = shown(dialogue.begin(with: "pulse discharge capacitor"))
    #expect(first.count == 1)
    #expect(first.first?.candidates.first?.commodity == "pulse-capacitor")
    #expect(first.first?.findings.contains { $0.verdict == "cannot-decide" } == true)
    #expect(shown(dialogue.handle("w")).isEmpty, "nothing new is shown")
    let second = shown(dialogue.handle("m 40 kV, 15 kJ"))
    #expect(second.count == 1 && second != first)
  }

  @Test func `hazards come before everything else and stay`() throws {
    var dialogue = try SmallCatalog.dialogue()
    let first = dialogue.begin(with: "pulse discharge capacitor")
    #expect(first.notices.first?.role == .hazard)
    #expect(first.page.banner.map(\.text) == ["! Stored electrical charge – do not touch the terminals"])
    #expect(dialogue.handle("w").page.banner == first.page.banner)
    #expect(dialogue.resultSoFar().first?.role == .hazard)
  }

  @Test func `an examination goes on where it stood`() throws {
    var dialogue = try SmallCatalog.dialogue()
    var events = dialogue.begin(with: "cabinet").events
    events += dialogue.handle("s").events
    let page = dialogue.handle("").page
    var resumed = try SmallCatalog.dialogue(Examination(events))
    let step = resumed.begin()
    #expect(step.page == page)
    #expect(step.events.isEmpty)
    #expect(step.notices.contains { $0.text.contains("“cabinet”") })
  }

  @Test func `no result ever gives a verdict that is not ours to give`() throws {
    for clue in ["pulse discharge capacitor", "furniture tube", "maraging tube 90 mm OD", "zzz"] {
      var dialogue = try SmallCatalog.dialogue()
      _ = dialogue.begin(with: clue)
      let words = dialogue.resultSoFar().map(\.text).joined(separator: " ").lowercased()
      for word in ["cleared", " safe", "legal", "is controlled", "unscrew", "power on"] {
        #expect(!words.contains(word))
      }
      #expect(words.contains("absence of a match is not permission to release"))
      #expect(words.contains("aid to identification, not a classification ruling"))
    }
  }
}
