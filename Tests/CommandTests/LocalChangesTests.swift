import Foundation
import TestSupport
import Testing

/// What people see who change the catalog on their kit, and what becomes of it when the authority's next release comes.
///
/// The steps follow one another on one kit; each is compared with a file that people have read.
/// `GAUGER_RENEW_GOLDEN=1 swift test --filter LocalChangesTests` writes the files anew.
@Suite(.serialized) struct LocalChangesTests {
  private static let golden = BuiltProgram.golden.deletingLastPathComponent().appendingPathComponent("GoldenLocal")

  private static let first: [(name: String, arguments: [String])] = [
    ("list-nothing", ["item", "list"]),
    ("edit", ["item", "edit", "frequency-converter", "looks like=Grey cabinet, 60 cm high.", "also+=Umrichter"]),
    ("edit-critical", ["item", "edit", "commodity/frequency-converter", "hs=999999"]),
    ("edit-state", ["item", "edit", "feature/form", "states.tube.tell=Hollow; light shows at the other end."]),
    ("edit-no-such-state", ["item", "edit", "feature/form", "states.tub.tell=Hollow."]),
    ("edit-nothing", ["item", "edit", "motor-drive", "also+=VFD"]),
    ("edit-faulty", ["item", "edit", "eu/3A225", "title={a: b}"]),
    ("edit-unknown", ["item", "edit", "freqency-converter", "name=Drive"]),
    ("edit-by-code", ["item", "edit", "3A225", "note=Ask first."]),
    ("annotate", ["item", "annotate", "marking/drive-word", "Also on toy boxes.", "--officer", "0815"]),
    ("hide", ["item", "hide", "motor-drive"]),
    ("hide-twice", ["item", "hide", "motor-drive"]),
    ("add", ["item", "add", "substance", "name=Solvent seven", "cas=[64-17-5]", "--country", "DE"]),
    (
      "add-entry",
      [
        "item", "add", "entry", "title=National rule for drives", "edition=2026", "confidence=national", "--extends",
        "eu/3A225",
      ]
    ),
    ("add-faulty", ["item", "add", "commodity", "name=Shaft", "scores.form=[tube]", "hs=[1]"]),
    ("lookup-hidden", ["lookup", "ordinary", "motor", "drive", "--kind", "commodity"]),
    ("lookup-changed", ["lookup", "Umrichter"]),
    ("lookup-added", ["lookup", "64-17-5"]),
    ("lookup-json", ["lookup", "Umrichter", "--json"]),
    ("show-changed", ["show", "frequency-converter"]),
    ("show-extended", ["show", "eu/3A225"]),
    ("show-json", ["show", "form", "--json"]),
    ("conflicts", ["sync", "conflicts"]),
    ("resolve-keep-proposal", ["sync", "resolve", "3", "--keep-local"]),
    ("conflicts-none", ["sync", "conflicts"]),
    ("resolve-nothing", ["sync", "resolve", "1", "--keep-local"]),
    ("list", ["item", "list"]),
  ]

  private static let second: [(name: String, arguments: [String])] = [
    ("release-conflicts", ["sync", "conflicts"]),
    ("release-conflicts-json", ["sync", "conflicts", "--json"]),
    ("release-show", ["show", "frequency-converter"]),
    ("release-show-withdrawn", ["show", "drive-word"]),
    ("release-lookup-withdrawn", ["lookup", "toy", "boxes"]),
    ("release-edit-withdrawn", ["item", "edit", "marking/drive-word", "name=Drive"]),
    ("release-take-upstream", ["sync", "resolve", "1", "--take-upstream"]),
    ("release-keep-hidden", ["sync", "resolve", "7", "--keep-local"]),
    ("release-keep-withdrawn", ["sync", "resolve", "6", "--keep-local"]),
    ("release-settled", ["sync", "conflicts"]),
    ("unhide", ["item", "unhide", "motor-drive"]),
    ("undo", ["item", "undo", "2"]),
    ("undo-twice", ["item", "undo", "2"]),
    ("list-all", ["item", "list", "--all"]),
    ("list-json", ["item", "list", "frequency-converter", "--json"]),
  ]

  @Test func `changes, conflicts and decisions print what their golden files hold`() throws {
    let program = try BuiltProgram()
    defer { try? FileManager.default.removeItem(at: program.home) }
    try run(Self.first, on: program)
    let folder = program.home.appendingPathComponent("next-release")
    try Self.nextRelease(in: folder)
    #expect(try program.run(["kit", "status", "--catalog", folder.path]).status == 0)
    try run(Self.second, on: program)
    let doctor = try program.run(["kit", "doctor"])
    #expect(doctor.status == 0 && doctor.output.contains("✓ local changes: whole"), "\(doctor.output)")
  }

