import ArgumentParser
import CanonicalJSON
import DurableFiles
import Foundation
import Inspections
import KitStore
import Presentation
import Referral

struct InspectionExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a signed copy of an inspection with its photographs into one file.",
    discussion: """
      Photographs go without their location unless --with-location is given; what cannot be freed of it stays behind.

      Example:
        gauger inspection export last --out inspection.jsonl

      Exit status: 0 written, 74 a file cannot be read or written.
      """
  )

  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Option(help: "The file to write.") var out: String
  @Flag(help: "Let photographs keep where they were taken.") var withLocation = false

  func run() throws {
    let desk = try InspectionDesk()
    let journal = try desk.open(name, sitting)
    let export = try InspectionExport(
      journal,
      from: desk.home,
      identity: KitIdentity(of: desk.home),
      includingLocation: withLocation,
      at: InspectionDesk.now
    )
    try DurableFile.replace(URL(fileURLWithPath: out), with: export.bytes)
    print("Inspection \(journal.id) is written to \(out): \(export.bytes.count) bytes.")
    for attachment in export.attachments { print("- \(attachment.name.printable), \(attachment.size) bytes") }
    for attachment in export.heldBack {
      CommandOutput.note("\(attachment.name.printable) stays behind: it may hold a location; --with-location sends it")
    }
  }
}

struct InspectionVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that an exported inspection is as it left the kit, byte for byte.",
    discussion: """
      Example:
        gauger inspection verify inspection.jsonl

      Exit status: 0 nothing was changed, 65 something was (the line is named), 74 the file cannot be read.
      """
  )

  @Argument(help: "The exported file.") var file: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
      throw CommandFailure(.inputOutput, "cannot read \(file): there is no such file, or it may not be read")
    }
    let proof = ExportProof(Array(data))
    if json {
      CommandOutput.show([
        ("inspection", .text(proof.inspection)), ("kit", .text(proof.kit)), ("digest", .text(proof.digest)),
        ("events", .integer(Int64(proof.events))), ("attachments", .integer(Int64(proof.attachments))),
        (
          "problems",
          .list(
            proof.problems.map { .members(["line": .integer(Int64($0.line)), "reason": .text($0.reason)]) }
          )
        ),
      ])
    } else if proof.problems.isEmpty {
      print("Unchanged: inspection \(proof.inspection), \(proof.events) events, \(proof.attachments) attachments.")
      print("Signed by kit \(proof.kit); ask the authority whose kit that is.")
    }
    guard let first = proof.problems.first else { return }
    let more = proof.problems.count > 1 ? "; \(proof.problems.count - 1) more lines do not fit" : ""
    throw CommandFailure(.badData, "\(file): line \(first.line): \(first.reason)\(more)")
  }
}

struct InspectionReopenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open an inspection again that was finished or referred; the earlier sheet stays in the journal.",
    discussion: """
      Example:
        gauger inspection reopen last --reason "data sheet arrived"

      Exit status: 0 open, 74 no such inspection.
      """
  )

  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Option(help: "Why.") var reason: String

  func run() throws {
    let journal = try InspectionDesk().open(name, sitting)
    try journal.append(.reopened(reason: String(reason.prefix(1_000))), at: InspectionDesk.now)
    print("Inspection \(journal.id) is open again; go on with: gauger identify --resume \(journal.id)")
  }
}
