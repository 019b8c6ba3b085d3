import DurableFiles
import Foundation
public import Trust

/// The online keys, which a timed command may hold.
public struct OnlineKeys: Sendable {
  let snapshot: SigningKey
  let timestamp: SigningKey

  /// The two keys.
  public init(snapshot: SigningKey, timestamp: SigningKey) {
    self.snapshot = snapshot
    self.timestamp = timestamp
  }
}

extension AuthorityFolder {
  /// Publishes what waits and is signed, and renews what says that it is the newest.
  ///
  /// New files come first and the timestamp, which alone makes kits look at them, comes last: a publication that is
  /// cut off at any point is no publication, and is gone on with by calling this again. Before that last step the
  /// whole repository is checked as a kit would, from every root that was ever published.
  ///
  /// - Throws: ``PublishingError``; kits then go on with what was published before.
  public func publish(with keys: OnlineKeys, now: UTCTime) throws(PublishingError) {
    let (nextRoot, nextTargets) = (try stagedRoot(), try waitingTargets())
    guard nextRoot != nil || nextTargets != nil else { throw .nothingStaged }
    let (oldRoot, oldTargets) = (try root(), try publishedTargets())
    guard let root = nextRoot ?? oldRoot else { throw .noAuthority(url.path) }
    if let nextRoot { try checkSignatures(of: nextRoot, after: oldRoot) }
    guard let targets = nextTargets ?? oldTargets else { throw .nothingStaged }
    try check(targets, isSignedAs: .targets, in: root.role)
    if nextTargets != nil { try copyStagedTargets() }
    if let nextTargets { try put(nextTargets, .targets) }
    // A kit that sees the new root before the new timestamp still finds everything that it needs.
    if let nextRoot { try put(nextRoot, .root) }
    let targetsFile = MetaFile(version: targets.role.version, bytes: targets.bytes)
    let snapshot = try renewedSnapshot(targetsFile, with: keys, now: now)
    try put(snapshot, .snapshot)
    let timestamp = try renewedTimestamp(snapshot, with: keys, now: now)
    try RepositoryGate(self).check(timestamp: timestamp.bytes, now: now)
    try write(timestamp.bytes, RoleFile.name(of: TopLevelRole.timestamp.rawValue), in: metadata)
    try keepHistory()
    try unstage()
  }

  /// Signs the timestamp anew, and the snapshot when half of its time has passed.
  ///
  /// - Parameter gap: how many versions of the timestamp are left out, for files that are signed for sticks.
  /// - Returns: warnings about what people have to sign soon.
  public func renew(
    with keys: OnlineKeys,
    now: UTCTime,
    leaving gap: Int64 = 0
  ) throws(PublishingError) -> [String] {
    guard var snapshot = try snapshot(), let targets = try publishedTargets() else { throw .noAuthority(url.path) }
    if snapshot.role.expires < now.adding(days: RoleTerms.snapshotDays / 2) {
      let file = MetaFile(version: targets.role.version, bytes: targets.bytes)
      snapshot = try renewedSnapshot(file, with: keys, now: now)
      try put(snapshot, .snapshot)
    }
    let timestamp = try renewedTimestamp(snapshot, with: keys, now: now, leaving: gap)
    try RepositoryGate(self).check(timestamp: timestamp.bytes, now: now)
    try write(timestamp.bytes, RoleFile.name(of: TopLevelRole.timestamp.rawValue), in: metadata)
    return try warnings(now: now)
  }

  /// What people have to sign soon: whatever has passed half of its time.
  public func warnings(now: UTCTime) throws(PublishingError) -> [String] {
    var warnings: [String] = []
    if let root = try root()?.role, root.expires < now.adding(days: RoleTerms.rootDays / 2) {
      warnings.append("the root expires on \(root.expires.day); 'gauger catalog rotate' prepares the next")
    }
    if let targets = try publishedTargets()?.role, targets.expires < now.adding(days: RoleTerms.targetsDays / 2) {
      warnings.append("the release expires on \(targets.expires.day); publish a new one")
    }
    return warnings
  }

