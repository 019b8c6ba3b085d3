import ArgumentParser
import Catalog
import Foundation
import KitStore
import Overlays
import Presentation

struct ItemCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "item",
    abstract: "Add to the catalog on this kit: rewordings, remarks, hidden and new records.",
    discussion: """
      What is said here stays apart from the authority's releases and is merged with each. Codes, tests, limits, \
      hazards and numbers stay the authority's; a local value for them is kept beside as a proposal.
      """,
    subcommands: [
      ItemEditCommand.self, ItemAddCommand.self, ItemAnnotateCommand.self, ItemHideCommand.self,
      ItemUnhideCommand.self, ItemUndoCommand.self, ItemListCommand.self,
    ]
  )
}

struct ItemAnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Put a remark beside a record.",
    discussion: """
      Example:
        gauger item annotate frequency-converter "Seen with the plate painted over, twice this month."

      Exit status: 0 done, 1 no such record, 64 wrong usage, 69 no catalog, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The record: an id, a code, or KIND/ID.") var item: String
  @Argument(help: "The remark.") var text: [String]
  @Flag(help: "Print one JSON object.") var json = false

  private static let longest = 4_000

  func validate() throws {
    let length = text.joined(separator: " ").utf8.count
    guard length > 0 else { throw ValidationError("say what to note, in quotes") }
    guard length <= Self.longest else { throw ValidationError("a remark has at most \(Self.longest) letters") }
  }

  func run() throws {
    let changes = try LocalChanges(kit)
    let target = try ItemTarget(item, in: changes.catalog)
    let draft = OverlayDraft(target.name, title: target.title, .note(text.joined(separator: " ")))
    try changes.say([draft], by: officer, json: json)
  }
}

struct ItemHideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hide",
    abstract: "Leave a record out of lists; it is matched all the same.",
    discussion: """
      It comes back by itself when the authority changes what decides about it, and asks for a decision then.

      Example:
        gauger item hide furniture-tube

      Exit status: 0 done, 1 no such record, 64 wrong usage, 69 no catalog, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The record: an id, a code, or KIND/ID.") var item: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let target = try ItemTarget(item, in: changes.catalog)
    guard target.record != nil else {
      throw CommandFailure(.nothingFound, "\(target.name) was withdrawn; there is nothing to leave out of lists")
    }
    guard changes.catalog.local.items[target.name]?.isHidden != true else {
      throw CommandFailure(.nothingFound, "\(target.name) is left out of lists already")
    }
    let base = OverlayBase.fingerprint(of: target.upstream, of: target.name.kind)
    try changes.say([OverlayDraft(target.name, title: target.title, .hide(base: base))], by: officer, json: json)
  }
}

struct ItemUnhideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unhide",
    abstract: "Show a hidden record in lists again.",
    discussion: """
      Example:
        gauger item unhide furniture-tube

      Exit status: 0 done, 1 no such record or not hidden, 64 wrong usage, 69 no catalog, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The record: an id, a code, or KIND/ID.") var item: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let target = try ItemTarget(item, in: changes.catalog)
    let drafts = changes.statements.filter { statement in
      guard case .hide = statement.change, statement.name == target.name else { return false }
      return changes.catalog.local.standings[statement.key] != .retired
    }.map { OverlayDraft(target.name, title: target.title, .settle($0.key, keeps: false, base: "")) }
    guard !drafts.isEmpty else {
      throw CommandFailure(
        .nothingFound,
        "\(target.name) is not hidden on this kit; 'gauger item list' shows what was changed here"
      )
    }
    try changes.say(drafts, by: officer, json: json)
  }
}

struct ItemUndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a change back; it stays on record as retired.",
    discussion: """
      Example:
        gauger item undo 3

      Exit status: 0 done, 1 no such change, 64 wrong usage, 69 no catalog, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The number of the change, as 'gauger item list' shows it.") var number: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let key = try changes.key(number)
    guard let statement = changes.statements.first(where: { $0.key == key }) else { return }
    if case .settle(let other, _, _) = statement.change {
      throw CommandFailure(
        .nothingFound,
        "change \(number) settled change \(other.number(at: try changes.kit())); make that one again instead"
      )
    }
    guard changes.catalog.local.standings[key] != .retired else {
      throw CommandFailure(.nothingFound, "change \(number) was taken back already")
    }
    let draft = OverlayDraft(statement.name, title: statement.title, .settle(key, keeps: false, base: ""))
    try changes.say([draft], by: officer, json: json)
  }
}
