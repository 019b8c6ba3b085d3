public import CanonicalJSON

/// The name of a record within a release.
public struct RecordKey: Hashable, Sendable, CustomStringConvertible {
  /// What the record describes.
  public let kind: String
  /// The name that is unique within the kind.
  public let id: String

  /// A name.
  public init(kind: String, id: String) {
    self.kind = kind
    self.id = id
  }

  /// Kind and id.
  public var description: String { "\(kind) \(id)" }

  /// The order of records in a release: by kind, then by id, compared as bytes.
  public static func precedes(_ left: RecordKey, _ right: RecordKey) -> Bool {
    // Swift strings compare by canonical equivalence, which is another order than that of the signed bytes.
    let kinds = compare(left.kind, right.kind)
    return kinds == 0 ? compare(left.id, right.id) < 0 : kinds < 0
  }

  /// Names are told apart by their bytes, for the same reason.
  public static func == (left: RecordKey, right: RecordKey) -> Bool {
    left.kind.utf8.elementsEqual(right.kind.utf8) && left.id.utf8.elementsEqual(right.id.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in kind.utf8 { hasher.combine(byte) }
    hasher.combine(0 as UInt8)
    for byte in id.utf8 { hasher.combine(byte) }
  }

  private static func compare(_ left: String, _ right: String) -> Int {
    var right = right.utf8.makeIterator()
    for byte in left.utf8 {
      guard let other = right.next() else { return 1 }
      if byte != other { return byte < other ? -1 : 1 }
    }
    return right.next() == nil ? 0 : -1
  }

  /// What keeps a name out of a release, or nil.
  var fault: PackFault? {
    let isName = kind.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    guard isName, (1...64).contains(kind.utf8.count) else { return .malformed("the kind is no name") }
    // The state root separates names by zero bytes and line feeds, so neither may stand in one.
    guard (1...512).contains(id.utf8.count), !id.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      return .malformed("the id is empty, too long or holds control characters")
    }
    // The ids of trade terms are words, such as "x-ray tubes"; kits add none.
    return id.utf8.starts(with: "x-".utf8) && kind != "trade-term" ? .localID(id) : nil
  }
}

/// One record as it travels: a line of canonical JSON that nothing on its way changes.
///
/// What a newer catalog adds to a record stays in the line, whether this program understands it or not.
public struct PackedRecord: Equatable, Sendable {
  /// The longest line that is taken.
  public static let longestLine = 1 << 20

  /// Kind and id.
  public let key: RecordKey
  /// The record as JSON: `kind`, `id`, `fields` and whatever else was signed.
  public let json: JSONObject
  /// The line, without its line feed.
  public let line: [UInt8]
  /// The bytes that are hashed; they differ from the line only where a text holds control characters.
  public let canonical: [UInt8]

  /// Reads a line.
  ///
  /// - Throws: ``PackFault`` for everything that is not one record in canonical form.
  public init(line: [UInt8]) throws(PackFault) {
    guard line.count <= Self.longestLine else { throw .tooLong(limit: Self.longestLine) }
    let value = try Self.parse(line)
    guard let json = value.object else { throw .malformed("a record is an object") }
    key = try Self.key(of: json)
    self.json = json
    self.line = line
    // Hashed is the text itself, shipped is its escape; without a backslash there is no difference.
    canonical = line.contains(UInt8(ascii: "\\")) ? value.canonicalBytes : line
  }

  /// Packs a record.
  public init(json: JSONObject) throws(PackFault) {
    key = try Self.key(of: json)
    self.json = json
    canonical = JSONValue.object(json).canonicalBytes
    line = canonical.contains { $0 < 0x20 } ? Array(JSONValue.object(json).line.utf8) : canonical
    guard line.count <= Self.longestLine else { throw .tooLong(limit: Self.longestLine) }
  }

  private static func key(of json: JSONObject) throws(PackFault) -> RecordKey {
    guard let kind = json["kind"]?.text, let id = json["id"]?.text, json["fields"]?.object != nil else {
      throw .malformed("a record has a kind, an id and fields")
    }
    let key = RecordKey(kind: kind, id: id)
    if let fault = key.fault { throw fault }
    return key
  }

  /// Records are the same if their lines are.
  public static func == (left: PackedRecord, right: PackedRecord) -> Bool { left.line == right.line }

  /// Reads a line that must be written in canonical form.
  static func parse(_ line: [UInt8]) throws(PackFault) -> JSONValue {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: line) } catch { throw .notJSON(error) }
    let canonical = value.canonicalBytes
    guard canonical == line || value.line.utf8.elementsEqual(line) else { throw .notCanonical }
    return value
  }
}

/// Gives one record after the other, in the order of a release, and nil at the end.
public typealias RecordSource = () throws(ReleaseError) -> PackedRecord?
