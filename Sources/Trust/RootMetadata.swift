public import CanonicalJSON

/// The root of trust: which keys sign which role.
public struct RootMetadata: RoleMetadata {
  /// What the field `_type` says.
  public static let type = "root"

  /// Whether files are named with their version and targets with their digest, so that an update of the repository
  /// in the middle of a download does no harm.
  public var consistentSnapshot: Bool
  /// Every key, by its id.
  public var keys: NameTable<PublicKey>
  /// The keys of the four top-level roles.
  public var roles: NameTable<RoleKeys>
  /// Fields that this product does not know.
  public var unknown = JSONObject()
  private var common: CommonFields

  /// A root without keys.
  public init(version: Int64, expires: UTCTime) {
    common = CommonFields(version: version, expires: expires)
    consistentSnapshot = true
    keys = [:]
    roles = [:]
    for role in TopLevelRole.allCases { roles[role.rawValue] = RoleKeys(keyIDs: [], threshold: 1) }
  }

  /// Reads the signed part of a root file.
  public init(_ json: JSONObject) throws(MetadataError) {
    var fields = Fields(json, at: "root")
    common = try CommonFields(&fields, type: Self.type)
    consistentSnapshot = fields.has("consistent_snapshot") ? try fields.bool("consistent_snapshot") : false
    keys = try fields.table("keys") { _, value throws(MetadataError) in try PublicKey(value) }
    roles = try fields.table("roles") { name, value throws(MetadataError) in try RoleKeys(value, of: name) }
    guard roles.map(\.name).sorted() == TopLevelRole.allCases.map(\.rawValue).sorted() else {
      throw fields.failure("roles", "are not the four roles root, timestamp, snapshot and targets")
    }
    unknown = fields.rest
  }

  /// Grows with every root.
  public var version: Int64 {
    get { common.version }
    set { common.version = newValue }
  }

  /// From when on the root counts no longer.
  public var expires: UTCTime {
    get { common.expires }
    set { common.expires = newValue }
  }

  /// The signed part as JSON.
  public var json: JSONObject {
    unknown.adding(
      common.members(type: Self.type) + [
        ("consistent_snapshot", .bool(consistentSnapshot)), ("keys", keys.json { .object($0.json) }),
        ("roles", roles.json { .object($0.unknown.adding($0.members)) }),
      ]
    )
  }

  /// Whose signatures a top-level role's file needs.
  public subscript(role: TopLevelRole) -> RoleKeys {
    get { roles[role.rawValue] ?? RoleKeys(keyIDs: [], threshold: 1) }
    set { roles[role.rawValue] = newValue }
  }

  /// Gives a role its keys and threshold, and forgets the keys that no role uses any more.
  public mutating func assign(_ role: TopLevelRole, _ newKeys: [PublicKey], threshold: Int64) {
    self[role] = RoleKeys(keyIDs: newKeys.map(\.id), threshold: threshold)
    for key in newKeys { keys[key.id] = key }
    let used = Set(roles.flatMap(\.value.keyIDs))
    for name in keys.map(\.name) where !used.contains(name) { keys[name] = nil }
  }
}

/// The roles that the root names.
public enum TopLevelRole: String, CaseIterable, Sendable {
  /// Names the keys of all four.
  case root
  /// Says what the newest snapshot is.
  case timestamp
  /// Says which versions of all targets files belong together.
  case snapshot
  /// Says what the files of a release are.
  case targets
}
