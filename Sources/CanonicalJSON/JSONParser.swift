/// Why a text is not JSON that this product takes.
public struct JSONError: Error, Equatable, CustomStringConvertible, Sendable {
  /// What is wrong.
  public let reason: String
  /// The offset in bytes where it was noticed.
  public let offset: Int

  /// The reason with its place.
  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONValue {
  /// Reads one JSON document.
  ///
  /// - Parameter allowingDecimals: takes numbers with a fraction or exponent (input from people and programs);
  ///   otherwise they are refused (signed documents hold none).
  /// - Throws: ``JSONError`` for anything malformed, duplicate keys, nesting deeper than 64, or invalid UTF-8.
  public init(parsing bytes: some Sequence<UInt8>, allowingDecimals: Bool = false) throws(JSONError) {
    var parser = JSONParser(bytes: Array(bytes), allowingDecimals: allowingDecimals)
    self = try parser.document()
  }
}

struct JSONParser {
  private let bytes: [UInt8]
  private let allowingDecimals: Bool
  private var position = 0
  private static let deepest = 64

  init(bytes: [UInt8], allowingDecimals: Bool) {
    self.bytes = bytes
    self.allowingDecimals = allowingDecimals
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipBlanks()
    guard position == bytes.count else { throw failure("unexpected text after the document") }
    return value
  }

  private func failure(_ reason: String) -> JSONError { JSONError(reason: reason, offset: position) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.deepest else { throw failure("nested deeper than \(Self.deepest)") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case let byte? where "-0123456789".utf8.contains(byte): return try number()
    case nil: throw failure("the text ends where a value is expected")
    default: throw failure("no JSON value begins here")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("expected \(word)") }
    position += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONObject.Member] = []
    skipBlanks()
    if next == UInt8(ascii: "}") {
      position += 1
      return .object(JSONObject())
    }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw failure("expected a key in quotes") }
      let key = try string()
      skipBlanks()
      guard next == UInt8(ascii: ":") else { throw failure("expected a colon") }
      position += 1
      members.append(JSONObject.Member(key: key, value: try value(depth: depth + 1)))
      guard try goesOn(until: UInt8(ascii: "}")) else { return .object(try unique(members)) }
    }
  }

  private func unique(_ members: [JSONObject.Member]) throws(JSONError) -> JSONObject {
    let object = JSONObject(members)
    guard object.members.count < members.count else { return object }
    // Swift strings compare by canonical equivalence; keys are told apart by their bytes.
    var keys: Set<[UInt8]> = []
    let repeated = members.first { !keys.insert(Array($0.key.utf8)).inserted }
    throw failure("the key \"\(repeated?.key ?? "")\" stands twice")
  }

  private mutating func list(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    skipBlanks()
    if next == UInt8(ascii: "]") {
      position += 1
      return .list([])
    }
    var elements: [JSONValue] = []
    while true {
      elements.append(try value(depth: depth + 1))
      guard try goesOn(until: UInt8(ascii: "]")) else { return .list(elements) }
    }
  }

  private mutating func goesOn(until end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    defer { position += 1 }
    if next == UInt8(ascii: ",") { return true }
    if next == end { return false }
    throw failure("expected a comma or \(Character(Unicode.Scalar(end)))")
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let form = NumberForm(bytes[start..<position])
    if form == .whole, text != "-0", let integer = Int64(text) { return .integer(integer) }
    guard allowingDecimals, form != nil, Double(text)?.isFinite == true else {
      throw failure("not a number that is taken here: \(text.prefix(40))")
    }
    return .decimal(text)
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    // Most strings have no escape and are taken as they stand.
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
    if next == UInt8(ascii: "\"") {
      guard let text = String(validating: bytes[start..<position], as: UTF8.self) else {
        throw failure("not valid UTF-8")
      }
      position += 1
      return text
    }
    var content = Array(bytes[start..<position])
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw failure("not valid UTF-8") }
        return text
      case UInt8(ascii: "\\"): try appendEscape(to: &content)
      case 0..<0x20: throw failure("a control character stands unescaped in a string")
      default: content.append(byte)
      }
    }
    throw failure("a string is not closed")
  }

  private mutating func appendEscape(to content: inout [UInt8]) throws(JSONError) {
    guard let byte = next else { throw failure("the text ends in an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try escapedScalar()
      content += Array(String(Character(scalar)).utf8)
    default: throw failure("unknown escape")
    }
  }

  private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code) {
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
      else { throw failure("half a surrogate pair") }
      position += 2
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw failure("half a surrogate pair") }
      code = 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var code: UInt32 = 0
    for offset in 0..<4 {
      guard position + offset < bytes.count,
        let digit = Character(Unicode.Scalar(bytes[position + offset])).hexDigitValue
      else { throw failure("expected four hexadecimal digits") }
      code = code * 16 + UInt32(digit)
    }
    position += 4
    return code
  }
}

/// The two ways in which JSON writes a number; what else can be calculated with, such as `1.` or `+1`, is none.
private enum NumberForm {
  case whole, decimal

  init?(_ literal: ArraySlice<UInt8>) {
    var rest = literal
    func skipDigits() -> Int {
      let digits = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(digits)
      return digits
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let digits = skipDigits()
    guard digits == 1 || (digits > 1 && !startsWithZero) else { return nil }
    self = .whole
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard skipDigits() > 0 else { return nil }
      self = .decimal
    }
    if let sign = rest.first, sign == UInt8(ascii: "e") || sign == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard skipDigits() > 0 else { return nil }
      self = .decimal
    }
    guard rest.isEmpty else { return nil }
  }
}
