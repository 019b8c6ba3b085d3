import ArgumentParser
import CanonicalJSON
import Foundation
import KitStore
import Overlays
import Presentation
import Sync
import Trust

struct SyncStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show which release this kit uses, how old it is, and what waits to be sent.",
    discussion: """
      A catalog can be used at any age; after a week, and more so after a month, it is worth a way to the next network \
      or stick.

      Example:
        gauger sync status

      Exit status: 0 shown, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let waiting = try kit.openDatabase().local.review.count
    guard let status = try ReleaseStatus(of: home, now: InspectionDesk.now) else { throw KitStoreError.noCatalog }
    let trust = KitTrust(of: home)
    let (root, timestamp) = (try trust.root()?.role, try trust.timestamp()?.role)
    let delivery = try RecordDelivery(home, certificates: nil).status()
    if json {
      return CommandOutput.show(
        Self.json(status) + [
          ("source", RepositoryPlace.last(of: home).map { .text($0.text) } ?? .null),
          ("root", root.map { .integer($0.version) } ?? .null),
          ("source_good_until", timestamp.map { .integer($0.expires.seconds) } ?? .null),
          ("waiting_for_decision", .integer(Int64(waiting))), ("records", delivery.json),
        ]
      )
    }
    var page = Page()
    Self.add(status, to: &page)
    if let root, let timestamp {
      let isLate = timestamp.expires < Gauger.time().clock
      page.field("Source", RepositoryPlace.last(of: home)?.text ?? "")
      page.field("Verified", "root \(root.version); newest at that time, for certain until \(timestamp.expires.day)")
      if isLate { page.line("There may be a newer release since then. The kit works on; sync when you can.") }
    } else if root != nil {
      page.line("An authority is trusted; nothing was fetched from it yet: gauger sync --from URL|FOLDER")
    } else {
      page.line("No authority is trusted yet: gauger sync trust FILE")
    }
    if waiting > 0 {
      page.field("Local changes", "\(waiting) \(waiting == 1 ? "waits" : "wait") for a decision: gauger sync conflicts")
    }
    for line in delivery.lines { page.line(line) }
    CommandOutput.show(page)
  }

  private static func add(_ status: ReleaseStatus, to page: inout Page) {
    let issued = "issued \(CommandOutput.time(status.issuedAt)), \(status.ageInDays) days old"
    page.field("Release", status.release.map { "\($0), \(issued)" } ?? "none that was signed; compiled on this kit")
    page.field("State root", status.stateRoot)
    switch status.freshness {
    case .fresh: break
    case .amber: page.line("Older than a week: sync when you can. It works on.")
    case .red: page.line("OLDER THAN A MONTH: lists and limits may have changed. Sync as soon as you can. It works on.")
    }
    if status.isForbidden { page.line("THE AUTHORITY HAS RECALLED THIS RELEASE: run gauger sync") }
    if let event = status.heldBack {
      page.field("Set aside", "release \(event.from ?? 0), \(CommandOutput.time(event.time)): \(event.reason)")
    }
    page.field(
      "On this kit",
      status.held.isEmpty ? "no signed release" : "\(status.held.map(String.init).joined(separator: ", "))"
    )
  }

  private static func json(_ status: ReleaseStatus) -> [(key: String, value: JSONValue)] {
    [
      ("release", status.release.map { .integer(Int64($0)) } ?? .null), ("state_root", .text(status.stateRoot)),
      ("issued_at", .integer(Int64(status.issuedAt))), ("age_days", .integer(Int64(status.ageInDays))),
      ("freshness", .text(status.freshness.rawValue)), ("forbidden", .bool(status.isForbidden)),
      ("held", .list(status.held.map { .integer(Int64($0)) })),
      ("set_aside", status.heldBack?.from.map { .integer(Int64($0)) } ?? .null),
    ]
  }
}
