extension JSONValue {
  /// The canonical bytes (OLPC canonical JSON): sorted keys, no blanks, only `"` and `\` escaped.
  ///
  /// Canonical form writes control characters as they are; it is what gets hashed. `line` is what gets written to a
  /// file of one record a line.
  public var canonicalBytes: [UInt8] { canonicalBytes(expecting: 0) }

  /// The canonical bytes of a value that is known to be large.
  ///
  /// - Parameter count: about how many bytes there will be.
  public func canonicalBytes(expecting count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    write(to: &bytes, escapingControls: false)
    return bytes
  }

  /// The value as one line of ordinary JSON: canonical order, control characters escaped.
  public var line: String {
    var bytes: [UInt8] = []
    write(to: &bytes, escapingControls: true)
    return String(decoding: bytes, as: UTF8.self)
  }

  // Depth is bounded where values come in: by the parser, and by the readers of YAML.
  private func write(to bytes: inout [UInt8], escapingControls: Bool) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .decimal(let literal): bytes += literal.utf8
    case .text(let text): Self.write(text, to: &bytes, escapingControls: escapingControls)
    case .list(let list):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in list.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes, escapingControls: escapingControls)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &bytes, escapingControls: escapingControls)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes, escapingControls: escapingControls)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8], escapingControls: Bool) {
    bytes.append(UInt8(ascii: "\""))
    let copied: Bool? = text.utf8.withContiguousStorageIfAvailable { content in
      let isPlain = content.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      if isPlain { bytes.append(contentsOf: content) }
      return isPlain
    }
    if copied != true { escape(text, to: &bytes, escapingControls: escapingControls) }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func escape(_ text: String, to bytes: inout [UInt8], escapingControls: Bool) {
    let hexadecimal = Array("0123456789abcdef".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20 where escapingControls:
        bytes += "\\u00".utf8
        bytes.append(hexadecimal[Int(byte >> 4)])
        bytes.append(hexadecimal[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
  }
}

extension JSONObject {
  /// The object as one line of ordinary JSON, some of its members before all others.
  ///
  /// What has to be read first then stands first also for those who look at the line with their own eyes.
  ///
  /// - Parameter keys: the members that lead, in this order, where they are there.
  public func line(leading keys: [String]) -> String {
    let leading = keys.compactMap { key in members.first { $0.key == key } }
    let others = members.filter { !keys.contains($0.key) }
    let parts = (leading + others).map { "\(JSONValue.text($0.key).line):\($0.value.line)" }
    return "{\(parts.joined(separator: ","))}"
  }
}
