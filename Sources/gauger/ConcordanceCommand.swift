import ArgumentParser
import CanonicalJSON
import Catalog
import KitStore
import Presentation

struct ConcordanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "concordance",
    abstract: "Show one commodity on all lists side by side: what each tests, and which readings tell them apart.",
    discussion: """
      No list is picked over another. The readings are examples, found by trying values on, below and above the limits \
      that the tests have.

      Exit status: 0 shown, 1 no such commodity, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "A commodity.") var commodity: [String]
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let typed = commodity.joined(separator: " ")
    let database = try kit.openDatabase()
    let catalog = try database.catalog(of: [.feature, .substance, .commodity, .control])
    guard let name = try RecordChoice(database, kinds: [.commodity]).names(typed).first,
      let commodity = catalog.commodities[name.id]
    else { throw CommandFailure(.nothingFound, "no commodity is called '\(typed.prefix(80))'") }
    let concordance = Concordance(commodity, in: catalog)
    if json { return CommandOutput.show(concordance.json) }
    var page = concordance.page
    try database.notice().add(to: &page, editions: [])
    CommandOutput.show(page)
  }
}
