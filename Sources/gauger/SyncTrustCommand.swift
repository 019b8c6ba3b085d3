import ArgumentParser
import CanonicalJSON
import Foundation
import KitStore
import Presentation
import Sync
import Trust

struct SyncTrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Tell this kit which authority to trust, once.",
    discussion: """
      Compare the fingerprint with the one that the authority gave on paper or by telephone: everything that the kit \
      believes later rests on it.

      Example:
        gauger sync trust 1.root.json --fingerprint 3f5a…

      Exit status: 0 trusted, 65 the file is not what it should be, or another authority is trusted already, 74 a file \
      cannot be read or written.
      """
  )

  @Argument(help: ArgumentHelp("The authority's root file.", valueName: "file")) var file: String
  @Option(help: "The file's SHA-256, as it was given by another way.") var fingerprint: String?

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let bytes = try GivenFile.bytes(file)
    let (root, isNew) = try KitTrust(of: home).begin(root: bytes, fingerprint: fingerprint)
    var page = Page()
    page.line(isNew ? "This kit trusts the authority of \(file)." : "This kit trusts this authority already.")
    page.field("Fingerprint", ContentDigest(of: bytes).hex)
    page.field("Root", "version \(root.role.version), good until \(root.role.expires.day)")
    if isNew, fingerprint == nil {
      page.line("Compare the fingerprint with the authority's before you go on.")
    }
    CommandOutput.show(page)
  }
}

struct SyncRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Go back to an earlier release that this kit holds, for a reason that is kept.",
    discussion: """
      The release that was left is not taken again by itself; the one after it is.

      Example:
        gauger sync rollback --reason "valves are named wrongly since release 12"

      Exit status: 0 done, 64 wrong usage, 65 the release must not be used or does not work, 69 there is none.
      """
  )

  @Option(help: "The release; else the one before.") var to: Int?
  @Option(help: "Why.") var reason: String

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let installer = ReleaseInstaller(home: home, now: InspectionDesk.now, trial: CatalogTrial.run)
    let release = try installer.goBack(to: to, reason: String(reason.prefix(1_000)))
    print("Release \(release) is in use again.")
  }
}

struct SyncExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Make a stick for the next kit out of what this kit has verified.",
    discussion: """
      The next kit verifies all of it anew: gauger sync --from FOLDER

      Example:
        gauger sync export /media/stick

      Exit status: 0 written, 69 this kit has verified nothing yet, 74 the stick cannot be written.
      """
  )

  @Argument(help: ArgumentHelp("The stick's folder.", valueName: "folder")) var folder: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let stick = URL(fileURLWithPath: folder, isDirectory: true)
    let result = try StickExport(of: home).write(to: stick)
    if json {
      return CommandOutput.show([
        ("release", .integer(Int64(result.release))), ("full_pack", .bool(result.hasFullPack)),
        ("deltas_from", result.from.map { .integer(Int64($0)) } ?? .null),
        ("drawings", .integer(Int64(result.drawings - result.missingDrawings))),
        ("missing_drawings", .integer(Int64(result.missingDrawings))), ("bytes", .integer(Int64(result.bytes))),
        ("good_until", result.goodUntil.map { .integer($0.seconds) } ?? .null),
      ])
    }
    var page = Page()
    page.line("Release \(result.release) is on \(folder): \(CommandOutput.size(result.bytes)) written.")
    if !result.hasFullPack {
      page.line(
        result.from.map { "It helps kits that have release \($0) or a later one." }
          ?? "It helps only kits that have this release: this kit does not hold the whole pack."
      )
    }
    if result.missingDrawings > 0 {
      page.line("\(result.missingDrawings) of \(result.drawings) drawings are missing on this kit.")
    }
    if let until = result.goodUntil { page.line("Kits take it for up to date until \(until.day).") }
    CommandOutput.show(page)
  }
}
