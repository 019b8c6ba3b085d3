public import CanonicalJSON

/// Says what the files of a release are, or leaves that to other roles.
public struct TargetsMetadata: RoleMetadata {
  /// What the field `_type` says.
  public static let type = "targets"

  /// The files, by path.
  public var targets: NameTable<TargetFile>
  /// The roles that vouch for more files.
  public var delegations: Delegations?
  /// Fields that this product does not know.
  public var unknown = JSONObject()
  private var common: CommonFields

  /// Vouches for files.
  public init(version: Int64, expires: UTCTime, targets: NameTable<TargetFile> = [:]) {
    common = CommonFields(version: version, expires: expires)
    self.targets = targets
  }

  /// Reads the signed part of a targets file.
  public init(_ json: JSONObject) throws(MetadataError) {
    var fields = Fields(json, at: "targets")
    common = try CommonFields(&fields, type: Self.type)
    targets = try fields.table("targets") { path, value throws(MetadataError) in try TargetFile(value, path: path) }
    delegations = try fields.take("delegations").map { value throws(MetadataError) in try Delegations(value) }
    unknown = fields.rest
  }

  /// Grows with every file of the role.
  public var version: Int64 {
    get { common.version }
    set { common.version = newValue }
  }

  /// From when on the file counts no longer.
  public var expires: UTCTime {
    get { common.expires }
    set { common.expires = newValue }
  }

  /// The signed part as JSON.
  public var json: JSONObject {
    var members = common.members(type: Self.type)
    members.append(("targets", targets.json(\.json)))
    if let delegations { members.append(("delegations", delegations.json)) }
    return unknown.adding(members)
  }
}
