import Crypto
import Foundation
public import Trust

/// Thirty-two bytes that name a kit, a key, a link of a chain or some content.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// What stands before the first link of a chain.
  public static let zero = Self(unchecked: String(repeating: "0", count: 64))

  /// 64 lower-case hexadecimal digits.
  public let hex: String

  private init(unchecked hex: String) { self.hex = hex }

  /// The SHA-256 digest of `bytes`.
  public init(of bytes: [UInt8]) {
    hex = Hexadecimal.text(SHA256.hash(data: bytes))
  }

  /// A digest made elsewhere.
  public init(_ digest: ContentDigest) { hex = digest.hex }

  /// The name that `hex` writes, or nil where it is not 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    guard Hexadecimal.bytes(hex, count: 32) != nil else { return nil }
    self.hex = hex
  }

  /// The hexadecimal digits.
  public var description: String { hex }
}

/// Bytes as lower-case hexadecimal digits, two each.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Exactly `count` bytes, or nil; capital letters are refused, so that there is one way to write each.
  static func bytes(_ text: String, count: Int) -> [UInt8]? {
    guard text.utf8.count == 2 * count else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes
  }
}

/// Bytes as base64 (RFC 4648, section 4), of which there is exactly one text for each content.
enum Base64 {
  static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func bytes(_ text: String) -> [UInt8]? {
    // Unused bits of the last letter may differ and decode alike; only the text that encoding gives is taken.
    guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
    return Array(data)
  }
}
