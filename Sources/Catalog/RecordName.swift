public import CanonicalJSON

/// A record by kind and id alone.
///
/// Names are the same only if their bytes are: two spellings of an accented letter make two names.
public struct RecordName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The kind.
  public let kind: String
  /// The id.
  public let id: String

  /// A name.
  public init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }

  /// The name of a record of a known kind.
  public init(kind: CatalogRecord.Kind, id: String) {
    self.init(kind: kind.rawValue, id: id)
  }

  /// Kind and id, joined by a slash.
  public var description: String { "\(kind)/\(id)" }

  /// Whether the bytes are the same.
  public static func == (left: RecordName, right: RecordName) -> Bool {
    left.kind.utf8.elementsEqual(right.kind.utf8) && left.id.utf8.elementsEqual(right.id.utf8)
  }

  /// Puts the bytes into a hash.
  public func hash(into hasher: inout Hasher) {
    for byte in kind.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8(0))
    for byte in id.utf8 { hasher.combine(byte) }
  }

  /// The order of records in a release: by kind, then by id, compared as bytes.
  public static func < (left: RecordName, right: RecordName) -> Bool {
    if !left.kind.utf8.elementsEqual(right.kind.utf8) {
      return left.kind.utf8.lexicographicallyPrecedes(right.kind.utf8)
    }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}

extension CatalogRecord {
  /// A record of any kind.
  public init(_ name: RecordName, fields: JSONObject) {
    self.kind = name.kind
    self.id = name.id
    self.fields = fields
  }

  /// Kind and id.
  public var name: RecordName { RecordName(kind: kind, id: id) }
}
