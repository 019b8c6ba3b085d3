public import CanonicalJSON

/// Says, often renewed, what the newest snapshot is.
public struct TimestampMetadata: RoleMetadata {
  /// What the field `_type` says.
  public static let type = "timestamp"

  /// The newest snapshot.
  public var snapshot: MetaFile
  /// Fields that this product does not know.
  public var unknown = JSONObject()
  private var unknownMeta = JSONObject()
  private var common: CommonFields

  /// A timestamp that points to a snapshot.
  public init(version: Int64, expires: UTCTime, snapshot: MetaFile) {
    common = CommonFields(version: version, expires: expires)
    self.snapshot = snapshot
  }

  /// Reads the signed part of a timestamp file.
  public init(_ json: JSONObject) throws(MetadataError) {
    var fields = Fields(json, at: "timestamp")
    common = try CommonFields(&fields, type: Self.type)
    var meta = try Fields(.object(try fields.object("meta")), at: "meta of the timestamp")
    snapshot = try MetaFile(try meta.required("snapshot.json"), of: "snapshot.json")
    unknownMeta = meta.rest
    unknown = fields.rest
  }

  /// Grows with every timestamp.
  public var version: Int64 {
    get { common.version }
    set { common.version = newValue }
  }

  /// From when on the timestamp counts no longer.
  public var expires: UTCTime {
    get { common.expires }
    set { common.expires = newValue }
  }

  /// The signed part as JSON.
  public var json: JSONObject {
    let meta = JSONValue.object(unknownMeta.adding([("snapshot.json", snapshot.json)]))
    return unknown.adding(common.members(type: Self.type) + [("meta", meta)])
  }
}
