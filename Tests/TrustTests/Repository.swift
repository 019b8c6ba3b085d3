import Trust

/// A repository in memory, made with the signing side of the product.
struct Repository {
  static let start = UTCTime(seconds: 1_790_000_000)

  /// The published files by name.
  var files: [String: [UInt8]] = [:]
  var root: RootMetadata
  var timestamp: TimestampMetadata
  var snapshot: SnapshotMetadata
  var targets: TargetsMetadata
  var delegated: NameTable<TargetsMetadata> = [:]
  /// Who signs what, whatever the root says.
  var signers: NameTable<[SigningKey]> = [:]
  /// Whether timestamp and snapshot say length and digest of what they point to.
  var describesFiles = true

  /// A repository at version 1, its root signed by two of three keys, its targets by two of two.
  init() throws {
    let expires = Self.start.adding(days: 300)
    root = RootMetadata(version: 1, expires: expires)
    targets = TargetsMetadata(version: 1, expires: expires)
    snapshot = SnapshotMetadata(version: 1, expires: expires, files: ["targets.json": MetaFile(version: 1)])
    timestamp = TimestampMetadata(
      version: 1,
      expires: Self.start.adding(days: 14),
      snapshot: MetaFile(version: 1)
    )
    for (role, count, threshold) in [
      (TopLevelRole.root, 3, 2), (.timestamp, 1, 1), (.snapshot, 1, 1), (.targets, 2, 2),
    ] as [(TopLevelRole, Int, Int64)] {
      assignKeys(role, count: count, threshold: threshold)
    }
    addTarget("catalog/release.json", "release 1")
    try publish(.root, .targets, .snapshot, .timestamp)
  }

  /// Gives a role new keys; the root has to be published afterwards.
  mutating func assignKeys(_ role: TopLevelRole, count: Int, threshold: Int64) {
    let keys = (0..<count).map { _ in SigningKey() }
    signers[role.rawValue] = keys
    root.assign(role, keys.map(\.publicKey), threshold: threshold)
  }

  mutating func addTarget(_ path: String, _ content: String, to role: String = "targets") {
    let target = TargetFile(path: path, bytes: Array(content.utf8))
    if role == "targets" { targets.targets[path] = target } else { delegated[role]?.targets[path] = target }
  }

  /// Delegates from one role to a new one with a key of its own.
  mutating func delegate(
    from parent: String = "targets",
    to name: String,
    _ scope: DelegatedRole.Scope = .paths(["*"]),
    terminating: Bool = false
  ) throws {
    let key = signers[name]?.first ?? SigningKey()
    signers[name] = [key]
    let keys = RoleKeys(keyIDs: [key.publicKey.id], threshold: 1)
    var delegations = delegations(of: parent) ?? Delegations()
    delegations.keys[key.publicKey.id] = key.publicKey
    delegations.roles.append(DelegatedRole(name: name, keys: keys, scope: scope, terminating: terminating))
    if parent == "targets" { targets.delegations = delegations } else { delegated[parent]?.delegations = delegations }
    if delegated[name] == nil { delegated[name] = TargetsMetadata(version: 1, expires: Self.start.adding(days: 300)) }
  }

  private func delegations(of role: String) -> Delegations? {
    role == "targets" ? targets.delegations : delegated[role]?.delegations
  }

  /// Raises versions by one and publishes everything but the root.
  mutating func release(_ content: String? = nil) throws {
    targets.version += 1
    snapshot.version += 1
    timestamp.version += 1
    if let content { addTarget("catalog/release.json", content) }
    try publish(.targets, .snapshot, .timestamp)
  }

  /// Raises the root's version and publishes it, signed by its keys and those of the last one.
  mutating func publishNextRoot(signedAlsoBy old: [SigningKey] = []) throws {
    root.version += 1
    try publish(root, name: RoleFile.name(of: "root", version: root.version), (signers["root"] ?? []) + old)
  }

  mutating func publishDelegated() throws {
    for (name, role) in delegated {
      let bytes = try publish(role, name: RoleFile.name(of: name, version: role.version), signers[name] ?? [])
      snapshot.files["\(name).json"] = meta(role.version, bytes)
    }
  }

  /// Publishes roles in their present versions.
  mutating func publish(_ roles: TopLevelRole...) throws {
    for role in roles {
      let keys = signers[role.rawValue] ?? []
      switch role {
      case .root: try publish(root, name: "\(root.version).root.json", keys)
      case .targets:
        let bytes = try publish(targets, name: "\(targets.version).targets.json", keys)
        snapshot.files["targets.json"] = meta(targets.version, bytes)
      case .snapshot:
        let bytes = try publish(snapshot, name: "\(snapshot.version).snapshot.json", keys)
        timestamp.snapshot = meta(snapshot.version, bytes)
      case .timestamp: try publish(timestamp, name: "timestamp.json", keys)
      }
    }
  }

  @discardableResult
  private mutating func publish(
    _ role: some RoleMetadata,
    name: String,
    _ keys: [SigningKey]
  ) throws -> [UInt8] {
    let bytes = try Signed(role, signedBy: keys).bytes
    files[name] = bytes
    // Without consistent snapshots the names have no version.
    if !root.consistentSnapshot, let dot = name.firstIndex(of: "."), !name.hasSuffix("root.json") {
      files[String(name[name.index(after: dot)...])] = bytes
    }
    return bytes
  }

  private func meta(_ version: Int64, _ bytes: [UInt8]) -> MetaFile {
    describesFiles ? MetaFile(version: version, bytes: bytes) : MetaFile(version: version)
  }
}
