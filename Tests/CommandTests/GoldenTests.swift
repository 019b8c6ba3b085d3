import Foundation
import TestSupport
import Testing

/// What people see, compared with files that people have read.
///
/// After a change that is meant, `GAUGER_RENEW_GOLDEN=1 swift test --filter GoldenTests` writes the files anew; read
/// the difference before it is committed.
@Suite(.serialized) struct GoldenTests {
  private static let cases: [(name: String, arguments: [String])] = [
    ("nothing", []),
    ("lookup-words", ["lookup", "frequency", "changer"]),
    ("lookup-typo", ["lookup", "marageing", "tbue"]),
    ("lookup-code", ["lookup", "3A225"]),
    ("lookup-entry-with-paragraphs", ["lookup", "1C350"]),
    ("lookup-marking", ["lookup", "AMS 6514 drive"]),
    ("lookup-wrong-cas", ["lookup", "CAS", "10025-87-4"]),
    ("lookup-unread-un", ["lookup", "UN 18?0"]),
    ("lookup-nothing", ["lookup", "zzzzzzzzz"]),
    ("lookup-json", ["lookup", "thiodiglycol", "--json"]),
    ("show-commodity", ["show", "frequency-converter"]),
    ("show-entry", ["show", "3A225"]),
    ("show-feature", ["show", "output-frequency"]),
    ("show-marking", ["show", "ams-6514"]),
    ("show-substance", ["show", "10025-87-3"]),
    ("show-hazard", ["show", "toxic"]),
    ("show-regime", ["show", "nsg"]),
    ("show-un", ["show", "1809"]),
    ("show-heading", ["show", "8504"]),
    ("show-unknown", ["show", "freqency-converter"]),
    ("show-json", ["show", "eu/1C216", "--json"]),
    ("compare", ["compare", "frequency-converter", "motor-drive"]),
    ("compare-json", ["compare", "frequency-converter", "motor-drive", "--json"]),
    (
      "check-met", ["check", "eu/3A225", "output-frequency=1000 Hz", "three phase", "5 kVA", "frequency-control=0.1 %"]
    ),
    ("check-missing", ["check", "eu/3A225", "output-frequency=1000 Hz", "three phase"]),
    ("check-not-met", ["check", "eu/3A225", "0-400 Hz"]),
    ("check-near", ["check", "eu/1C216", "material=maraging-steel", "diameter=75.2 mm"]),
    ("check-near-below", ["check", "eu/1C216", "material=maraging-steel", "diameter=74.8 mm"]),
    ("check-judgement", ["check", "eu/0B001.b", "uranium-words=no"]),
    ("check-commodity", ["check", "frequency-converter", "uranium-words=yes"]),
    ("check-paragraphs", ["check", "1C350", "thiodiglycol"]),
    ("check-nothing", ["check", "maraging-tube"]),
    ("check-unknown-feature", ["check", "eu/3A225", "outputfreq=3 Hz"]),
    ("check-unknown-value", ["check", "eu/3A225", "output-phases=blue"]),
    ("check-json", ["check", "eu/1C216", "material=maraging-steel", "diameter=80 mm", "--json"]),
    ("regimes", ["regimes"]),
    ("regimes-name", ["regimes", "Australia", "Group"]),
    ("regimes-country", ["regimes", "Brazil"]),
    ("regimes-country-in-regime", ["regimes", "NSG", "de"]),
    ("regimes-commodity", ["regimes", "frequency-converter"]),
    ("regimes-concordance", ["regimes", "concordance", "maraging-tube"]),
    ("regimes-concordance-json", ["regimes", "concordance", "maraging-tube", "--json"]),
    ("regimes-concordance-same", ["regimes", "concordance", "frequency-converter"]),
    ("regimes-emerging-none", ["regimes", "emerging", "quantum"]),
    ("regimes-unknown", ["regimes", "Atlantis"]),
    ("kit-status", ["kit", "status"]),
    ("kit-doctor", ["kit", "doctor"]),
  ]

  @Test func `every command prints what its golden file holds`() throws {
    let program = try BuiltProgram.shared.get()
    let renews = ProcessInfo.processInfo.environment["GAUGER_RENEW_GOLDEN"] == "1"
    for (name, arguments) in Self.cases {
      let run = try program.run(arguments)
      let text = Self.text(of: run, arguments, home: program.home)
      let file = BuiltProgram.golden.appendingPathComponent("\(name).txt")
      if renews { try Data(text.utf8).write(to: file) }
      let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "(no golden file)"
      #expect(text == golden, "\(name)")
    }
  }

  @Test func `there is no golden file without a command`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: BuiltProgram.golden.path)
    #expect(Set(files) == Set(Self.cases.map { "\($0.name).txt" }))
  }

  @Test func `no command words a verdict that only the authority may speak`() throws {
    let forbidden = ["cleared", "is safe", "legal", "is controlled", "unscrew", "power on", "sniff"]
    for (name, _) in Self.cases {
      let file = BuiltProgram.golden.appendingPathComponent("\(name).txt")
      let text = try String(contentsOf: file, encoding: .utf8).lowercased()
      for word in forbidden { #expect(!text.contains(word), "\(name): \(word)") }
    }
  }

  /// The run as a text without what differs from day to day and from machine to machine.
  static func text(of run: Executable.Run, _ arguments: [String], home: URL) -> String {
    var text = "$ gauger \(arguments.joined(separator: " "))\n\(run.output)"
    if !run.errors.isEmpty { text += "--- errors\n\(run.errors)" }
    if run.status != 0 { text += "--- status \(run.status)\n" }
    text = text.replacing(home.path, with: "HOME")
    text = text.replacing(#/Catalog [0-9a-f]{12}, compiled [a-z0-9 ]+\./#, with: "Catalog RELEASE, AGE.")
    text = text.replacing(#/compiled [a-z]+ \([0-9TZ:-]+\)/#, with: "AGE")
    text = text.replacing(#/[0-9]+ MiB/#, with: "SIZE MiB")
    text = text.replacing(#/\b[0-9a-f]{64}\b/#, with: "RELEASE").replacing(#/\b[0-9a-f]{16}\b/#, with: "RELEASE")
    return text.replacing(#/\([0-9a-f]{12}\)/#, with: "(RELEASE)")
  }
}
