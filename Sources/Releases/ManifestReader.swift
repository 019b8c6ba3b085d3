import CanonicalJSON

/// Reads the members of one object of the manifest and names them in errors.
struct ManifestReader {
  /// The highest number of anything that is counted upwards.
  static let highest = 1_000_000_000

  let object: JSONObject
  private let name: String

  init(_ json: JSONValue, _ name: String) throws(ReleaseError) {
    guard let object = json.object else { throw .manifest(field: name, "is no object") }
    self.object = object
    self.name = name
  }

  func fault(_ reason: String) -> ReleaseError { .manifest(field: name, reason) }

  private func fault(at key: String, _ reason: String) -> ReleaseError {
    .manifest(field: name == "the document" ? key : "\(name).\(key)", reason)
  }

  private func value(_ key: String) throws(ReleaseError) -> JSONValue {
    guard let value = object[key] else { throw fault(at: key, "is missing") }
    return value
  }

  func member(_ key: String) throws(ReleaseError) -> ManifestReader {
    try ManifestReader(try value(key), key)
  }

  func optionalMember(_ key: String) throws(ReleaseError) -> ManifestReader? {
    object[key] == nil ? nil : try member(key)
  }

  func number(_ key: String, in range: ClosedRange<Int>) throws(ReleaseError) -> Int {
    guard case .integer(let number) = try value(key), let number = Int(exactly: number), range.contains(number) else {
      throw fault(at: key, "is no whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func optionalNumber(_ key: String, in range: ClosedRange<Int>) throws(ReleaseError) -> Int? {
    object[key] == nil ? nil : try number(key, in: range)
  }

  func text(_ key: String, atMost limit: Int) throws(ReleaseError) -> String {
    guard let text = try value(key).text, (1...limit).contains(text.utf8.count) else {
      throw fault(at: key, "is no text of 1 to \(limit) bytes")
    }
    return text
  }

  func digest(_ key: String) throws(ReleaseError) -> String {
    let digest = try text(key, atMost: 64)
    guard ReleasePath.isDigest(digest) else { throw fault(at: key, "is no SHA-256 in lower-case hexadecimal digits") }
    return digest
  }

  func path(_ key: String) throws(ReleaseError) -> String {
    let path = try text(key, atMost: ReleasePath.longest)
    guard ReleasePath.isTarget(path) else { throw fault(at: key, "is no path inside the repository") }
    return path
  }

  private func elements(_ key: String, atMost limit: Int) throws(ReleaseError) -> [JSONValue] {
    guard let list = try value(key).list else { throw fault(at: key, "is no list") }
    guard list.count <= limit else { throw fault(at: key, "has more than \(limit) elements") }
    return list
  }

  func list<Element>(
    _ key: String,
    atMost limit: Int,
    _ read: (ManifestReader) throws(ReleaseError) -> Element
  ) throws(ReleaseError) -> [Element] {
    var list: [Element] = []
    for (index, element) in try elements(key, atMost: limit).enumerated() {
      list.append(try read(try ManifestReader(element, "\(key)[\(index)]")))
    }
    return list
  }

  func numbers(_ key: String, atMost limit: Int) throws(ReleaseError) -> [Int] {
    var numbers: [Int] = []
    for element in try elements(key, atMost: limit) {
      guard case .integer(let number) = element, (1...Int64(Self.highest)).contains(number) else {
        throw fault(at: key, "holds something that is no number of a release")
      }
      numbers.append(Int(number))
    }
    return numbers
  }
}

/// The paths that may stand in a manifest.
enum ReleasePath {
  static let longest = 200

  /// Names that every file system takes, and nothing that leads out of the repository.
  static func isTarget(_ path: String) -> Bool {
    isRelative(path)
      && path.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x2D...0x39).contains(byte) || byte == 0x5F
      }
  }

  /// A path whose parts are all real names.
  static func isRelative(_ path: String) -> Bool {
    (1...longest).contains(path.utf8.count)
      && !path.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
      && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && $0.first != UInt8(ascii: ".") }
  }

  static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
