import ArgumentParser
import CanonicalJSON
import Catalog
import Foundation
import Inspections
import Presentation
import Referral

struct InspectionShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an inspection as it stands now, hazards first.",
    discussion: """
      Example:
        gauger inspection show last

      Exit status: 0 shown, 69 no catalog, 74 no such inspection.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Flag(help: "Show the journal's events instead, one a line.") var events = false
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let desk = try InspectionDesk()
    let entry = try desk.entry(name)
    if events {
      try FileHandle.standardOutput.write(contentsOf: Data(desk.folder.bytes(entry.id)))
      return
    }
    let ground = try desk.ground(entry.examination, began: entry.began, kit: kit)
    let print = ReferralPrint(ReferralSheet(ground), seal: nil)
    if json {
      CommandOutput.show(
        try print.json().object?.members.filter { $0.key != "version" }.map { ($0.key, $0.value) } ?? []
      )
      return
    }
    var page = print.page
    page.line("State: \(InspectionListCommand.state(entry.examination)), \(entry.examination.events.count) events.")
    let suggested = ground.endUse.suggested.map { "\($0.id): \($0.sentence) \($0.ask)" }
    page.section("Flags to think of ('gauger inspection flags')", suggested)
    CommandOutput.show(page)
  }
}
