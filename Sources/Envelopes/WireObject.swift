import CanonicalJSON

/// One object of a document that came from elsewhere, read strictly: nothing missing, nothing more, nothing too long.
struct WireObject {
  private let name: String
  private let object: JSONObject

  init(_ value: JSONValue, _ name: String, keys: [String]) throws(EnvelopeError) {
    guard let object = value.object, object.members.map(\.key) == keys.sorted() else { throw .malformed(name) }
    self.name = name
    self.object = object
  }

  /// A whole document in canonical form; other ways to write the same are refused, so that no byte can differ unseen.
  init(parsing bytes: [UInt8], _ name: String, keys: [String], limit: Int) throws(EnvelopeError) {
    try self.init(Self.document(bytes, name, limit: limit), name, keys: keys)
  }

  static func document(_ bytes: [UInt8], _ name: String, limit: Int) throws(EnvelopeError) -> JSONValue {
    guard bytes.count <= limit else { throw .tooLarge(name, limit: limit) }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .malformed(name)
    }
    guard value.canonicalBytes == bytes else { throw .malformed(name) }
    return value
  }

  subscript(key: String) -> JSONValue { object[key] ?? .null }

  func list(_ key: String, atMost limit: Int) throws(EnvelopeError) -> [JSONValue] {
    guard let list = self[key].list, list.count <= limit else { throw .malformed(name) }
    return list
  }

  func integer(_ key: String, from lowest: Int64) throws(EnvelopeError) -> Int64 {
    // Room to count on without overflow, and what every database and JSON reader holds exactly.
    guard case .integer(let value) = self[key], (lowest...Self.largestInteger).contains(value) else {
      throw .malformed(name)
    }
    return value
  }

  func fingerprint(_ key: String) throws(EnvelopeError) -> Fingerprint {
    guard let fingerprint = self[key].text.flatMap({ Fingerprint(hex: $0) }) else { throw .malformed(name) }
    return fingerprint
  }

  func hexadecimal(_ key: String, count: Int) throws(EnvelopeError) -> [UInt8] {
    guard let bytes = self[key].text.flatMap({ Hexadecimal.bytes($0, count: count) }) else { throw .malformed(name) }
    return bytes
  }

  func base64(_ key: String) throws(EnvelopeError) -> [UInt8] {
    guard let bytes = self[key].text.flatMap(Base64.bytes) else { throw .malformed(name) }
    return bytes
  }

  /// A short name of small letters, digits and hyphens.
  func name(_ key: String) throws(EnvelopeError) -> String {
    guard let text = self[key].text, WireName.isValid(text) else { throw .malformed(name) }
    return text
  }

  static let largestInteger: Int64 = 1 << 53
}

/// Names that are the same in every alphabet, file system and log.
enum WireName {
  static func isValid(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }
}