  // MARK: - Parts

  private func checkSignatures(
    of next: Signed<RootMetadata>,
    after old: Signed<RootMetadata>?
  ) throws(PublishingError) {
    try check(next, isSignedAs: .root, in: next.role)
    if let old { try check(next, isSignedAs: .root, in: old.role) }
  }

  private func check<Role: RoleMetadata>(
    _ file: Signed<Role>,
    isSignedAs role: TopLevelRole,
    in root: RootMetadata
  ) throws(PublishingError) {
    guard file.isSigned(by: root[role], keys: root.keys) else {
      throw .unsigned(
        file: RoleFile.name(of: role.rawValue, version: file.role.version),
        signers: file.signerCount(of: root[role], keys: root.keys),
        threshold: root[role].threshold
      )
    }
  }

  private func copyStagedTargets() throws(PublishingError) {
    for path in paths(in: stagedTargets) {
      if let bytes = try bytes(path, in: stagedTargets) { try write(bytes, path, in: targets) }
    }
  }

  private func keepHistory() throws(PublishingError) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: staged.path)) ?? []
    where name.hasSuffix(".ndjson.zst") {
      if let bytes = try bytes(name, in: staged) { try write(bytes, name, in: history) }
    }
  }

  private func put<Role: RoleMetadata>(_ file: Signed<Role>, _ role: TopLevelRole) throws(PublishingError) {
    try write(file.bytes, RoleFile.name(of: role.rawValue, version: file.role.version), in: metadata)
  }

  private func renewedSnapshot(
    _ targets: MetaFile,
    with keys: OnlineKeys,
    now: UTCTime
  ) throws(PublishingError) -> Signed<SnapshotMetadata> {
    let old = try snapshot()?.role
    var snapshot = SnapshotMetadata(
      version: (old?.version ?? 0) + 1,
      expires: now.adding(days: RoleTerms.snapshotDays),
      files: old?.files ?? [:]
    )
    snapshot.files[RoleFile.name(of: TopLevelRole.targets.rawValue)] = targets
    return try signed(snapshot, by: keys.snapshot)
  }

  private func renewedTimestamp(
    _ snapshot: Signed<SnapshotMetadata>,
    with keys: OnlineKeys,
    now: UTCTime,
    leaving gap: Int64 = 0
  ) throws(PublishingError) -> Signed<TimestampMetadata> {
    let timestamp = TimestampMetadata(
      version: (try timestamp()?.role.version ?? 0) + 1 + gap,
      expires: now.adding(days: RoleTerms.timestampDays),
      snapshot: MetaFile(version: snapshot.role.version, bytes: snapshot.bytes)
    )
    return try signed(timestamp, by: keys.timestamp)
  }

  func signed<Role: RoleMetadata>(_ role: Role, by key: SigningKey) throws(PublishingError) -> Signed<Role> {
    do { return try Signed(role, signedBy: [key]) } catch { throw .failed(path: Role.type, reason: "\(error)") }
  }
}

extension AuthorityFolder {
  /// What waits, and how many signatures it has of those that it needs.
  public func waiting() throws(PublishingError) -> [String] {
    let (old, next) = (try root(), try stagedRoot())
    var lines: [String] = []
    if let next {
      lines.append(Self.state(of: next, .root, in: next.role, by: "its own keys"))
      if let old { lines.append(Self.state(of: next, .root, in: old.role, by: "the old root's keys")) }
    }
    if let targets = try waitingTargets(), let root = next ?? old {
      lines.append(Self.state(of: targets, .targets, in: root.role, by: "the keys for releases"))
    }
    return lines
  }

  private static func state<Role: RoleMetadata>(
    of file: Signed<Role>,
    _ role: TopLevelRole,
    in root: RootMetadata,
    by whom: String
  ) -> String {
    let count = file.signerCount(of: root[role], keys: root.keys)
    let name = RoleFile.name(of: role.rawValue, version: file.role.version)
    return "Waiting: \(name) has \(count) of \(root[role].threshold) signatures by \(whom)"
  }
}
