import CanonicalJSON
import Catalog
import Identification
import Testing
import Training

@Suite struct PracticeDialogueTests {
  private func dialogue(_ id: String = "tubes-wrapped-one-by-one") throws -> PracticeDialogue {
    let shipped = try ShippedCases.shared.get()
    return PracticeDialogue(try shipped.practice(id), engine: shipped.engine, reader: shipped.reader)
  }

  /// Plays lines and gives everything that was said.
  private func play(_ id: String, _ inputs: [String]) throws -> (said: [String], grade: PracticeGrade?) {
    var dialogue = try dialogue(id)
    var said = dialogue.begin().lines
    var grade: PracticeGrade?
    for input in inputs {
      let step = dialogue.handle(input)
      said += step.lines
      grade = step.grade ?? grade
    }
    return (said, grade)
  }

  @Test func `what was asked is answered from the case, with its time, and anything else cannot be seen`() throws {
    let (said, _) = try play("tubes-wrapped-one-by-one", ["", "magnetic", "outside-diameter", "output-frequency"])
    #expect(said.contains { $0.contains("Yes (5 s") })
    #expect(said.contains { $0.contains("145 mm (20 s") })
    #expect(said.contains { $0.contains("cannot be seen") })
  }

  @Test func `a run to the end is graded with readings, missing ones, time and entries`() throws {
    let (said, grade) = try play(
      "tubes-wrapped-one-by-one",
      ["", "material", "outside-diameter", "tensile-strength", "colour", "d", "1", "1C216 3A225"]
    )
    let result = try #require(grade)
    #expect(result.isRight && result.isSupported)
    #expect(result.entriesFound.contains("eu/1C216") && result.entriesOther == ["3A225"])
    #expect(result.seconds > 0 && result.examiner.seconds > 0)
    #expect(Set(result.mattered + result.missed) == Set(result.examiner.steps.map(\.feature.id)))
    #expect(said.contains("What a good examiner would have asked"))
    #expect(said.contains { $0.hasPrefix("Decision: ✓ Possible match – refer") })
    #expect(result.json.object?["passed"] == .bool(result.isPassed))
  }

  @Test func `a wrong decision is told apart, in the fixed words`() throws {
    let (said, grade) = try play("tubes-wrapped-one-by-one", ["", "form", "d", "3", ""])
    #expect(grade?.isRight == false && grade?.isPassed == false)
    #expect(said.contains { $0.contains("It is: Possible match – refer") })
  }

  @Test func `hazards that were not named before anything else are missed, and their warnings are shown`() throws {
    let (said, grade) = try play("cylinder-on-a-flat-rack", ["", "hazard-label", "d", "1", ""])
    #expect(grade?.hazardsMissed.contains { $0.id == "radiation" } == true)
    #expect(grade?.isPassed == false)
    let warning = try #require(said.firstIndex { $0 == "! Possible hazard: Radiation" })
    let advice = try #require(said.firstIndex { $0 == "What do you want to read?" })
    #expect(warning < advice, "the warning stands before anything else that is said")
  }

  @Test func `a warning stays before everything that is said, up to the result`() throws {
    var dialogue = try dialogue("cylinder-on-a-flat-rack")
    _ = dialogue.handle("")
    for input in ["hazard-label", "l", "nonsense", "d", "1", ""] {
      let step = dialogue.handle(input)
      #expect(step.lines.first?.hasPrefix("! ") == true, "\(input)")
      if input != "hazard-label" { #expect(step.lines.first?.contains("Radiation") == true, "\(input)") }
    }
  }

  @Test func `naming the hazards first counts`() throws {
    let shipped = try ShippedCases.shared.get()
    let all = (1...shipped.catalog.hazards.count).map(String.init).joined(separator: " ")
    let (_, grade) = try play("cylinder-on-a-flat-rack", [all, "uf6-words", "d", "1", ""])
    #expect(grade?.hazardsMissed.isEmpty == true && grade?.hazards.isEmpty == false)
  }

  @Test func `a decision that readings are missing needs one of them to be asked for`() throws {
    let (_, idle) = try play("strand-without-a-data-sheet", ["", "material", "d", "2", ""])
    #expect(idle?.isRight == true && idle?.isSupported == false)
    let missing = try #require(idle?.examiner.stillMissing.first)
    let (_, keen) = try play("strand-without-a-data-sheet", ["", "material", missing, "d", "2", ""])
    #expect(keen?.isSupported == true)
  }

  @Test func `words that several readings go by are offered with numbers that can be typed`() throws {
    var dialogue = try dialogue()
    _ = dialogue.handle("")
    let step = dialogue.handle("output")
    #expect(step.lines.contains("Which of these?") && step.lines.count > 2)
    let number = try #require(step.lines.last?.split(separator: " ").first.map(String.init))
    #expect(dialogue.handle(number).lines.contains { $0.contains(" s, ") })
  }

  @Test func `hostile lines end in an answer`() throws {
    var dialogue = try dialogue()
    let inputs = [
      "99", "-1", "x y", "9999999999999999999999", "", "0", "-5", "99999999999999999999", "\u{0}", "=", "🚀",
      String(repeating: "a ", count: 5_000), "l", "h", "d", "4", "99", "", "d", "2",
      String(repeating: "3A225,", count: 9_000),
    ]
    for input in inputs { #expect(dialogue.handle(input).lines.count > 0 || input.isEmpty) }
  }

  @Test func `q leaves without a grade`() throws {
    var dialogue = try dialogue()
    let step = dialogue.handle("q")
    #expect(step.isLeft && step.grade == nil)
  }
}
