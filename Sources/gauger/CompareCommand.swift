import ArgumentParser
import Catalog
import KitStore
import Presentation

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Hold two kinds of goods against each other: what tells them apart, cheapest reading first.",
    discussion: """
      Examples:
        gauger compare frequency-converter ordinary-motor-drive
        gauger compare maraging-steel-tube furniture-tube --json

      Exit status: 0 compared, 1 no such commodity, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "The id of a commodity.") var first: String
  @Argument(help: "The id of the other.") var second: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let database = try kit.openDatabase()
    let choice = RecordChoice(database, kinds: [.commodity])
    let names = [try choice.names(first)[0].id, try choice.names(second)[0].id]
    guard names[0] != names[1] else {
      throw ValidationError("'\(first)' and '\(second)' are the same commodity; name two different ones")
    }
    let catalog = try database.catalog(of: [.feature, .substance, .commodity, .control, .hazard])
    guard let left = catalog.commodities[names[0]], let right = catalog.commodities[names[1]] else {
      throw CommandFailure(.badData, "one of the records cannot be read; 'gauger kit doctor' can say more")
    }
    let comparison = Comparison(left, right, in: catalog)
    if json {
      CommandOutput.show([("comparison", comparison.json)])
      return
    }
    var page = comparison.page
    let entries = [left, right].flatMap { CommodityCard($0, in: catalog).entries }
    try database.notice().add(to: &page, editions: RecordCard.editions(entries))
    CommandOutput.show(page)
  }
}
