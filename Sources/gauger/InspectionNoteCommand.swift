public import ArgumentParser
import CanonicalJSON
import Referral
import Foundation
public import Inspections

struct InspectionNoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write a note: of safety, for the expert, a suggestion, a reason to suspect, an answer that came back.",
    discussion: """
      Example:
        gauger inspection note last "dose rate 0.2 uSv/h at the door" --about safety

      Exit status: 0 written, 65 it was referred, 74 no such inspection.
      """
  )

  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name: String
  @Argument(help: "The words.") var text: [String] = []
  @Option(help: "general, safety, question, action, suspicion or returned.") var about = InspectionNote.Topic.general
  @Option(help: "Take back the note, declaration, photo or tick that is this event's number.") var strike: Int?

  func validate() throws {
    if text.isEmpty == (strike == nil) { throw ValidationError("give either the words or --strike NUMBER") }
  }

  func run() throws {
    let desk = try InspectionDesk()
    // The answer of the authority comes after the referral and changes nothing in it.
    let journal =
      about == .returned && strike == nil ? try desk.open(name, sitting) : try desk.openForChange(name, sitting)
    if let strike {
      guard journal.examination.events.indices.contains(strike - 1),
        journal.examination.events[strike - 1].isUndoable
      else { throw CommandFailure(.badData, "event \(strike) is nothing that can be taken back") }
      try journal.append(.undone(event: strike), at: InspectionDesk.now)
      print("Event \(strike) of inspection \(journal.id) is taken back; it stays readable in the journal.")
      return
    }
    let words = String(text.joined(separator: " ").prefix(4_000))
    try journal.append(.noted(InspectionNote(about, words)), at: InspectionDesk.now)
    print("Noted in inspection \(journal.id) as event \(journal.examination.events.count).")
  }
}

extension InspectionNote.Topic: ExpressibleByArgument {}

struct InspectionPhotoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "photo",
    abstract: "Attach photographs and papers; they are copied into the kit at once.",
    discussion: """
      Each file is kept by the digest of its content. What leaves the kit later carries no location.

      Example:
        gauger inspection photo last plate.jpg --view plate

      Exit status: 0 attached, 65 it was referred, 74 a file cannot be read.
      """
  )

  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name: String
  @Argument(help: "The files.") var files: [String]
  @Option(help: "What they show: wide, label, plate, certificate, scale, paper or other.")
  var view = Attachment.View.other

  func run() throws {
    let desk = try InspectionDesk()
    let journal = try desk.openForChange(name, sitting)
    let folder = AttachmentFolder(desk.home)
    for file in files {
      let attachment = try folder.keep(URL(fileURLWithPath: file), view: view)
      try journal.append(.attached(attachment), at: InspectionDesk.now)
      let location =
        attachment.cleaned == nil ? "; it stays in the kit, because its location cannot be taken out" : ""
      print("\(attachment.digest.prefix(12))  \(attachment.name.printable), \(attachment.size) bytes\(location)")
    }
  }
}

extension Attachment.View: ExpressibleByArgument {}
