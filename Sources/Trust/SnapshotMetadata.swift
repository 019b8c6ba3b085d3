public import CanonicalJSON

/// Says which versions of all targets files belong together.
public struct SnapshotMetadata: RoleMetadata {
  /// What the field `_type` says.
  public static let type = "snapshot"

  /// The files of the targets roles, by file name: `targets.json`.
  public var files: NameTable<MetaFile>
  /// Fields that this product does not know.
  public var unknown = JSONObject()
  private var common: CommonFields

  /// A snapshot of files.
  public init(version: Int64, expires: UTCTime, files: NameTable<MetaFile>) {
    common = CommonFields(version: version, expires: expires)
    self.files = files
  }

  /// Reads the signed part of a snapshot file.
  public init(_ json: JSONObject) throws(MetadataError) {
    var fields = Fields(json, at: "snapshot")
    common = try CommonFields(&fields, type: Self.type)
    files = try fields.table("meta") { name, value throws(MetadataError) in try MetaFile(value, of: name) }
    unknown = fields.rest
  }

  /// Grows with every snapshot.
  public var version: Int64 {
    get { common.version }
    set { common.version = newValue }
  }

  /// From when on the snapshot counts no longer.
  public var expires: UTCTime {
    get { common.expires }
    set { common.expires = newValue }
  }

  /// The signed part as JSON.
  public var json: JSONObject {
    unknown.adding(common.members(type: Self.type) + [("meta", files.json(\.json))])
  }
}
