import DurableFiles
import Foundation

/// Brings a kit's trusted metadata up to date from a source that nobody has to trust.
///
/// Every file is kept once it is trusted and not before, so that an update that breaks off is gone on with.
public struct Updater {
  /// How much a source may make the kit read.
  public struct Limits: Sendable {
    /// Bytes of a root file.
    public var root = 512_000
    /// Bytes of a timestamp file.
    public var timestamp = 16_384
    /// Bytes of a snapshot file.
    public var snapshot = 2_000_000
    /// Bytes of a targets file.
    public var targets = 32_000_000
    /// New roots in one refresh.
    public var newRoots = 1_024
    /// Roles that are asked for one target.
    public var delegations = 32

    /// The usual limits.
    public init() {}
  }

  /// Fetches a file by its percent-encoded name, of at most so many bytes.
  ///
  /// `nil` means that the source itself says that it does not exist; everything else that goes wrong has to throw.
  public typealias Fetch = (_ name: String, _ maximumBytes: Int) throws -> [UInt8]?

  /// What is trusted so far.
  public private(set) var metadata: TrustedMetadata
  private let folder: MetadataFolder
  private let limits: Limits
  private let fetch: Fetch

  /// Begins with what the folder holds.
  ///
  /// - Throws: ``TrustError/noRoot`` if it holds no root, ``TrustError`` if that root is damaged.
  public init(folder: MetadataFolder, time: ReferenceTime, limits: Limits = Limits(), fetch: @escaping Fetch) throws {
    guard let root = try folder.read(TopLevelRole.root.rawValue) else { throw TrustError.noRoot }
    metadata = try TrustedMetadata(root: root, time: time)
    self.folder = folder
    self.limits = limits
    self.fetch = fetch
  }

  /// Brings root, timestamp, snapshot and targets up to date.
  ///
  /// - Throws: ``TrustError`` if a file is not trusted, ``DurableFileError`` if it cannot be kept, and whatever the
  ///   source throws. What was trusted until then is kept.
  public mutating func refresh() throws {
    try refreshRoot()
    try refreshTimestamp()
    try refreshSnapshot()
    let targets = Authority(.targets, in: metadata.root)
    try refresh(targets) { (metadata, bytes) throws(TrustError) in try metadata.adopt(targets: bytes) }
  }

  /// The target of a path; `nil` if no role vouches for one.
  ///
  /// Only after ``refresh()``. Files of delegated roles are brought up to date on the way.
  ///
  /// - Throws: as ``refresh()`` does, and ``TrustError/unsafePath(_:)``.
  public mutating func target(_ path: String) throws -> TargetFile? {
    guard TargetFile.isPlain(path) else { throw TrustError.unsafePath(path) }
    var search = TargetSearch(path, from: metadata.root, limit: limits.delegations)
    while let authority = try search.next() {
      if let target = search.ask(try targets(of: authority)) { return target }
    }
    return nil
  }

  private mutating func targets(of authority: Authority) throws -> TargetsMetadata {
    if authority.role == TopLevelRole.targets.rawValue {
      guard let targets = metadata.targets else { throw TrustError.missing(file: authority.file) }
      return targets
    }
    if let targets = try metadata.adopted(authority) { return targets }
    try refresh(authority) { (metadata, bytes) throws(TrustError) in try metadata.adopt(bytes, of: authority) }
    guard let targets = try metadata.adopted(authority) else { throw TrustError.missing(file: authority.file) }
    return targets
  }

  private mutating func refreshRoot() throws {
    let before = metadata.root.version
    var newest: [UInt8] = []
    let outcome = Result { try followRoots(&newest) }
    // The roots in between are of no use to anybody once a newer one is trusted.
    if metadata.root.version > before { try folder.write(newest, of: TopLevelRole.root.rawValue) }
    try outcome.get()
  }

  private mutating func followRoots(_ newest: inout [UInt8]) throws {
    for _ in 0..<limits.newRoots {
      let version = metadata.root.version.addingReportingOverflow(1).partialValue
      let name = RoleFile.name(of: TopLevelRole.root.rawValue, version: version)
      guard let bytes = try fetchWithin(limits.root, name) else { return }
      try metadata.adopt(root: bytes)
      newest = bytes
    }
    throw TrustError.tooManyRoots(limit: limits.newRoots)
  }

  private mutating func refreshTimestamp() throws {
    let role = TopLevelRole.timestamp.rawValue
    try metadata.finishRoots()
    metadata.hold(timestamp: try folder.read(role), snapshot: try folder.read(TopLevelRole.snapshot.rawValue))
    let name = RoleFile.name(of: role)
    guard let bytes = try fetchWithin(limits.timestamp, name) else { throw TrustError.missing(file: name) }
    if try metadata.adopt(timestamp: bytes) { try folder.write(bytes, of: role) }
  }

  private mutating func refreshSnapshot() throws {
    guard let announced = metadata.timestamp?.snapshot else { return }
    try refresh(TopLevelRole.snapshot.rawValue, announced, limit: limits.snapshot) {
      (metadata, bytes) throws(TrustError) in try metadata.adopt(snapshot: bytes)
    }
  }

  private mutating func refresh(
    _ authority: Authority,
    adopt: (inout TrustedMetadata, [UInt8]) throws(TrustError) -> Void
  ) throws {
    try refresh(authority.role, try metadata.announcement(of: authority), limit: limits.targets, adopt: adopt)
  }

  /// Takes the file that is held if it is the one announced, and fetches it if not.
  private mutating func refresh(
    _ role: String,
    _ announced: MetaFile,
    limit: Int,
    adopt: (inout TrustedMetadata, [UInt8]) throws(TrustError) -> Void
  ) throws {
    if let held = try folder.read(role), (try? adopt(&metadata, held)) != nil { return }
    let name =
      metadata.root.consistentSnapshot
      ? RoleFile.name(of: role, version: announced.version) : RoleFile.name(of: role)
    let most = min(limit, announced.length.flatMap { Int(exactly: $0) } ?? limit)
    guard let bytes = try fetchWithin(most, name) else { throw TrustError.missing(file: name) }
    try adopt(&metadata, bytes)
    try folder.write(bytes, of: role)
  }

  private func fetchWithin(_ limit: Int, _ name: String) throws -> [UInt8]? {
    guard let bytes = try fetch(name, limit) else { return nil }
    guard bytes.count <= limit else {
      throw TrustError.wrongLength(file: name, expected: Int64(limit), found: Int64(bytes.count))
    }
    return bytes
  }
}
