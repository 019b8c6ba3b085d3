import Foundation
import TestSupport
import Testing

@Suite struct InspectionCommandTests {
  @Test func `an inspection is declared, referred, exported, verified and opened again`() throws {
    let program = try BuiltProgram()
    func run(_ arguments: String...) throws -> Executable.Run { try program.run(["inspection"] + arguments) }
    #expect(try run("list").status == 1)
    let declared = try run(
      "declare",
      "--begin",
      "--hs",
      "730449",
      "--awb",
      "020-12345674",
      "--officer",
      "4711",
      "--json"
    )
    #expect(declared.status == 0 && declared.output.contains("its check digit would have to be"))
    #expect(try run("note", "last", "no leak", "--about", "safety").status == 0)
    let photograph = program.home.appendingPathComponent("label.txt")
    try Data("label".utf8).write(to: photograph)
    #expect(try run("photo", "last", photograph.path, "--view", "label").status == 0)
    #expect(try run("show", "last").output.contains("no leak"))

    let sheet = try run("refer", "last", "--json")
    #expect(sheet.status == 0 && sheet.output.contains("\"officer\":\"4711\""))
    #expect(try run("refer", "last", "--json").output == sheet.output, "the same sheet, word for word")
    #expect(try run("note", "last", "more").status == 65, "a referral is not changed behind its back")
    #expect(try run("note", "last", "not listed", "--about", "returned").status == 0)
    #expect(try run("refer", "last", "--json").output == sheet.output)

    let file = program.home.appendingPathComponent("case.jsonl")
    #expect(try run("export", "last", "--out", file.path).output.contains("label.txt"))
    #expect(try run("verify", file.path).status == 0)
    var bytes = Array(try Data(contentsOf: file))
    bytes[40] ^= 1
    try Data(bytes).write(to: file)
    let changed = try run("verify", file.path)
    #expect(changed.status == 65 && changed.errors.contains("line 1:"))

    #expect(try run("reopen", "last", "--reason", "data sheet arrived").status == 0)
    #expect(try run("note", "last", "more").status == 0)
    #expect(try run("list").output.contains("open"))
    #expect(try run("declare", "last", "--from", "/nonexistent").status == 74)
    #expect(try run("flags", "last", "--tick", "no-such-flag").status == 65)
  }
}
