import ArgumentParser
import Authoring
import CanonicalJSON
import Catalog
import Envelopes
import Foundation
import Pictures
import Publishing
import Releases
import Trust

struct CatalogReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Prepare the next release of the catalog and its drawings for signing.",
    discussion: """
      Nothing is published yet: the release waits in the authority's folder for the signatures of the keys for releases.

      Example:
        gauger catalog release authority --catalog Catalog
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @OptionGroup var folder: CatalogFolder
  @Option(parsing: .upToNextOption, help: "Numbers of releases that kits must not use any more.")
  var yank: [Int] = []
  @Option(help: "No kit may go back behind this release.")
  var minRelease: Int?
  @Option(help: ArgumentHelp("The inbox's public keys, as gauger-central prints them.", valueName: "file"))
  var inbox: String?
  @Flag(help: "Throw away the release that waits.")
  var discard = false

  func run() throws {
    if discard {
      try authority.folder.discard()
      print("Nothing waits any more.")
      return
    }
    let (source, catalog) = try folder.checked()
    let audit = PictureAudit(folder.images, of: catalog)
    if let issue = audit.issues.first { throw CommandFailure(.badData, issue.description) }
    let manifest = try authority.folder.prepare(try content(source, audit), now: authority.now)
    if folder.json {
      CommandOutput.show([
        ("release", .integer(Int64(manifest.release))), ("state_root", .text(manifest.stateRoot)),
        ("records", .integer(Int64(manifest.recordCount))), ("full_bytes", .integer(Int64(manifest.full.length))),
      ])
      return
    }
    print("Release \(manifest.release): \(manifest.recordCount) records, \(audit.index.pictures.count) drawings")
    print("State root \(manifest.stateRoot)")
    print("Full pack \(manifest.full.length) bytes")
    for delta in manifest.deltas where delta.to == manifest.release {
      print("From release \(delta.from): \(delta.part.length) bytes")
    }
    print("It waits for signatures: gauger catalog sign \(authority.authority) --key FILE")
  }

  private func content(_ source: CatalogSource, _ audit: PictureAudit) throws -> ReleaseContent {
    var content = ReleaseContent(
      records: try source.records.map { record in
        guard let json = record.json.object else { throw PublishingError.unpackable("\(record.id) is no object") }
        return try PackedRecord(json: json)
      },
      fields: ReleaseFields.all
    )
    content.pictures = audit.index.pictures.flatMap { picture in
      ["png", "svg"].map { kind in
        (path: "\(picture.path).\(kind)", file: folder.images.appendingPathComponent("\(picture.path).\(kind)"))
      }
    }
    if !audit.index.pictures.isEmpty {
      content.pictures.insert((path: "index.tsv", file: folder.images.appendingPathComponent("index.tsv")), at: 0)
    }
    content.yanked = yank
    content.minRelease = minRelease
    if let inbox {
      let bytes = try GivenFile.bytes(inbox).split(separator: UInt8(ascii: "\n")).first.map { Array($0) } ?? []
      guard (try? AuthorityKeys(parsing: bytes)) != nil else {
        throw CommandFailure(.badData, "\(inbox) is not what gauger-central prints")
      }
      content.attachments = [(AuthorityKeys.targetPath, bytes)]
    }
    return content
  }
}

struct CatalogPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish the release and the root that wait, once enough keys have signed.",
    discussion: """
      Checks everything as a kit would, from every root ever published, before kits can see it. What is published are \
      static files in the authority's folder under 'repository': serve them with any web server, copy them to a stick.

      Example:
        gauger catalog publish authority --snapshot-key s.key --timestamp-key t.key
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @OptionGroup var online: OnlineKeyOptions

  func run() throws {
    let folder = authority.folder
    try folder.publish(with: try online.keys(), now: authority.now)
    let release = try folder.release().map { "release \($0.release)" } ?? "no release"
    print("Published: root \(try folder.root()?.role.version ?? 0), \(release), in \(folder.repository.path)")
    for warning in try folder.warnings(now: authority.now) { CommandOutput.note("soon: \(warning)") }
  }
}

struct CatalogRenewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Sign the timestamp anew, daily and by a timer, on a host that serves nothing.",
    discussion: """
      Exit status: 0 renewed, 1 renewed, but people have to sign something soon: the lines on standard error say what.
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @OptionGroup var online: OnlineKeyOptions

  func run() throws {
    let warnings = try authority.folder.renew(with: try online.keys(), now: authority.now)
    let timestamp = try authority.folder.timestamp()?.role
    print("Timestamp \(timestamp?.version ?? 0) is good until \(timestamp?.expires.day ?? "").")
    for warning in warnings { CommandOutput.note("soon: \(warning)") }
    if !warnings.isEmpty { throw ExitCode(1) }
  }
}

struct CatalogStickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stick",
    abstract: "Write a stick for kits that are seldom reached, good for longer than what the server gives out.",
    discussion: """
      Example:
        gauger catalog stick authority /media/stick --valid-days 60 --snapshot-key s.key --timestamp-key t.key
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @Argument(help: ArgumentHelp("The stick's folder.", valueName: "stick")) var stick: String
  @Option(help: "For how many days kits take it for up to date.") var validDays: Int64 = 60
  @OptionGroup var online: OnlineKeyOptions

  func validate() throws {
    guard (1...365).contains(validDays) else { throw ValidationError("--valid-days is a number from 1 to 365") }
  }

  func run() throws {
    let folder = URL(fileURLWithPath: stick, isDirectory: true)
    let until = try authority.folder.writeStick(
      to: folder,
      validDays: validDays,
      with: try online.keys(),
      now: authority.now
    )
    print("\(stick): kits take it for up to date until \(until.day).")
  }
}

struct CatalogAuthorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority",
    abstract: "Say what an authority has published, until when it is good, and what waits for whom."
  )
  @OptionGroup var authority: AuthorityArgument

  func run() throws {
    let folder = authority.folder
    guard let root = try folder.root()?.role ?? folder.stagedRoot()?.role else {
      throw PublishingError.noAuthority(authority.authority)
    }
    print("Root \(root.version), good until \(root.expires.day)")
    for role in TopLevelRole.allCases {
      let ids = root[role].keyIDs.map { String($0.prefix(12)) }
      print("  \(role.rawValue): \(root[role].threshold) of \(ids.joined(separator: ", "))")
    }
    if let release = try folder.release(), let targets = try folder.publishedTargets()?.role {
      print("Release \(release.release), good until \(targets.expires.day)")
    }
    if let timestamp = try folder.timestamp()?.role { print("Timestamp, good until \(timestamp.expires.day)") }
    for line in try folder.waiting() { print(line) }
    for warning in try folder.warnings(now: authority.now) { print("Soon: \(warning)") }
  }
}
