/// The fields of a posted form, in their order.
struct FormFields: Sendable, Hashable {
  struct Field: Sendable, Hashable {
    let name: String
    let value: String
  }

  static let mostFields = 500
  let fields: [Field]

  /// Decodes a body of the type application/x-www-form-urlencoded.
  init(_ body: [UInt8]) throws(PageError) {
    var fields: [Field] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      guard fields.count < Self.mostFields else { throw .tooMuch("more than \(Self.mostFields) fields") }
      let end = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = try Self.decoded(pair[..<end])
      let value = try Self.decoded(end == pair.endIndex ? [] : pair[(end + 1)...])
      fields.append(Field(name: name, value: value))
    }
    self.fields = fields
  }

  /// The first value of a field; empty where there is none.
  func value(_ name: String) -> String {
    fields.first { $0.name == name }?.value ?? ""
  }

  /// All values of a field.
  func values(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(PageError) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else {
          throw .malformed
        }
        decoded.append(high << 4 | low)
      default: decoded.append(byte)
      }
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw .malformed }
    // Browsers send both characters of a line end; everything else here knows one.
    return String(text.unicodeScalars.filter { $0 != "\r" })
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Why a posted form cannot be taken.
public enum PageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The body is not a form.
  case malformed
  /// Something is longer than is taken.
  case tooMuch(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .malformed: "the form could not be read; go back and send it again"
    case .tooMuch(let what): "\(what); go back and send less"
    }
  }
}
