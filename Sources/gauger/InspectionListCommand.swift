import ArgumentParser
import CanonicalJSON
import Foundation
import Guidance
import Inspections
import Presentation

struct InspectionListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the inspections of this kit, the one changed last first.",
    discussion: """
      Example:
        gauger inspection list

      Exit status: 0 listed, 1 there is none, 65 a file was changed by somebody.
      """
  )

  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let (entries, unreadable) = try InspectionDesk().folder.all()
    if json {
      CommandOutput.show([
        ("inspections", .list(entries.map(Self.members))), ("unreadable", .texts(unreadable)),
      ])
    } else {
      var page = Page()
      for entry in entries {
        page.line("\(entry.id)  \(Self.state(entry.examination))  \(Self.summary(entry.examination))")
      }
      CommandOutput.show(page)
    }
    for name in unreadable { CommandOutput.note("\(name): cannot be read or was changed; keep the file and report it") }
    if !unreadable.isEmpty { throw ExitCode(65) }
    if entries.isEmpty {
      CommandOutput.note("there is no inspection yet; 'gauger identify' begins one")
      throw ExitCode(1)
    }
  }

  private static func members(_ entry: InspectionFolder.Entry) -> JSONValue {
    .members([
      "inspection": .text(entry.id), "began": .integer(Int64(entry.began)), "changed": .integer(Int64(entry.changed)),
      "state": .text(state(entry.examination)), "events": .integer(Int64(entry.examination.events.count)),
      "officer": .text(entry.examination.sitting?.officer ?? ""), "about": .text(summary(entry.examination)),
    ])
  }

  static func state(_ examination: Examination) -> String {
    examination.isReferred ? "referred" : examination.outcome == nil ? "open" : "finished"
  }

  private static func summary(_ examination: Examination) -> String {
    let seen = PlainTranscript.summary(examination)
    return seen.isEmpty ? "declared: \(examination.declared[.description].prefix(80))" : seen
  }
}
