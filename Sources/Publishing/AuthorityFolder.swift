import DurableFiles
public import Foundation
public import Trust

/// The folder in which an authority prepares and publishes releases.
///
/// ```
/// repository/metadata, repository/targets   what is published: static files for any web server or stick
/// staged/metadata, staged/targets           what waits for signatures
/// history/                                  every published release's records, for the deltas of the next
/// ```
///
/// No private key has to lie in it.
public struct AuthorityFolder: Sendable {
  /// The folder.
  public let url: URL
  /// What is published.
  public var repository: URL { url.appendingPathComponent("repository", isDirectory: true) }
  var metadata: URL { repository.appendingPathComponent("metadata", isDirectory: true) }
  var targets: URL { repository.appendingPathComponent("targets", isDirectory: true) }
  var staged: URL { url.appendingPathComponent("staged", isDirectory: true) }
  var stagedMetadata: URL { staged.appendingPathComponent("metadata", isDirectory: true) }
  var stagedTargets: URL { staged.appendingPathComponent("targets", isDirectory: true) }
  var history: URL { url.appendingPathComponent("history", isDirectory: true) }

  /// A folder that may not be there yet.
  public init(_ url: URL) { self.url = url }

  /// Makes all folders that are missing.
  func create() throws(PublishingError) {
    for folder in [metadata, targets, stagedMetadata, stagedTargets, history] {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw .failed(path: folder.path, reason: error.localizedDescription)
      }
    }
  }

  // MARK: - What is published

  /// The newest published root; nil before the first publication.
  public func root() throws(PublishingError) -> Signed<RootMetadata>? {
    try newest(.root, in: metadata)
  }

  /// The newest published list of targets.
  public func publishedTargets() throws(PublishingError) -> Signed<TargetsMetadata>? {
    try newest(.targets, in: metadata)
  }

  /// The newest published snapshot.
  public func snapshot() throws(PublishingError) -> Signed<SnapshotMetadata>? {
    try newest(.snapshot, in: metadata)
  }

  /// The published timestamp.
  public func timestamp() throws(PublishingError) -> Signed<TimestampMetadata>? {
    try read(RoleFile.name(of: TopLevelRole.timestamp.rawValue), in: metadata)
  }

  // MARK: - What waits

  /// The root that waits for signatures.
  public func stagedRoot() throws(PublishingError) -> Signed<RootMetadata>? {
    try newest(.root, in: stagedMetadata)
  }

  /// The list of targets that waits for signatures.
  public func waitingTargets() throws(PublishingError) -> Signed<TargetsMetadata>? {
    try newest(.targets, in: stagedMetadata)
  }

  func stage<Role: RoleMetadata>(_ file: Signed<Role>, _ role: TopLevelRole) throws(PublishingError) {
    try create()
    try write(file.bytes, RoleFile.name(of: role.rawValue, version: file.role.version), in: stagedMetadata)
  }

  /// Throws away what waits.
  func unstage() throws(PublishingError) {
    do {
      if FileManager.default.fileExists(atPath: staged.path) { try FileManager.default.removeItem(at: staged) }
    } catch {
      throw .failed(path: staged.path, reason: error.localizedDescription)
    }
    try create()
  }

  // MARK: - Files

  func write(_ bytes: [UInt8], _ name: String, in folder: URL) throws(PublishingError) {
    let file = folder.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw .failed(path: file.path, reason: error.localizedDescription)
    }
    try durably { () throws(DurableFileError) in try DurableFile.replace(file, with: Data(bytes)) }
  }

  func bytes(_ name: String, in folder: URL) throws(PublishingError) -> [UInt8]? {
    let file = folder.appendingPathComponent(name)
    do {
      return Array(try Data(contentsOf: file))
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return nil
    } catch {
      throw .failed(path: file.path, reason: error.localizedDescription)
    }
  }

  /// The versions of a role's files in a folder, rising.
  func versions(of role: TopLevelRole, in folder: URL) -> [Int64] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let ending = ".\(role.rawValue).json"
    return names.filter { $0.hasSuffix(ending) }.compactMap { Int64($0.dropLast(ending.count)) }.sorted()
  }

  private func newest<Role: RoleMetadata>(
    _ role: TopLevelRole,
    in folder: URL
  ) throws(PublishingError) -> Signed<Role>? {
    guard let version = versions(of: role, in: folder).last else { return nil }
    return try read(RoleFile.name(of: role.rawValue, version: version), in: folder)
  }

  private func read<Role: RoleMetadata>(_ name: String, in folder: URL) throws(PublishingError) -> Signed<Role>? {
    guard let bytes = try bytes(name, in: folder) else { return nil }
    do throws(MetadataError) {
      return try Signed<Role>(parsing: bytes)
    } catch {
      throw .failed(path: folder.appendingPathComponent(name).path, reason: "\(error)")
    }
  }
}
