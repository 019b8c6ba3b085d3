/// Turns the bytes that a terminal sends into keys.
///
/// Sequences may arrive in pieces, so what is not complete yet waits for more bytes. A lone escape byte may be the
/// Escape key or the beginning of a sequence: the caller decides by time and says so with `atEnd`.
public struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []
  private static let escape: UInt8 = 0x1B
  /// No honest sequence is longer; what grows beyond it is dropped.
  private static let longestSequence = 32

  /// A decoder that has seen nothing yet.
  public init() {}

  /// Whether bytes wait for the rest of their sequence.
  public var isWaiting: Bool { !pending.isEmpty }

  /// Takes bytes in and gives the keys that are complete.
  ///
  /// - Parameters:
  ///   - bytes: what the terminal sent.
  ///   - atEnd: nothing more followed for a while, so that what waits stands for itself.
  public mutating func decode(_ bytes: some Sequence<UInt8>, atEnd: Bool = false) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    var position = 0
    while position < pending.count {
      switch Self.next(pending[position...], atEnd: atEnd) {
      case .incomplete:
        pending.removeFirst(position)
        return keys
      case .key(let key, let length):
        keys.append(key)
        position += length
      }
    }
    pending = []
    return keys
  }

  private enum Step {
    case incomplete
    case key(Key, length: Int)
  }

  private static func next(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> Step {
    guard let first = bytes.first else { return .incomplete }
    switch first {
    case escape: return sequence(bytes, atEnd: atEnd)
    case 0x03: return .key(.interrupt, length: 1)
    case 0x04: return .key(.endOfInput, length: 1)
    case 0x09: return .key(.tab, length: 1)
    case 0x0A, 0x0D: return .key(.enter, length: 1)
    case 0x08, 0x7F: return .key(.backspace, length: 1)
    case 0..<0x20: return .key(.unknown, length: 1)
    default: return character(bytes, atEnd: atEnd)
    }
  }

  private static func character(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> Step {
    guard let first = bytes.first else { return .incomplete }
    let length =
      switch first {
      case 0..<0x80: 1
      case 0xC2..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF5: 4
      default: 0
      }
    guard length > 0 else { return .key(.unknown, length: 1) }
    let following = bytes.dropFirst().prefix(length - 1)
    guard following.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return .key(.unknown, length: 1) }
    guard bytes.count >= length else { return atEnd ? .key(.unknown, length: bytes.count) : .incomplete }
    guard let text = String(validating: bytes.prefix(length), as: UTF8.self), let character = text.first else {
      return .key(.unknown, length: length)
    }
    return .key(.character(character), length: length)
  }

  /// `ESC [ … letter`, `ESC [ number ~` and `ESC O letter`.
  private static func sequence(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> Step {
    let rest = bytes.dropFirst()
    guard let introducer = rest.first else { return atEnd ? .key(.escape, length: 1) : .incomplete }
    guard introducer == UInt8(ascii: "[") || introducer == UInt8(ascii: "O") else {
      // Alt with a key: nothing here uses it.
      return introducer == escape ? .key(.escape, length: 1) : .key(.unknown, length: 2)
    }
    let body = rest.dropFirst()
    let parameters = body.prefix { (0x20..<0x40).contains($0) }
    guard parameters.count <= longestSequence else { return .key(.unknown, length: 2 + parameters.count) }
    guard let final = body.dropFirst(parameters.count).first else {
      return atEnd ? .key(.unknown, length: bytes.count) : .incomplete
    }
    return .key(key(final, parameters), length: 3 + parameters.count)
  }

  private static func key(_ final: UInt8, _ parameters: ArraySlice<UInt8>) -> Key {
    switch final {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return .right
    case UInt8(ascii: "D"): return .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "~"):
      let number = parameters.prefix { $0 != UInt8(ascii: ";") }
      return switch String(decoding: number, as: UTF8.self) {
      case "1", "7": .home
      case "4", "8": .end
      case "3": .delete
      case "5": .pageUp
      case "6": .pageDown
      default: .unknown
      }
    default: return .unknown
    }
  }
}
