import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  private func object(_ text: String) throws -> [String: Any] {
    let lines = text.split(separator: "\n")
    #expect(lines.count == 1, "one object on one line")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `every command with a JSON form prints one object of version 1`() throws {
    let program = try BuiltProgram.shared.get()
    let commands: [[String]] = [
      ["lookup", "frequency"], ["show", "frequency-converter"], ["show", "output-phases"], ["show", "ams-6514"],
      ["show", "thiodiglycol"], ["show", "toxic"], ["show", "nsg"], ["show", "UN 1809"], ["show", "850440"],
      ["compare", "frequency-converter", "motor-drive"], ["check", "3A225"], ["check", "maraging-tube", "80 mm"],
      ["regimes"], ["regimes", "AG"], ["regimes", "Germany"], ["regimes", "maraging-tube"], ["kit", "status"],
      ["kit", "doctor"], ["item", "list"], ["sync", "conflicts"],
    ]
    for command in commands {
      let run = try program.run(command + ["--json"])
      #expect(run.status == 0, "\(command)")
      #expect(try object(run.output)["version"] as? Int == 1, "\(command)")
    }
  }

  @Test func `help of every command shows examples and exit statuses`() throws {
    let program = try BuiltProgram.shared.get()
    for command in [
      ["lookup"], ["show"], ["compare"], ["check"], ["regimes"], ["train"], ["kit", "status"], ["kit", "doctor"],
      ["item", "edit"], ["item", "add"], ["item", "annotate"], ["item", "hide"], ["item", "unhide"], ["item", "undo"],
      ["item", "list"], ["sync", "conflicts"], ["sync", "resolve"],
    ] {
      let run = try program.run(command + ["--help"])
      #expect(run.status == 0)
      #expect(run.output.contains("Example"), "\(command)")
      #expect(run.output.contains("gauger \(command.joined(separator: " "))"), "\(command)")
      #expect(run.output.contains("Exit status"), "\(command)")
    }
  }

  @Test func `completion scripts are printed and bash can read its own`() throws {
    let program = try BuiltProgram.shared.get()
    for shell in ["bash", "zsh", "fish"] {
      let run = try program.run(["--generate-completion-script", shell])
      #expect(run.status == 0)
      #expect(run.output.contains("lookup") && run.output.contains("regimes"), "\(shell)")
      guard shell == "bash" else { continue }
      let script = program.home.appendingPathComponent("completion.bash")
      try Data(run.output.utf8).write(to: script)
      let bash = try Process.run(URL(fileURLWithPath: "/bin/bash"), arguments: ["-n", script.path])
      bash.waitUntilExit()
      #expect(bash.terminationStatus == 0)
      try FileManager.default.removeItem(at: script)
    }
  }

  @Test func `wrong usage, no catalog and a bad folder have exit statuses and say what to do`() throws {
    let program = try BuiltProgram.shared.get()
    for arguments in [["lookup"], ["lookup", ""], ["compare", "a"], ["lookup", "x", "--limit", "0"], ["frobnicate"]] {
      #expect(try program.run(arguments).status == 64, "\(arguments)")
    }
    let empty = BuiltProgram.withoutCatalog()
    for arguments in [["lookup", "x"], ["show", "x"], ["check", "x"], ["regimes"], ["kit", "status"]] {
      let run = try empty.run(arguments)
      #expect(run.status == 69, "\(arguments)")
      #expect(run.output.isEmpty && run.errors.contains("--catalog"), "\(arguments)")
    }
    #expect(try empty.run([]).output.contains("No catalog is installed yet"))
    let run = try empty.run(["lookup", "x", "--catalog", "/nowhere"])
    #expect(run.status == 69 && run.errors.contains("/nowhere"))
  }

  @Test func `hostile arguments end in an answer or an error, never in a trap`() throws {
    let program = try BuiltProgram.shared.get()
    let texts = [
      "\"", "' OR 1=1", "valve AND (", "🚀🚀", "=", "a=", "=b", ">=5 kN", "output-frequency=",
      "output-frequency=1e400 Hz",
      "output-frequency=NaN", "output-frequency=-1 Hz", "diameter=9999999999999999999999 km", "\u{202E}abc", "%", "--",
      String(repeating: "ж", count: 20_000), String(repeating: "?", count: 20_000),
      "x=" + String(repeating: "9", count: 50_000),
    ]
    for text in texts {
      for command in [
        ["lookup", "--", text], ["show", "--", text], ["check", "eu/3A225", "--", text], ["regimes", "--", text],
      ] {
        let run = try program.run(command)
        #expect(
          [0, 1, 64, 65].contains(run.status),
          "\(command.prefix(2)) \(text.prefix(20)): \(run.status) \(run.errors.prefix(200))"
        )
      }
    }
  }

  @Test func `the doctor finds changed records, loose permissions and leftovers`() throws {
    let program = try BuiltProgram()
    defer { try? FileManager.default.removeItem(at: program.home) }
    let leftover = program.home.appendingPathComponent("releases/.catalog.db.1234")
    try Data().write(to: leftover)
    var run = try program.run(["kit", "doctor"])
    #expect(run.status == 65 && run.output.contains("✗ interrupted installations: releases/.catalog.db.1234"))
    try FileManager.default.removeItem(at: leftover)

    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: program.home.path)
    run = try program.run(["kit", "doctor"])
    #expect(run.status == 65 && run.output.contains("✗ permissions: others may write"))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.home.path)
    #expect(try program.run(["kit", "doctor"]).status == 0)

    // One letter of one record, of the same length: the database stays whole, the digest does not.
    let file = program.home.appendingPathComponent("current/catalog.db").resolvingSymlinksInPath()
    var data = try Data(contentsOf: file)
    let place = try #require(data.range(of: Data("Drives the motors of gas".utf8)))
    data.replaceSubrange(place, with: Data("Drives the rotors of gas".utf8))
    try data.write(to: file)
    run = try program.run(["kit", "doctor"])
    #expect(run.status == 65 && run.output.contains("✗ records: changed since they were installed"))
    #expect(run.output.contains("✓ database: whole"))

    try Data("rubbish".utf8).write(to: file)
    run = try program.run(["kit", "doctor"])
    #expect(run.status == 65 && run.output.contains("✗ catalog"))
  }

  @Test func `nothing but text is written where no terminal is`() throws {
    let program = try BuiltProgram.shared.get()
    let run = try program.run(["show", "frequency-converter"])
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
