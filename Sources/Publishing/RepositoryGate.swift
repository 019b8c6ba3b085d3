import Foundation
import Trust

/// Checks a repository as kits will, before it is theirs.
struct RepositoryGate {
  private let authority: AuthorityFolder

  init(_ authority: AuthorityFolder) {
    self.authority = authority
  }

  /// Follows the way of a kit from every root that was ever published to every file of the release.
  ///
  /// - Parameter timestamp: the timestamp that is about to be published.
  /// - Throws: ``PublishingError/refusedByKit(fromRoot:reason:)``.
  func check(timestamp: [UInt8], now: UTCTime) throws(PublishingError) {
    let versions = authority.versions(of: .root, in: authority.metadata)
    guard versions == Array(1...Int64(max(1, versions.count))) else {
      throw .refusedByKit(fromRoot: 1, reason: "not every root since the first is there: \(versions)")
    }
    for version in versions {
      do {
        let targets = try refreshed(from: version, timestamp: timestamp, now: now)
        if version == versions.last { try checkFiles(of: targets) }
      } catch {
        throw .refusedByKit(fromRoot: version, reason: "\(error)")
      }
    }
  }

  private func refreshed(from root: Int64, timestamp: [UInt8], now: UTCTime) throws -> TargetsMetadata {
    let kit = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-gate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: kit, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: kit) }
    let folder = MetadataFolder(kit)
    let name = RoleFile.name(of: TopLevelRole.root.rawValue, version: root)
    guard let bytes = try authority.bytes(name, in: authority.metadata) else {
      throw TrustError.missing(file: name)
    }
    try folder.begin(root: bytes)
    var updater = try Updater(folder: folder, time: ReferenceTime(now)) { name, _ in
      name == RoleFile.name(of: TopLevelRole.timestamp.rawValue)
        ? timestamp : try authority.bytes(name, in: authority.metadata)
    }
    try updater.refresh()
    guard let targets = updater.metadata.targets else { throw TrustError.missing(file: "targets.json") }
    return targets
  }

  private func checkFiles(of targets: TargetsMetadata) throws {
    for (path, file) in targets.targets.map({ ($0.name, $0.value) }) {
      guard let bytes = try authority.bytes(file.remotePath(consistent: true), in: authority.targets) else {
        throw TrustError.missing(file: path)
      }
      try file.check(bytes)
    }
  }
}
