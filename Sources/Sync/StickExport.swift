import DurableFiles
public import Foundation
public import KitStore
import Releases
public import Trust

/// Makes a stick for the next kit out of what this kit has verified.
///
/// A stick is a repository like any other: the next kit verifies all of it anew.
public struct StickExport {
  /// What is on the stick.
  public struct Result: Sendable, Equatable {
    /// The release.
    public let release: Int
    /// Whether a kit without any release can use it.
    public let hasFullPack: Bool
    /// The earliest release from which the deltas on the stick lead on; nil if there are none.
    public let from: Int?
    /// How many drawings there are.
    public let drawings: Int
    /// How many of them this kit does not have.
    public let missingDrawings: Int
    /// How many bytes were written.
    public let bytes: Int
    /// Until when kits take the stick for up to date.
    public let goodUntil: UTCTime?
  }

  private let home: KitHome
  private let trust: KitTrust
  private let downloads: KitDownloads

  /// An export of a kit's verified files.
  public init(of home: KitHome) {
    self.home = home
    trust = KitTrust(of: home)
    downloads = KitDownloads(of: home)
  }

  /// The targets of the release that was verified last.
  func targets() throws -> [TargetFile] {
    guard let bytes = try MetadataFolder(trust.metadata).read(TopLevelRole.targets.rawValue) else {
      throw SyncError.nothingVerified
    }
    return try Signed<TargetsMetadata>(parsing: bytes).role.targets.map(\.value)
  }

  /// Writes the stick; the timestamp, without which nobody looks at the rest, comes last.
  public func write(to folder: URL) throws(SyncError) -> Result {
    do {
      let targets = try targets()
      guard let manifest = try held(ReleaseManifest.path, of: targets).map(KitUpdate.manifest) else {
        throw SyncError.nothingVerified
      }
      try makeFullPack(manifest, of: targets)
      var bytes = 0
      let held = targets.filter { $0.hashes.sha256.map(downloads.holds) ?? false }
      for target in held {
        if let digest = target.hashes.sha256 {
          bytes += try copy(downloads.file(digest), to: folder, "targets/" + target.remotePath(consistent: true))
        }
      }
      let pictures = try pictures(of: manifest, among: targets)
      let there = pictures.filter { downloads.holds($0.sha256) }
      for picture in there {
        bytes += try copy(downloads.file(picture.sha256), to: folder, "targets/" + picture.blobPath)
      }
      bytes += try copyMetadata(to: folder)
      let paths = Set(held.map(\.path))
      return Result(
        release: manifest.release,
        hasFullPack: paths.contains(manifest.full.path),
        from: manifest.deltas.filter { paths.contains($0.part.path) }.map(\.from).min(),
        drawings: pictures.count,
        missingDrawings: pictures.count - there.count,
        bytes: bytes,
        goodUntil: try trust.timestamp()?.role.expires
      )
    } catch {
      throw SyncError(error)
    }
  }

  /// A kit that came here by deltas has no full pack, but all of its records: packed again, they are what was signed.
  private func makeFullPack(_ manifest: ReleaseManifest, of targets: [TargetFile]) throws {
    guard let target = targets.first(where: { $0.path == manifest.full.path }), let digest = target.hashes.sha256,
      !downloads.holds(digest), let release = HeldReleases(of: home).release(manifest.release)
    else { return }
    let bytes = try release.database.withLines { try FullPack.write(ReleaseInstaller.records($0)) }
    // Another version of the library may pack otherwise; then the stick is one for kits that are not far behind.
    guard (try? target.check(bytes)) != nil else { return }
    try downloads.put(bytes, as: digest)
  }

  private func held(_ path: String, of targets: [TargetFile]) -> URL? {
    targets.first { $0.path == path }?.hashes.sha256.flatMap { downloads.holds($0) ? downloads.file($0) : nil }
  }

  private func pictures(of manifest: ReleaseManifest, among targets: [TargetFile]) throws -> [MediaIndex.Picture] {
    guard let media = manifest.media, let file = held(media.part.path, of: targets) else { return [] }
    return try MediaIndex(parsing: PartFile.bytes(file, limit: MediaIndex.longest)).pictures
  }

  private func copyMetadata(to folder: URL) throws -> Int {
    var bytes = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: trust.roots.path) where name.hasSuffix(".root.json")
    {
      bytes += try copy(trust.roots.appendingPathComponent(name), to: folder, "metadata/\(name)")
    }
    bytes += try copy(TargetsMetadata.self, .targets, to: folder)
    bytes += try copy(SnapshotMetadata.self, .snapshot, to: folder)
    let timestamp = RoleFile.name(of: TopLevelRole.timestamp.rawValue)
    return bytes + (try copy(trust.metadata.appendingPathComponent(timestamp), to: folder, "metadata/\(timestamp)"))
  }

  private func copy<Role: RoleMetadata>(_: Role.Type, _ role: TopLevelRole, to folder: URL) throws -> Int {
    let file = trust.metadata.appendingPathComponent(RoleFile.name(of: role.rawValue))
    let version = try Signed<Role>(parsing: Array(try Data(contentsOf: file))).role.version
    return try copy(file, to: folder, "metadata/\(RoleFile.name(of: role.rawValue, version: version))")
  }

  /// Copies a file unless the stick has it already.
  private func copy(_ file: URL, to folder: URL, _ path: String) throws -> Int {
    let place = folder.appendingPathComponent(path)
    let content = try Data(contentsOf: file, options: .mappedIfSafe)
    if let there = try? Data(contentsOf: place, options: .mappedIfSafe), there == content { return 0 }
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try DurableFile.replace(place, with: Array(content))
    return content.count
  }
}
