public import CanonicalJSON

/// The signed part of one role's file: root, timestamp, snapshot or targets.
public protocol RoleMetadata: Equatable, Sendable {
  /// What the field `_type` says.
  static var type: String { get }

  /// Grows with every file of the role.
  var version: Int64 { get set }

  /// From when on the file counts no longer.
  var expires: UTCTime { get set }

  /// Reads the signed part; fields that are not known are kept.
  init(_ json: JSONObject) throws(MetadataError)

  /// The signed part as JSON, unknown fields included.
  var json: JSONObject { get }
}

/// What every role's file says of itself.
struct CommonFields: Equatable, Sendable {
  static let specification = "1.0.34"

  var specificationVersion: String
  var version: Int64
  var expires: UTCTime

  init(version: Int64, expires: UTCTime) {
    self.specificationVersion = Self.specification
    self.version = version
    self.expires = expires
  }

  init(_ fields: inout Fields, type: String) throws(MetadataError) {
    let found = try fields.text("_type")
    guard found == type else { throw MetadataError("the file is of the role \(found), not \(type)") }
    specificationVersion = try fields.text("spec_version")
    let parts = specificationVersion.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0] == "1",
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { throw fields.failure("spec_version", "is \(specificationVersion); this product reads 1.x") }
    version = try fields.integer("version", atLeast: 1)
    let text = try fields.text("expires")
    guard let time = UTCTime(text) else { throw fields.failure("expires", "is not a time: \(text.prefix(40))") }
    expires = time
  }

  func members(type: String) -> [(key: String, value: JSONValue)] {
    [
      ("_type", .text(type)), ("spec_version", .text(specificationVersion)), ("version", .integer(version)),
      ("expires", .text(expires.description)),
    ]
  }
}

/// Whose signatures a role's file needs.
public struct RoleKeys: Hashable, Sendable {
  /// The ids of the keys that count, each once.
  public var keyIDs: [String]
  /// How many different keys must have signed.
  public var threshold: Int64
  /// Fields that this product does not know.
  public var unknown = JSONObject()

  /// Asks for `threshold` signatures of the keys with these ids.
  public init(keyIDs: [String], threshold: Int64) {
    self.keyIDs = keyIDs
    self.threshold = threshold
  }

  init(_ fields: inout Fields) throws(MetadataError) {
    keyIDs = try fields.texts("keyids")
    threshold = try fields.integer("threshold", atLeast: 1)
    guard Set(keyIDs.map { Array($0.utf8) }).count == keyIDs.count else {
      throw fields.failure("keyids", "name a key twice")
    }
  }

  init(_ value: JSONValue, of role: String) throws(MetadataError) {
    var fields = try Fields(value, at: "role \(role)")
    try self.init(&fields)
    unknown = fields.rest
  }

  var members: [(key: String, value: JSONValue)] {
    [("keyids", .texts(keyIDs)), ("threshold", .integer(threshold))]
  }
}
