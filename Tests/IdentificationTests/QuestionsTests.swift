import Catalog
import Reading
import TestSupport
import Testing

@testable import Identification

@Suite struct QuestionsTests {
  private let engine: FixtureEngine

  init() throws {
    engine = try FixtureEngine()
  }

  @Test func `nothing inside is ever asked for, and no tool that is not at hand`() {
    forAll(count: 200) { random in
      var clues = Clues()
      clues.observations = (0..<Int.random(in: 0...5, using: &random)).map { _ in engine.observation(&random) }
      let tools = Set(Feature.Tool.allCases.filter { _ in Bool.random(using: &random) })
      let circumstances = Circumstances(mode: Circumstances.Mode.allCases.randomElement(using: &random), tools: tools)
      for question in engine.identification.assess(clues, under: circumstances).questions {
        if question.feature.place == .inside { return "\(question.feature.id) is inside" }
        let tool = question.feature.tool
        if tool != .none, tool != .datasheet, !tools.contains(tool) { return "\(question.feature.id) needs \(tool)" }
      }
      return nil
    }
  }

  @Test func `what was answered is not asked again`() {
    forAll(count: 200) { random in
      var clues = Clues()
      clues.observations = (0..<Int.random(in: 1...6, using: &random)).map { _ in engine.observation(&random) }
      // What only the papers claim is no answer.
      let answered = Set(clues.observations.filter { $0.source != .declared }.map(\.feature))
      let again = engine.identification.assess(clues).questions.first { answered.contains($0.feature.id) }
      return again.map { "\($0.feature.id) is asked again" }
    }
  }

  @Test func `questions come best first and each once`() {
    let questions = engine.identification.assess(Clues()).questions
    #expect(!questions.isEmpty)
    #expect(Set(questions.map(\.feature.id)).count == questions.count)
    #expect(zip(questions, questions.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test func `a feature that cannot apply is not asked for`() {
    #expect(!engine.assess("drum, 200 kg, CAS 111-48-8").questions.contains { $0.feature.id == "output-frequency" })
  }

  @Test func `a reading that decides an open entry is asked for`() {
    let questions = engine.assess("frequency converter, cabinet, 3PH").questions
    #expect(questions.contains { $0.feature.id == "output-frequency" && !$0.decides.isEmpty })
  }

  @Test func `the forecast of an answer is a share of one`() throws {
    let clues = engine.clues("tube")
    for question in engine.identification.assess(clues).questions {
      let forecast = engine.identification.forecast(question, clues)
      #expect(forecast.allSatisfy { (0...1).contains($0.probability) && $0.candidatesLeft >= 0 })
      #expect(forecast.reduce(0) { $0 + $1.probability } < 1.0001)
    }
  }
}
