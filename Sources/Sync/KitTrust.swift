import CanonicalJSON
import DurableFiles
public import Envelopes
import Foundation
public import KitStore
public import Trust

/// What a kit trusts: the authority's root, everything that was verified since, and how late it is at least.
public struct KitTrust: Sendable {
  private let home: KitHome
  /// Byte for byte what was verified.
  var metadata: URL { home.folder.appendingPathComponent("trust", isDirectory: true) }
  /// Every root since the first, for those who get a stick from this kit.
  var roots: URL { home.folder.appendingPathComponent("trust-roots", isDirectory: true) }
  private var clock: URL { home.folder.appendingPathComponent("time.json") }
  private var inbox: URL { home.folder.appendingPathComponent("inbox.json") }
  private static let longestNote = 64 << 10

  /// The trust of a kit.
  public init(of home: KitHome) {
    self.home = home
  }

  /// The root that is trusted now; nil before one was given.
  public func root() throws(SyncError) -> Signed<RootMetadata>? { try role(.root) }

  /// The timestamp that was verified last; it says until when the source is taken for up to date.
  public func timestamp() throws(SyncError) -> Signed<TimestampMetadata>? { try role(.timestamp) }

  private func role<Role: RoleMetadata>(_ role: TopLevelRole) throws(SyncError) -> Signed<Role>? {
    do {
      return try MetadataFolder(metadata).read(role.rawValue).map { try Signed(parsing: $0) }
    } catch let error as MetadataError {
      throw .trust(.malformed(file: "\(role.rawValue).json", reason: error.description))
    } catch {
      throw .kit(.cannotRead(metadata.path, error.localizedDescription))
    }
  }

  /// Puts the first root there.
  ///
  /// - Parameters:
  ///   - bytes: the file as the authority gave it.
  ///   - fingerprint: its SHA-256, read from paper or over the telephone; nil leaves it unchecked.
  /// - Returns: the root, and whether the kit was without one.
  /// - Throws: ``SyncError/wrongFingerprint(found:)``, ``SyncError/otherAuthority``, ``SyncError/trust(_:)``.
  public func begin(
    root bytes: [UInt8],
    fingerprint: String? = nil
  ) throws(SyncError) -> (root: Signed<RootMetadata>, isNew: Bool) {
    let found = ContentDigest(of: bytes).hex
    let wanted = fingerprint?.lowercased().filter { !$0.isWhitespace && $0 != ":" && $0 != "-" }
    if let wanted, wanted != found { throw .wrongFingerprint(found: found) }
    do {
      try home.create()
      for folder in [metadata, roots] {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      let isNew = try MetadataFolder(metadata).begin(root: bytes)
      let root = try Signed<RootMetadata>(parsing: bytes)
      let first = roots.appendingPathComponent(
        RoleFile.name(of: TopLevelRole.root.rawValue, version: root.role.version)
      )
      if !isNew, (try? Data(contentsOf: first)) != Data(bytes) { throw SyncError.otherAuthority }
      try keep(root: bytes, version: root.role.version)
      return (root, isNew)
    } catch let error as SyncError {
      throw error
    } catch let error as TrustError {
      throw .trust(error)
    } catch let error as KitStoreError {
      throw .kit(error)
    } catch {
      throw .kit(.cannotWrite(metadata.path, "\(error)"))
    }
  }

  func keep(root bytes: [UInt8], version: Int64) throws(DurableFileError) {
    let name = RoleFile.name(of: TopLevelRole.root.rawValue, version: version)
    try DurableFile.replace(roots.appendingPathComponent(name), with: bytes)
  }

  // MARK: - The inbox

  /// The keys that records are sealed to and receipts are signed with, as a verified release gave them.
  public func inboxKeys() throws(EnvelopeError) -> AuthorityKeys? {
    guard let bytes = note(inbox) else { return nil }
    return try AuthorityKeys(parsing: bytes)
  }

  func keep(inboxKeys bytes: [UInt8]) throws(DurableFileError) {
    if note(inbox) != bytes { try DurableFile.replace(inbox, with: bytes) }
  }

  private func note(_ file: URL) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: file.path) else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: Self.longestNote)).map { Array($0) }
  }

  // MARK: - Time

  /// How late it is at least, by what this kit has seen.
  ///
  /// - Parameter built: when the program was built.
  func floor(built: UTCTime) -> TimeFloor {
    guard let bytes = note(clock), let object = try? JSONValue(parsing: bytes).object else {
      return TimeFloor(built: built)
    }
    func time(_ name: String) -> UTCTime? {
      if case .integer(let seconds)? = object[name] { UTCTime(seconds: seconds) } else { nil }
    }
    return TimeFloor(built: built, issued: time("issued"), seen: time("seen"))
  }

  func keep(_ floor: TimeFloor) {
    var object = JSONObject()
    object["issued"] = floor.issued.map { .integer($0.seconds) }
    object["seen"] = floor.seen.map { .integer($0.seconds) }
    // A clock that cannot be noted is no reason to refuse a release that is right.
    try? DurableFile.replace(clock, with: Array(JSONValue.object(object).line.utf8), mode: 0o600)
  }
}
