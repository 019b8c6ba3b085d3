public import CanonicalJSON

/// Digests of one file, in hexadecimal.
public struct FileHashes: Hashable, Sendable {
  /// The SHA-256.
  public var sha256: String?
  /// The SHA-512.
  public var sha512: String?
  /// Digests that this product cannot compute.
  public var unknown = JSONObject()

  /// The digests given.
  public init(sha256: String?, sha512: String? = nil) {
    self.sha256 = sha256
    self.sha512 = sha512
  }

  init(_ value: JSONValue, at place: @autoclosure () -> String) throws(MetadataError) {
    guard let object = value.object, !object.members.isEmpty else {
      throw MetadataError("\(place()): hashes are missing")
    }
    for member in object.members {
      guard let text = member.value.text else { throw MetadataError("\(place()): a hash is not a text") }
      switch member.key {
      case "sha256": sha256 = text
      case "sha512": sha512 = text
      default: unknown[member.key] = member.value
      }
    }
  }

  var json: JSONValue {
    let known = [("sha256", sha256), ("sha512", sha512)]
    return .object(unknown.adding(known.compactMap { name, hash in hash.map { (name, .text($0)) } }))
  }
}

/// What a timestamp or snapshot says of another role's file.
public struct MetaFile: Hashable, Sendable {
  /// The version that the file must have.
  public var version: Int64
  /// The length in bytes, if it is said.
  public var length: Int64?
  /// The digests, if they are said.
  public var hashes: FileHashes?
  /// Fields that this product does not know.
  public var unknown = JSONObject()

  /// Describes a file of a version.
  public init(version: Int64, length: Int64? = nil, hashes: FileHashes? = nil) {
    self.version = version
    self.length = length
    self.hashes = hashes
  }

  /// Describes a file by its version and bytes.
  public init(version: Int64, bytes: [UInt8]) {
    self.init(version: version, length: Int64(bytes.count), hashes: FileHashes(sha256: ContentDigest(of: bytes).hex))
  }

  init(_ value: JSONValue, of name: String) throws(MetadataError) {
    var fields = try Fields(value, at: "meta of \(name)")
    version = try fields.integer("version", atLeast: 1)
    length = fields.has("length") ? try fields.integer("length", atLeast: 0) : nil
    hashes = try fields.take("hashes").map { hashes throws(MetadataError) in
      try FileHashes(hashes, at: "meta of \(name)")
    }
    unknown = fields.rest
  }

  var json: JSONValue {
    var members: [(key: String, value: JSONValue)] = [("version", .integer(version))]
    if let length { members.append(("length", .integer(length))) }
    if let hashes { members.append(("hashes", hashes.json)) }
    return .object(unknown.adding(members))
  }
}

/// A file that a targets role vouches for.
public struct TargetFile: Hashable, Sendable {
  /// Its name below the targets folder of the repository.
  public let path: String
  /// Its length in bytes.
  public var length: Int64
  /// Its digests.
  public var hashes: FileHashes
  /// Other fields, among them `custom`, whose meaning is up to the product.
  public var unknown = JSONObject()

  /// Describes a file.
  public init(path: String, length: Int64, hashes: FileHashes) {
    self.path = path
    self.length = length
    self.hashes = hashes
  }

  /// Describes a file by its bytes.
  public init(path: String, bytes: [UInt8]) {
    self.init(path: path, length: Int64(bytes.count), hashes: FileHashes(sha256: ContentDigest(of: bytes).hex))
  }

  /// What the product itself says of the file.
  public var custom: JSONObject? {
    get { unknown["custom"]?.object }
    set { unknown["custom"] = newValue.map(JSONValue.object) }
  }

  /// The name that the file has in the repository.
  ///
  /// - Parameter consistent: whether the root says that names carry the digest.
  public func remotePath(consistent: Bool) -> String {
    guard consistent, let digest = hashes.sha256 ?? hashes.sha512 else { return path }
    guard let slash = path.lastIndex(of: "/") else { return "\(digest).\(path)" }
    return "\(path[...slash])\(digest).\(path[path.index(after: slash)...])"
  }

  // Without the taking of fields one by one, which shows in files of many thousand targets.
  init(_ value: JSONValue, path: String) throws(MetadataError) {
    guard let object = value.object else { throw MetadataError("target \(path) is not an object") }
    var length: Int64?
    var hashes: FileHashes?
    for member in object.members {
      switch (member.key, member.value) {
      case ("length", .integer(let integer)) where integer >= 0: length = integer
      case ("hashes", let value): hashes = try FileHashes(value, at: "target \(path)")
      default: unknown[member.key] = member.value
      }
    }
    guard let length, let hashes else { throw MetadataError("target \(path) has no length or no hashes") }
    self.path = path
    self.length = length
    self.hashes = hashes
  }

  var json: JSONValue {
    .object(unknown.adding([("length", .integer(length)), ("hashes", hashes.json)]))
  }
}
