import Foundation
import TestSupport
import Testing

/// What the README promises holds on the catalog that is shipped.
@Suite(.serialized) struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// One kit with the shipped catalog for all of these tests: compiling it takes seconds.
  private static let shipped = Result { try shippedProgram() }
  private static var catalog: String { root.appendingPathComponent("Catalog").path }

  private static func shippedProgram() throws -> BuiltProgram {
    let program = BuiltProgram.withoutCatalog()
    let run = try program.run(["kit", "status", "--catalog", catalog])
    guard run.status == 0 else { throw BuiltProgram.Failure(errors: run.errors) }
    return program
  }

  private static func readme() throws -> String {
    try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// The words of a command line, quotes taken off, the comment left out.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "#" where !isQuoted && word.isEmpty: return words
      case " " where !isQuoted:
        if !word.isEmpty { words.append(word) }
        word = ""
      default: word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Pages whose commands need an authority at work: `ReadmePagesTests` types those.
  private static let pagesOfAuthorities = ["## A kit in the field", "## An authority"]

  private static func commands() throws -> [[String]] {
    var commands: [[String]] = []
    var (isShell, isRunHere) = (false, true)
    for line in try readme().split(separator: "\n") {
      if line.hasPrefix("## ") { isRunHere = !pagesOfAuthorities.contains(String(line)) }
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell, isRunHere, line.hasPrefix("gauger ") {
        commands.append(Array(words(line).dropFirst()))
      }
    }
    return commands
  }

  @Test func `every command in the README runs`() throws {
    let program = try Self.shipped.get()
    let lines = program.home.appendingPathComponent("lines.jsonl")
    try Data(#"{"id":"1","markings":["UN 1810"]}"#.utf8).write(to: lines)
    let commands = try Self.commands()
    #expect(commands.count > 8)
    for command in commands {
      let files = ["lines.jsonl", "referral.html", "case.jsonl"]
      let arguments = command.map { files.contains($0) ? program.home.appendingPathComponent($0).path : $0 }
      // Playing every commodity of the shipped catalog takes minutes.
      let folder = command == ["catalog", "check"] ? BuiltProgram.fixture.path : Self.catalog
      let run = try program.run(
        arguments + (command.first == "catalog" ? ["--catalog", folder] : []),
        environment: ["GAUGER_CATALOG": Self.catalog]
      )
      #expect(run.status == 0, "gauger \(command.joined(separator: " ")): \(run.errors)")
    }
  }

  @Test func `the scripts that the README names are there and can be run`() throws {
    for word in try Self.readme().split(whereSeparator: { " `[]\n".contains($0) }) where word.hasPrefix("Scripts/") {
      let path = Self.root.appendingPathComponent(String(word)).path
      #expect(FileManager.default.isExecutableFile(atPath: path), "\(word)")
    }
  }

  @Test func `the shipped catalog has no error`() throws {
    let run = try Self.shipped.get().run(["catalog", "lint", "--catalog", Self.catalog])
    #expect(run.status == 0, "\(run.output.split(separator: "\n").suffix(5))")
  }

  @Test func `compiling the shipped catalog twice gives the same bytes`() throws {
    let program = try Self.shipped.get()
    var contents: [Data] = []
    for number in 1...2 {
      let folder = program.home.appendingPathComponent("compiled-\(number)")
      let run = try program.run(["catalog", "compile", "--catalog", Self.catalog, "--output", folder.path])
      #expect(run.status == 0)
      contents.append(try Data(contentsOf: folder.appendingPathComponent("catalog.ndjson")))
    }
    #expect(contents[0] == contents[1] && !contents[0].isEmpty)
  }

  /// Goods lines whose outcome must never turn: a listed chemical, a barrel of machines, everyday goods.
  @Test func `screening the shipped catalog refers what meets a test and not what does not`() throws {
    let program = try Self.shipped.get()
    let lines = program.home.appendingPathComponent("screen.jsonl")
    let goods = [
      #"{"id":"pocl3","markings":["UN 1810","PHOSPHORUS OXYCHLORIDE","CAS 10025-87-3"]}"#,
      #"{"id":"drive","markings":["STATIC FREQUENCY CONVERTER","OUT 3PH 0-1000 Hz","20 kVA","STABILITY +-0.05 %"],"observations":[{"feature":"max output frequency","value":"1000","unit":"Hz"}]}"#,
      #"{"id":"tube","markings":["TP316L","ASTM A312","DN 80 SCH 10"],"declared_description":"stainless steel tubes"}"#,
      #"{"id":"etching","markings":["HF 8 %","UN 1790"],"observations":[{"feature":"concentration","value":"8","unit":"%"}]}"#,
      "not json",
    ]
    try Data(goods.joined(separator: "\n").utf8).write(to: lines)
    let run = try program.run(["screen", lines.path], environment: ["GAUGER_CATALOG": Self.catalog])
    #expect(run.status == 65, "one line is bad")
    var outcomes: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      if let id = object["id"] as? String { outcomes[id] = object["outcome"] as? String }
    }
    let first = run.output.prefix { $0 != "\n" }
    #expect(first.hasPrefix(#"{"id":"pocl3","hazards":[{"id":"#) && first.contains("Possible hazard: Toxic chemical"))
    #expect(outcomes == ["pocl3": "refer", "drive": "refer", "tube": "no-match", "etching": "no-match"])
  }

  @Test func `CSV is screened like JSON lines`() throws {
    let program = try Self.shipped.get()
    let table = program.home.appendingPathComponent("goods.csv")
    let text = "id,mode,markings,volume [L]\r\n7,sea,\"DE DIETRICH | GLASS LINED\",4000\r\n"
    try Data(text.utf8).write(to: table)
    let run = try program.run(["screen", table.path], environment: ["GAUGER_CATALOG": Self.catalog])
    let object = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(object["outcome"] as? String == "refer")
  }

  @Test func `three phases on a plate are not read as three picohenries`() throws {
    let run = try Self.shipped.get().run(
      ["identify", "--json", "static frequency converter 3PH"],
      environment: ["GAUGER_CATALOG": Self.catalog]
    )
    #expect(run.output.contains("Output phases: Three"))
    #expect(!run.output.contains("nductance"))
  }
}