  private func run(_ cases: [(name: String, arguments: [String])], on program: BuiltProgram) throws {
    let renews = ProcessInfo.processInfo.environment["GAUGER_RENEW_GOLDEN"] == "1"
    for (name, arguments) in cases {
      let run = try program.run(arguments)
      let text = GoldenTests.text(of: run, arguments, home: program.home)
        .replacing(#/x-de-[0-9a-z]{26}/#, with: "x-de-ULID")
        .replacing(#/\b20[0-9]{2}-[0-9]{2}-[0-9]{2}( by|\n)/#) { "DAY\($0.output.1)" }
        .replacing(#/"time":[0-9]+/#, with: "\"time\":TIME")
      let file = Self.golden.appendingPathComponent("\(name).txt")
      if renews { try Data(text.utf8).write(to: file) }
      let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "(no golden file)"
      #expect(text == golden, "\(name)")
      if arguments.last == "--json" { #expect(run.output.contains("\"version\":1}"), "\(name)") }
    }
  }

  /// The small catalog a release later: other words, another range, and one marking fewer.
  private static func nextRelease(in folder: URL) throws {
    try FileManager.default.copyItem(at: BuiltProgram.fixture, to: folder)
    func change(_ file: String, _ edit: (String) -> String) throws {
      let url = folder.appendingPathComponent(file)
      let old = try String(contentsOf: url, encoding: .utf8)
      let new = edit(old)
      #expect(old != new, "\(file)")
      try Data(new.utf8).write(to: url)
    }
    try change("commodities/electrical/frequency-converter.yaml") {
      $0.replacing("Metal cabinet or rack unit with", with: "Metal housing with")
    }
    try change("commodities/electrical/motor-drive.yaml") { $0.replacing("50..599 Hz", with: "40..599 Hz") }
    try change("markings/all.yaml") { text in
      let start = text.range(of: "- id: drive-word")?.lowerBound ?? text.endIndex
      let rest = text[start...].dropFirst()
      let end = rest.range(of: "\n- id:")?.lowerBound ?? text.endIndex
      return String(text[..<start] + text[end...].drop(while: \.isNewline))
    }
  }

  @Test func `there is no golden file without a step, and none words a verdict`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path)
    #expect(Set(files) == Set((Self.first + Self.second).map { "\($0.name).txt" }))
    for file in files {
      let text = try String(contentsOf: Self.golden.appendingPathComponent(file), encoding: .utf8).lowercased()
      for word in ["cleared", "is safe", "legal", "is controlled"] { #expect(!text.contains(word), "\(file): \(word)") }
    }
  }

  @Test func `what was said identifies goods, screens lines and never takes a test away`() throws {
    let program = try BuiltProgram()
    defer { try? FileManager.default.removeItem(at: program.home) }
    for arguments in [
      ["item", "edit", "frequency-converter", "name=Umrichter", "also=[FU-Geraet]", "controls=[]", "hazards=[]"],
      ["item", "hide", "frequency-converter"], ["item", "hide", "eu/3A225"],
      [
        "item", "add", "entry", "title=National rule", "edition=2026", "confidence=x", "--extends", "eu/3A225",
        "--country", "fr",
      ],
    ] { #expect(try program.run(arguments).status == 0, "\(arguments)") }
    let lines = program.home.appendingPathComponent("lines.jsonl")
    let goods = ["FU-Geraet", "static frequency converter", "Frequency converter of high output frequency"].map {
      #"{"id":"1","declared_description":"\#($0)","markings":["1000 Hz 3PH 20 kVA"]}"#
    }
    try Data(goods.joined(separator: "\n").utf8).write(to: lines)
    let run = try program.run(["screen", lines.path])
    #expect(run.status == 0)
    for line in run.output.split(separator: "\n") {
      #expect(line.contains("eu/3A225") && line.contains("x-fr-") && line.contains("frequency-converter"), "\(line)")
    }
  }

  @Test func `an addition from a file is checked as the catalog is, and goods are told by it`() throws {
    let program = try BuiltProgram()
    defer { try? FileManager.default.removeItem(at: program.home) }
    let file = program.home.appendingPathComponent("shaft.yaml")
    let record = """
      name: Hollow pump shaft
      family: metals
      looks like: Dull tube with keyways.
      hs: ["730451"]
      scores:
        form: tube
        material: maraging-steel
        diameter: 20..60 mm
        output-phases: n/a
        output-frequency: n/a
        output-power: n/a
        uranium-words: no
        substance: n/a
      controls: []
      look-alikes: [{commodity: maraging-tube, tell: No keyways}]
      why it matters: Same steel.
      sources: [seen here]
      confidence: domain knowledge
      """
    try Data(record.utf8).write(to: file)
    let add = ["item", "add", "commodity", "--file", file.path, "--extends", "maraging-tube", "--json"]
    #expect(try program.run(add).status == 64, "no country yet")
    let run = try program.run(add, environment: ["GAUGER_COUNTRY": "AT"])
    #expect(run.status == 0 && run.output.contains(#""id":"x-at-"#), "\(run.errors)")
    let lookup = try program.run(["lookup", "pump", "shaft"])
    #expect(lookup.output.contains("added on this kit"))
    let identified = try program.run(["identify", "--json", "hollow pump shaft"])
    #expect(identified.output.contains("x-at-") && identified.output.contains("eu/1C216"), "\(identified.errors)")
    try Data("- a\n- b\n".utf8).write(to: file)
    #expect(try program.run(add).status == 65)
    #expect(try program.run(add.map { $0 == file.path ? "/nowhere.yaml" : $0 }).status == 74)
  }

  @Test func `hostile arguments end in an answer or an error, never in a trap`() throws {
    let program = try BuiltProgram()
    defer { try? FileManager.default.removeItem(at: program.home) }
    let texts = [
      "=", "a=", "+=b", "hs=[", "hs=[[[[[[[[[[[[[[[[[[[[[", "states..tell=x", "scores.=y", "🚀=🚀",
      "name={a: [b",
      "name=" + String(repeating: "ж", count: 50_000), "also=" + String(repeating: "[", count: 5_000) + "]",
    ]
    for text in texts {
      for command in [
        ["item", "edit", "feature/form", "--", text], ["item", "add", "feature", "--country", "de", "--", text],
      ] {
        let run = try program.run(command)
        #expect(
          [0, 64, 65].contains(run.status),
          "\(command.prefix(3)) \(text.prefix(20)): \(run.status) \(run.errors)"
        )
      }
      for command in [
        ["sync", "resolve", "--keep-local", "--", text], ["item", "undo", "--", text], ["item", "hide", "--", text],
      ] {
        #expect([1, 64].contains(try program.run(command).status), "\(command.prefix(2)) \(text.prefix(20))")
      }
    }
  }
}
