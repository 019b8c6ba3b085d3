import CanonicalJSON
import Foundation
import KitStore
import Releases
import Sync
import Trust

/// Releases of a few records, published into a folder that goes away with it, and a kit beside it.
final class SmallRepository {
  let folder: URL
  private(set) var states: [[String: PackedRecord]] = []
  private var deltas: [ReleaseManifest.Delta] = []
  /// Every path that was fetched.
  private(set) var fetched: [String] = []
  /// Paths that the place does not have.
  var missing: Set<String> = []

  var repository: URL { folder.appendingPathComponent("repository") }
  var home: KitHome {
    get throws { try KitHome(environment: ["GAUGER_HOME": folder.appendingPathComponent("kit").path]) }
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("sync-\(UUID().uuidString)")
    for name in ["repository/catalog/full", "repository/catalog/delta", "kit"] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name),
        withIntermediateDirectories: true
      )
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func record(_ kind: String, _ id: String, _ name: String) throws -> PackedRecord {
    try PackedRecord(
      json: JSONObject([
        ("kind", .text(kind)), ("id", .text(id)),
        (
          "fields",
          .members([
            "name": .text(name), "title": .text(name), "edition": .text("2026"),
            // Cannot be compressed, so that even a small full pack is larger than a few deltas.
            "note": .text(ContentDigest(of: Array(id.utf8)).hex + ContentDigest(of: Array("\(id)!".utf8)).hex),
          ])
        ),
        // What only a newer program knows.
        ("since", .integer(1)),
      ])
    )
  }

  /// Twenty records of the first release, one of them of a kind that nobody here knows.
  static func first() throws -> [String: PackedRecord] {
    var state: [String: PackedRecord] = [:]
    for number in 0..<20 {
      let kind = number == 0 ? "kind-of-tomorrow" : number < 10 ? "commodity" : "control"
      state["r\(number)"] = try record(kind, "r\(number)", "Thing number \(number) of the first release")
    }
    return state
  }

  /// Publishes the next release; a delta leads to it from the one before.
  func publish(
    _ edit: (inout [String: PackedRecord]) throws -> Void = { _ in },
    manifest change: (inout ReleaseManifest) -> Void = { _ in }
  ) throws {
    var state = try states.last ?? Self.first()
    try edit(&state)
    let before = states.last
    states.append(state)
    let number = states.count
    let full = try FullPack.write(Self.source(state))
    let path = FullPack.path(release: number)
    try write(full, to: path)
    if let before {
      let delta = try DeltaPack.write(RecordDelta.between(Self.source(before), Self.source(state)))
      let part = ReleaseManifest.Part(path: DeltaPack.path(from: number - 1, to: number), length: delta.count)
      try write(delta, to: part.path)
      deltas.append(ReleaseManifest.Delta(from: number - 1, to: number, part: part))
    }
    var manifest = ReleaseManifest(
      release: number,
      previous: number > 1 ? number - 1 : nil,
      issuedAt: 1_790_000_000 + number,
      format: ReleaseManifest.Format(major: 1, minor: 0, minReader: 0),
      counts: Dictionary(grouping: state.values, by: \.key.kind).mapValues(\.count),
      stateRoot: try ProvenRecords.stateRoot(Self.source(state)).hex,
      full: ReleaseManifest.Part(path: path, length: full.count),
      deltas: deltas
    )
    change(&manifest)
    try write(manifest.bytes, to: ReleaseManifest.path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: repository.appendingPathComponent(path))
  }

  func fetch(_ path: String) throws -> URL {
    fetched.append(path)
    guard !missing.contains(path) else { throw CocoaError(.fileNoSuchFile) }
    return repository.appendingPathComponent(path)
  }

  var installer: ReleaseInstaller {
    get throws { ReleaseInstaller(home: try home, now: 1_790_000_000) }
  }

  @discardableResult
  func install(evenIfHeldBack: Bool = false) throws -> ReleaseInstaller.Outcome {
    fetched = []
    return try installer.install(evenIfHeldBack: evenIfHeldBack, fetchVerified: fetch)
  }

  static func source(_ state: [String: PackedRecord]) -> RecordSource {
    var rest = state.values.sorted { RecordKey.precedes($0.key, $1.key) }[...]
    return { () throws(ReleaseError) -> PackedRecord? in rest.popFirst() }
  }

  /// The number of the release in use, after a look at every one of its records; nil if the kit has no catalog.
  static func wholeRelease(of home: KitHome) throws -> Int? {
    guard let url = home.currentCatalog else { return nil }
    let database = try CatalogDatabase(at: url)
    guard try database.holdsItsRecords(), try database.integrityProblems().isEmpty else {
      throw CocoaError(.fileReadCorruptFile)
    }
    guard let number = try database.facts().release else { throw CocoaError(.fileReadCorruptFile) }
    return number
  }

  /// Changes one letter of one record in a file of the kit.
  static func damage(_ file: URL) throws {
    var bytes = try Data(contentsOf: file)
    guard let place = bytes.range(of: Data(#""name":"Thing number 7 "#.utf8)) else { throw CocoaError(.fileNoSuchFile) }
    bytes[place.upperBound - 1] = UInt8(ascii: "_")
    try bytes.write(to: file)
  }

  func lines(of url: URL) throws -> [[UInt8]] {
    try CatalogDatabase(at: url).withLines { next in
      var lines: [[UInt8]] = []
      while let line = try next() { lines.append(line) }
      return lines
    }
  }
}
