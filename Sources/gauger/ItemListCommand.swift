import ArgumentParser
import CanonicalJSON
import Foundation
import KitStore
import Overlays
import Presentation

struct ItemListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what was said on this kit, and what has become of it.",
    discussion: """
      Examples:
        gauger item list
        gauger item list frequency-converter
        gauger item list --all           with what was retired

      Exit status: 0 listed, 1 no such record, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "Only changes of this record.") var item: String?
  @Flag(help: "With changes that were retired, and what retired them.") var all = false
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let merged = changes.catalog.local
    let name = try item.map { try ItemTarget($0, in: changes.catalog).name }
    let shown = changes.statements.filter { statement in
      guard name == nil || statement.name == name else { return false }
      if all { return true }
      if case .settle = statement.change { return false }
      return merged.standings[statement.key] != .retired
    }
    let kit = changes.statements.isEmpty ? "" : try changes.kit()
    if json {
      CommandOutput.show([("changes", .list(shown.map { LocalChanges.json($0, in: merged, at: kit) }))])
      return
    }
    var page = Page()
    if shown.isEmpty { page.line("Nothing was changed on this kit.") }
    for statement in shown {
      let author = statement.author.isEmpty ? "" : " by \(statement.author)"
      let day = Date(timeIntervalSince1970: Double(statement.time)).formatted(.iso8601.year().month().day())
      page.line("\(LocalChanges.line(statement, in: merged, at: kit)) \(day)\(author)")
    }
    if !merged.review.isEmpty {
      page.line("\(merged.review.count) of this waits for a decision: 'gauger sync conflicts'.")
    }
    CommandOutput.show(page)
  }
}
