/// The rules of The Update Framework, without files or network.
///
/// Files are offered in the order of the client workflow of the specification; each is adopted whole or refused:
/// - A root is adopted if it is the next version and signed by the threshold of the last root and by its own.
/// - A timestamp must be signed by the root's keys, unexpired, and neither it nor its snapshot older than those held.
/// - A snapshot must be the one that the timestamp announces, and list no file in an older version than the one held,
///   and all that it listed.
/// - A targets file must be the one that the snapshot announces, signed by whoever delegates to it.
/// - Signatures are counted by different public keys, not by key ids.
/// - What is held counts as long as the present root still vouches for it: rotated keys end its hold, so that version
///   numbers driven up by a thief of the old keys block nothing.
///
/// ```swift
/// var metadata = try TrustedMetadata(root: rootBytes, time: ReferenceTime(now))
/// metadata.hold(timestamp: oldTimestamp, snapshot: oldSnapshot)
/// try metadata.adopt(timestamp: timestampBytes)
/// try metadata.adopt(snapshot: snapshotBytes)
/// try metadata.adopt(targets: targetsBytes)
/// metadata.targets?.targets["catalog/release.json"]
/// ```
public struct TrustedMetadata: Sendable {
  /// The moment that counts as now.
  public let time: ReferenceTime
  /// The root in force.
  public private(set) var root: RootMetadata
  /// The newest timestamp, once it is adopted.
  public private(set) var timestamp: TimestampMetadata?
  /// The snapshot that the timestamp announces, once it is adopted.
  public private(set) var snapshot: SnapshotMetadata?
  /// The targets file of the root's own role, once it is adopted.
  public private(set) var targets: TargetsMetadata?
  /// Files that were taken although they had expired, because of the grace that was given.
  public private(set) var late: [String] = []

  private var heldTimestamp: TimestampMetadata?
  private var heldSnapshot: SnapshotMetadata?
  private var snapshotKeysRotated = false
  private var delegated: NameTable<Signed<TargetsMetadata>> = [:]

  /// Begins with the root that was trusted last, or that came with the kit.
  public init(root bytes: [UInt8], time: ReferenceTime) throws(TrustError) {
    self.time = time
    let signed = try Self.parseRoot(bytes)
    try Authority(.root, in: signed.role).check(signed)
    root = signed.role
  }

  private static func parseRoot(_ bytes: [UInt8]) throws(TrustError) -> Signed<RootMetadata> {
    do throws(MetadataError) {
      return try Signed(parsing: bytes)
    } catch {
      throw .malformed(file: RoleFile.name(of: TopLevelRole.root.rawValue), reason: error.reason)
    }
  }

  /// Adopts the next root, even an expired one: the one after it may be fresh.
  public mutating func adopt(root bytes: [UInt8]) throws(TrustError) {
    let next: Signed<RootMetadata> = try Authority(.root, in: root).read(bytes)
    let (expected, overflow) = root.version.addingReportingOverflow(1)
    guard !overflow, next.role.version == expected else {
      throw .wrongVersion(file: Authority(.root, in: root).file, expected: expected, found: next.role.version)
    }
    try Authority(.root, in: next.role).check(next)
    root = next.role
  }

  /// Takes the files of the last refresh as the least that is accepted, as far as the present root vouches for them.
  public mutating func hold(timestamp timestampBytes: [UInt8]?, snapshot snapshotBytes: [UInt8]?) {
    heldTimestamp = timestampBytes.flatMap { (try? Authority(.timestamp, in: root).read($0))?.role }
    let authority = Authority(.snapshot, in: root)
    guard let snapshotBytes, let signed = try? authority.parse(snapshotBytes, as: SnapshotMetadata.self) else { return }
    snapshotKeysRotated = !signed.isSigned(by: authority.keys, keys: authority.known)
    heldSnapshot = snapshotKeysRotated ? nil : signed.role
  }

  /// Checks that the root, now the newest, has not expired.
  public mutating func finishRoots() throws(TrustError) {
    try checkExpiry(of: root, file: Authority(.root, in: root).file)
  }

