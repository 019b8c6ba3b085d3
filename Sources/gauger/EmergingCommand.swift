import ArgumentParser
import CanonicalJSON
import Catalog
import KitStore
import Presentation

struct EmergingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emerging",
    abstract: "List the goods of emerging technologies that several regimes follow, with their entries.",
    discussion: """
      Technologies: \(EmergingTechnology.allCases.map(\.rawValue).joined(separator: ", ")).

      Exit status: 0 shown, 1 nothing listed, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "One technology; all without it.") var technology: [String] = []
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let list = EmergingGoods(
      try technologies(),
      in: try kit.openDatabase().catalog(of: [.feature, .substance, .commodity, .control])
    )
    if json { CommandOutput.show(list.json) } else { CommandOutput.show(list.page) }
    if list.isEmpty { throw CommandFailure(.nothingFound, "this catalog lists no goods of that technology") }
  }

  private func technologies() throws -> [EmergingTechnology] {
    let typed = technology.joined(separator: " ")
    if typed.isEmpty { return EmergingTechnology.allCases }
    guard let found = EmergingTechnology(named: typed) else {
      let names = EmergingTechnology.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("no technology is called '\(typed.prefix(80))'; there are \(names)")
    }
    return [found]
  }
}
