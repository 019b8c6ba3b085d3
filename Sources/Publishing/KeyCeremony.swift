import Foundation
public import Trust

/// Whose keys sign what.
public struct KeyPlan: Sendable {
  /// Keys of people, kept offline, that name all other keys.
  public var root: [PublicKey]
  /// How many of them must sign.
  public var rootThreshold: Int
  /// Keys of people, kept offline, that sign releases.
  public var targets: [PublicKey]
  /// How many of them must sign.
  public var targetsThreshold: Int
  /// The online key that says which files belong together.
  public var snapshot: PublicKey
  /// The online key that says, often, what is newest.
  public var timestamp: PublicKey

  /// A plan.
  public init(
    root: [PublicKey],
    rootThreshold: Int,
    targets: [PublicKey],
    targetsThreshold: Int,
    snapshot: PublicKey,
    timestamp: PublicKey
  ) {
    self.root = root
    self.rootThreshold = rootThreshold
    self.targets = targets
    self.targetsThreshold = targetsThreshold
    self.snapshot = snapshot
    self.timestamp = timestamp
  }

  /// The plan that a root follows, or nil if it has no online keys.
  public init?(_ root: RootMetadata) {
    func keys(_ role: TopLevelRole) -> [PublicKey] { root[role].keyIDs.compactMap { root.keys[$0] } }
    guard let snapshot = keys(.snapshot).first, let timestamp = keys(.timestamp).first else { return nil }
    self.init(
      root: keys(.root),
      rootThreshold: Int(clamping: root[.root].threshold),
      targets: keys(.targets),
      targetsThreshold: Int(clamping: root[.targets].threshold),
      snapshot: snapshot,
      timestamp: timestamp
    )
  }

  /// Why the plan would not protect anything, if it would not.
  var weakness: String? {
    let offline = Set((root + targets).map(\.id))
    for (name, keys, threshold) in [("root", root, rootThreshold), ("targets", targets, targetsThreshold)] {
      if Set(keys.map(\.id)).count != keys.count { return "a \(name) key is named twice" }
      if threshold < 2 { return "one stolen \(name) key would be enough; ask for at least 2 signatures" }
      if threshold > keys.count { return "\(threshold) \(name) signatures are asked of \(keys.count) keys" }
    }
    if offline.contains(snapshot.id) || offline.contains(timestamp.id) {
      return "an online key also signs root or releases; online keys must be keys of their own"
    }
    if !Set(root.map(\.id)).isDisjoint(with: targets.map(\.id)) {
      return "a key signs both root and releases; use a key for each"
    }
    return nil
  }

  func root(version: Int64, now: UTCTime) -> RootMetadata {
    var metadata = RootMetadata(version: version, expires: now.adding(days: RoleTerms.rootDays))
    metadata.assign(.root, root, threshold: Int64(rootThreshold))
    metadata.assign(.targets, targets, threshold: Int64(targetsThreshold))
    metadata.assign(.snapshot, [snapshot], threshold: 1)
    metadata.assign(.timestamp, [timestamp], threshold: 1)
    return metadata
  }
}

/// How long each role's files are good for.
public enum RoleTerms {
  /// Two years.
  public static let rootDays: Int64 = 730
  /// One year.
  public static let targetsDays: Int64 = 365
  /// Signed anew well before.
  public static let snapshotDays: Int64 = 90
  /// Signed anew every day.
  public static let timestampDays: Int64 = 14
}

extension AuthorityFolder {
  /// Prepares the first root.
  public func begin(_ plan: KeyPlan, now: UTCTime) throws(PublishingError) {
    guard try root() == nil, try stagedRoot() == nil else { throw .hasAuthority(url.path) }
    if let weakness = plan.weakness { throw .unsoundKeys(weakness) }
    try stage(Signed(plan.root(version: 1, now: now)), .root)
  }

  /// Prepares the next root: with other keys, or with the same for another two years.
  ///
  /// Where the keys of releases change, the list of targets waits for their signatures as well.
  public func rotate(to plan: KeyPlan, now: UTCTime) throws(PublishingError) {
    guard let old = try root() else { throw .noAuthority(url.path) }
    if let weakness = plan.weakness { throw .unsoundKeys(weakness) }
    let (version, overflow) = old.role.version.addingReportingOverflow(1)
    guard !overflow else { throw .failed(path: metadata.path, reason: "there is no next version") }
    try stage(Signed(plan.root(version: version, now: now)), .root)
    guard Set(old.role[.targets].keyIDs) != Set(plan.targets.map(\.id)), try waitingTargets() == nil,
      var targets = try publishedTargets()?.role
    else { return }
    targets.version += 1
    targets.expires = now.adding(days: RoleTerms.targetsDays)
    try stage(Signed(targets), .targets)
  }

  /// Signs everything that waits and that this key may sign.
  ///
  /// - Returns: the names of the files that were signed.
  public func sign(with key: SigningKey) throws(PublishingError) -> [String] {
    let id = key.publicKey.id
    var signed: [String] = []
    let (old, next) = (try root(), try stagedRoot())
    if var file = next {
      let counts = file.role[.root].keyIDs.contains(id) || old?.role[.root].keyIDs.contains(id) ?? false
      if counts { signed.append(try add(key, to: &file, .root)) }
    }
    if var file = try waitingTargets(), (next ?? old)?.role[.targets].keyIDs.contains(id) ?? false {
      signed.append(try add(key, to: &file, .targets))
    }
    guard !signed.isEmpty else { throw .nothingToSign(key: id) }
    return signed
  }

  private func add<Role: RoleMetadata>(
    _ key: SigningKey,
    to file: inout Signed<Role>,
    _ role: TopLevelRole
  ) throws(PublishingError) -> String {
    let name = RoleFile.name(of: role.rawValue, version: file.role.version)
    do { try file.sign(with: key) } catch { throw .failed(path: name, reason: "\(error)") }
    try stage(file, role)
    return name
  }
}
