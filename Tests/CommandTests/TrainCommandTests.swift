import Foundation
import TestSupport
import Testing

/// Practice on the small catalog, with a file of cases for it.
@Suite struct TrainCommandTests {
  private static let cases = """
    - id: a-tube
      name: A tube in foil
      grade: 1
      mode: air
      scene: A bright tube in foil.
      papers: steel tube
      readings: {material: maraging-steel, diameter: 80 mm}
      outcome: refer
      goods: maraging-tube
      lesson: Ask what it is made of.
    """

  private func program() throws -> (program: BuiltProgram, cases: String) {
    let program = try BuiltProgram()
    let file = program.home.appendingPathComponent("cases.yaml")
    try Data(Self.cases.utf8).write(to: file)
    return (program, file.path)
  }

  @Test func `a case is played from lines, graded, and its result is kept apart from inspections`() throws {
    let (program, cases) = try program()
    defer { try? FileManager.default.removeItem(at: program.home) }
    let lines = "\nmaterial\ndiameter\nd\n1\n1C216\n"
    let forgotten = try program.run(["train", "next", "--cases", cases, "--forget"], input: lines)
    #expect(forgotten.status == 0, "\(forgotten.errors)")
    #expect(forgotten.output.contains("What a good examiner would have asked"))
    #expect(try program.run(["train", "--cases", cases]).output.contains("not played yet"))
    let kept = try program.run(["train", "a-tube", "--cases", cases, "--json"], input: lines)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(kept.output.utf8)) as? [String: Any])
    #expect(object["right"] as? Bool == true && object["version"] as? Int == 1)
    #expect(try program.run(["train", "--cases", cases]).output.contains("played once"))
    #expect(try program.run(["inspection", "list"]).status == 1, "no inspection came of it")
    let files = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    #expect(files.contains("training.jsonl") && !files.contains("sessions"))
    #expect(try program.run(["kit", "doctor"]).status == 0)
  }

  @Test func `leaving, an unknown case, bad cases and no file have their exit statuses`() throws {
    let (program, cases) = try program()
    defer { try? FileManager.default.removeItem(at: program.home) }
    #expect(try program.run(["train", "next", "--cases", cases], input: "q\n").status == 2)
    #expect(try program.run(["train", "next", "--cases", cases], input: "\n").status == 2)
    #expect(try program.run(["train", "nonsense", "--cases", cases]).status == 1)
    #expect(try program.run(["train", "--cases", "/nowhere.yaml"]).status == 74)
    try Data("- {id: broken}".utf8).write(to: URL(fileURLWithPath: cases))
    let run = try program.run(["train", "--cases", cases])
    #expect(run.status == 65 && run.errors.contains("cases.yaml:1"))
  }
}
