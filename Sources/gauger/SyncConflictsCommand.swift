import ArgumentParser
import CanonicalJSON
import KitStore
import Overlays
import Presentation

struct SyncConflictsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "List the local changes that need a person's decision.",
    discussion: """
      Until it is settled the authority's value stands first, and the local one beside it.

      Example:
        gauger sync conflicts

      Exit status: 0 listed, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let review = changes.catalog.local.review
    let kit = review.isEmpty ? "" : try changes.kit()
    if json {
      CommandOutput.show([("conflicts", .list(review.map { LocalCard.json($0, at: kit) }))])
      return
    }
    var page = Page()
    if review.isEmpty { page.line("Nothing waits for a decision.") }
    for entry in review {
      page.heading("\(entry.key.number(at: kit))  \(entry.title) (\(entry.name))")
      page.line(entry.sentence)
      if let upstream = entry.upstream { page.item("authority: \(LocalCard.words(upstream))") }
      if let local = entry.local { page.item("here: \(LocalCard.words(local))") }
    }
    if let first = review.first {
      page.line("")
      page.line(
        "'gauger sync resolve \(first.key.number(at: kit)) --keep-local' or '--take-upstream' settles one. Nothing is deleted."
      )
    }
    CommandOutput.show(page)
  }
}

struct SyncResolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Settle a local change that needs a decision.",
    discussion: """
      --keep-local: the local text is shown from now on, the record is hidden again, or what only the authority may say \
      stays beside it as a proposal. --take-upstream: what the authority says is enough, and the local change is \
      retired. Either way it stays on record: 'gauger item list --all'.

      Examples:
        gauger sync resolve 3 --keep-local
        gauger sync resolve 4 --take-upstream

      Exit status: 0 settled, 1 no such change or nothing to settle, 64 wrong usage, 69 no catalog, 74 the kit cannot \
      be written.
      """
  )

  enum Choice: String, EnumerableFlag {
    case keepLocal, takeUpstream
  }

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The number of the change, as 'gauger sync conflicts' shows it.") var number: String
  @Flag(help: "Which side counts.") var choice: Choice
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let changes = try LocalChanges(kit)
    let key = try changes.key(number)
    let drafts = changes.catalog.local.drafts(
      settling: key,
      choice == .keepLocal ? .keepLocal : .takeUpstream
    )
    guard !drafts.isEmpty else {
      throw CommandFailure(
        .nothingFound,
        "change \(number) waits for no decision; 'gauger sync conflicts' lists what does"
      )
    }
    try changes.say(drafts, by: officer, json: json)
  }
}