  /// Adopts the newest timestamp.
  ///
  /// - Returns: whether it is newer than the one held; if both have the same version, the held one stays in force.
  @discardableResult
  public mutating func adopt(timestamp bytes: [UInt8]) throws(TrustError) -> Bool {
    try finishRoots()
    let authority = Authority(.timestamp, in: root)
    var offered: TimestampMetadata = try authority.read(bytes).role
    var isNewer = true
    if let held = heldTimestamp {
      try checkNotOlder(authority.file, offered.version, than: held.version)
      isNewer = offered.version > held.version
      if !isNewer { offered = held }
      if !snapshotKeysRotated {
        let file = Authority(.snapshot, in: root).file
        try checkNotOlder(file, offered.snapshot.version, than: held.snapshot.version)
      }
    }
    try checkExpiry(of: offered, file: authority.file)
    timestamp = offered
    return isNewer
  }

  /// Adopts the snapshot that the timestamp announces.
  public mutating func adopt(snapshot bytes: [UInt8]) throws(TrustError) {
    let authority = Authority(.snapshot, in: root)
    guard let announced = timestamp?.snapshot else { throw .missing(file: Authority(.timestamp, in: root).file) }
    try announced.check(bytes, file: authority.file)
    let offered: SnapshotMetadata = try authority.read(bytes).role
    try checkVersion(of: offered, announced, file: authority.file)
    for (file, held) in heldSnapshot?.files ?? [:] {
      guard let offered = offered.files[file] else { throw .dropped(file: file) }
      try checkNotOlder(file, offered.version, than: held.version)
    }
    try checkExpiry(of: offered, file: authority.file)
    snapshot = offered
  }

  /// Adopts the root's own targets file.
  public mutating func adopt(targets bytes: [UInt8]) throws(TrustError) {
    targets = try readTargets(bytes, Authority(.targets, in: root)).role
  }

  /// Adopts the file of a delegated role.
  mutating func adopt(_ bytes: [UInt8], of authority: Authority) throws(TrustError) {
    delegated[authority.role] = try readTargets(bytes, authority)
  }

  /// A delegated role's file that was adopted before.
  ///
  /// - Throws: if it is not signed as the role that now delegates to it asks for.
  func adopted(_ authority: Authority) throws(TrustError) -> TargetsMetadata? {
    guard let signed = delegated[authority.role] else { return nil }
    try authority.check(signed)
    return signed.role
  }

  /// What the snapshot says of a targets role's file.
  func announcement(of authority: Authority) throws(TrustError) -> MetaFile {
    guard let snapshot else { throw .missing(file: Authority(.snapshot, in: root).file) }
    // Names in the snapshot are not encoded as file names are.
    guard let announced = snapshot.files["\(authority.role).json"] else { throw .unlisted(file: authority.file) }
    return announced
  }

  private mutating func readTargets(
    _ bytes: [UInt8],
    _ authority: Authority
  ) throws(TrustError) -> Signed<TargetsMetadata> {
    let announced = try announcement(of: authority)
    try announced.check(bytes, file: authority.file)
    let signed: Signed<TargetsMetadata> = try authority.read(bytes)
    try checkVersion(of: signed.role, announced, file: authority.file)
    try checkExpiry(of: signed.role, file: authority.file)
    return signed
  }

  private func checkNotOlder(_ file: String, _ offered: Int64, than held: Int64) throws(TrustError) {
    guard offered >= held else { throw .rolledBack(file: file, offered: offered, held: held) }
  }

  private func checkVersion(
    of role: some RoleMetadata,
    _ announced: MetaFile,
    file: String
  ) throws(TrustError) {
    guard role.version == announced.version else {
      throw .wrongVersion(file: file, expected: announced.version, found: role.version)
    }
  }

  private mutating func checkExpiry(of role: some RoleMetadata, file: String) throws(TrustError) {
    switch time.judge(role.expires) {
    case .inTime: break
    case .late: if !late.contains(file) { late.append(file) }
    case .expired: throw .expired(file: file, on: role.expires, now: time.now)
    }
  }
}

extension MetaFile {
  /// Checks length and digests, as far as they are said.
  func check(_ bytes: [UInt8], file: String) throws(TrustError) {
    if let length, length != bytes.count { throw .wrongLength(file: file, expected: length, found: Int64(bytes.count)) }
    guard let hashes else { return }
    var digests = try RunningDigests(hashes, file: file)
    bytes.withUnsafeBytes { digests.update($0) }
    try digests.finish()
  }
}
