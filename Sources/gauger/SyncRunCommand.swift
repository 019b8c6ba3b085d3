import ArgumentParser
import CanonicalJSON
import Foundation
import KitStore
import Overlays
import Presentation
import Releases
import Sync
import Trust

struct SyncRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Take the newest signed release from a server, a folder or a stick, and send what waits.",
    discussion: """
      Everything is verified before it is used: who signed it, that it is the newest, that nothing is missing or mixed. \
      A transfer that breaks off goes on where it was the next time. Whatever goes wrong, the kit keeps its release.

      Examples:
        gauger sync --from https://gauger.example
        gauger sync --from /media/stick
        gauger sync                          (from the same server again, or from the stick where there was none)

      Exit status: 0 up to date, 65 what is offered is not trusted or does not work, 69 not reached, or no authority is \
      trusted yet, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var place: RepositoryOptions
  @Flag(help: "Say what would be fetched, and fetch and send nothing of it.") var dryRun = false
  @Flag(help: "Take the release also if somebody went back from it.") var evenIfHeldBack = false
  @Flag(help: "Send no inspection records.") var noSend = false
  @Option(
    help: ArgumentHelp(
      "Take a stick or a server that expired at most so many days ago (60 at most): a supervisor's decision.",
      valueName: "days"
    )
  )
  var acceptExpired: Int64 = 0
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard (0...ReferenceTime.longestGrace).contains(acceptExpired) else {
      throw ValidationError("--accept-expired takes 0 to \(ReferenceTime.longestGrace) days")
    }
  }

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let place = try place.chosen(for: home)
    let source = try place.source(certificates: self.place.certificates)
    let progress = TransferProgress()
    let update = KitUpdate(
      of: home,
      time: Gauger.time(graceDays: acceptExpired),
      pictureFolders: [kit.shippedPictures].compactMap(\.self),
      trial: CatalogTrial.run,
      progress: progress.show
    )
    if dryRun {
      let forecast = try update.forecast(from: source)
      progress.end()
      return show(forecast)
    }
    let report = try update.run(from: source, evenIfHeldBack: evenIfHeldBack)
    progress.end()
    place.remember(in: home)
    let delivery = noSend ? nil : try RecordDelivery(home, certificates: self.place.certificates).run(at: place)
    try show(report, delivery, try kit.openDatabase().local.review.count)
  }

  private func show(_ forecast: ReleaseInstaller.Forecast) {
    let bytes = forecast.parts.reduce(0) { $0 + $1.length }
    if json {
      return CommandOutput.show([
        ("release", .integer(Int64(forecast.release))), ("issued_at", .integer(Int64(forecast.issuedAt))),
        ("bytes", .integer(Int64(bytes))), ("parts", .texts(forecast.parts.map(\.path))),
      ])
    }
    var page = Page()
    page.line("Release \(forecast.release), issued \(CommandOutput.time(forecast.issuedAt)).")
    if forecast.parts.isEmpty {
      page.line("This kit holds it; nothing would be fetched.")
    } else {
      page.line("Would fetch \(CommandOutput.size(bytes)) and any drawings that are new:")
      for part in forecast.parts { page.item("\(part.path), \(CommandOutput.size(part.length))") }
    }
    CommandOutput.show(page)
  }

  private func show(_ report: KitUpdate.Report, _ delivery: RecordDelivery.Report?, _ waiting: Int) throws {
    if report.clockIsBehind > 3_600 {
      CommandOutput.note(
        "gauger: this machine's clock is behind by \(report.clockIsBehind / 3_600) hours or more; set it right"
      )
    }
    if let problem = report.drawingsProblem {
      CommandOutput.note("gauger: the records are in use, but the drawings are not complete: \(problem)")
    }
    if json {
      return CommandOutput.show(
        Self.json(report) + [
          ("waiting_for_decision", .integer(Int64(waiting))), ("delivery", delivery?.json ?? .null),
        ]
      )
    }
    var page = Page()
    for line in Self.lines(report.outcome) { page.line(line) }
    if report.drawings > 0 { page.line("\(report.drawings) drawings put in place.") }
    if waiting > 0 {
      page.line(
        "\(waiting) local \(waiting == 1 ? "change waits" : "changes wait") for a decision: gauger sync conflicts"
      )
    }
    for line in delivery?.lines ?? [] { page.line(line) }
    CommandOutput.show(page)
  }

  private static func lines(_ outcome: ReleaseInstaller.Outcome) -> [String] {
    switch outcome {
    case .unchanged(let release): ["Release \(release) is the newest, and this kit has it."]
    case .heldBack(let release, let reason):
      [
        "Release \(release) is the newest, but somebody went back from it: \(reason)",
        "--even-if-held-back takes it; the next release is taken by itself.",
      ]
    case .installed(let installation):
      [
        "Release \(installation.to) is in use"
          + (installation.from.map { "; before it was release \($0)." } ?? ", the first signed one on this kit."),
        installation.changes.map { "\($0.sentence)." } ?? "",
      ].filter { !$0.isEmpty }
    }
  }

  private static func json(_ report: KitUpdate.Report) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)]
    switch report.outcome {
    case .unchanged(let release):
      members = [("outcome", .text("unchanged")), ("release", .integer(Int64(release)))]
    case .heldBack(let release, let reason):
      members = [("outcome", .text("held-back")), ("release", .integer(Int64(release))), ("reason", .text(reason))]
    case .installed(let installation):
      members = [
        ("outcome", .text("installed")), ("release", .integer(Int64(installation.to))),
        ("from", installation.from.map { .integer(Int64($0)) } ?? .null),
        ("parts", .texts(installation.parts.map(\.path))),
        ("bytes", .integer(Int64(installation.parts.reduce(0) { $0 + $1.length }))),
      ]
      if let changes = installation.changes {
        members += [
          ("added", .integer(Int64(changes.added.count))), ("changed", .integer(Int64(changes.changed.count))),
          ("withdrawn", .integer(Int64(changes.withdrawn.count))),
        ]
      }
    }
    return members + [
      ("drawings", .integer(Int64(report.drawings))),
      ("drawings_problem", report.drawingsProblem.map(JSONValue.text) ?? .null),
    ]
  }
}

/// Where a release comes from.
struct RepositoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The server's address, or the folder of a stick; else the place of the last time.",
      valueName: "url or folder"
    )
  )
  var from: String?
  @Option(
    help: ArgumentHelp("Certificates that a server's must come from, instead of the system's.", valueName: "PEM file")
  )
  var certificates: String?

  func chosen(for home: KitHome) throws -> RepositoryPlace {
    guard let place = from.map(RepositoryPlace.init) ?? RepositoryPlace.last(of: home) else {
      throw CommandFailure(.unavailable, "name the server or the stick once: gauger sync --from URL|FOLDER")
    }
    return place
  }
}
