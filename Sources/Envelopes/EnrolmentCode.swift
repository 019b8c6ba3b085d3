import Crypto
import Foundation

/// The code by which the authority lets one kit in, once.
///
/// `NAME-XXXXX-XXXXX-XXXXX-XXXXX` in letters and digits that cannot be taken for each other (Crockford's base 32): four
/// that name the code, so that wrong tries can be counted, and twenty, 100 bits, that are its secret.
public struct EnrolmentCode: Hashable, Sendable, CustomStringConvertible {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let nameLength = 4
  private static let secretLength = 20

  /// The part that names the code; it is no secret.
  public let name: String
  private let secret: String

  /// A new code from the system's random numbers.
  public init() {
    var generator = SystemRandomNumberGenerator()
    self.init(using: &generator)
  }

  init(using generator: inout some RandomNumberGenerator) {
    var letters = ""
    for _ in 0..<(Self.nameLength + Self.secretLength) {
      letters.append(Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)])
    }
    name = String(letters.prefix(Self.nameLength))
    secret = String(letters.dropFirst(Self.nameLength))
  }

  /// Reads a code as somebody types it: small letters, blanks, O for 0 and I or L for 1 are understood.
  public init(typed text: String) throws(EnvelopeError) {
    guard text.utf8.count <= 200 else { throw .malformed("the enrolment code") }
    var letters = ""
    for character in text.uppercased() where character != "-" && character != " " {
      let letter: Character =
        switch character {
        case "O": "0"
        case "I", "L": "1"
        default: character
        }
      guard Self.alphabet.contains(letter) else { throw .malformed("the enrolment code") }
      letters.append(letter)
    }
    guard letters.count == Self.nameLength + Self.secretLength else { throw .malformed("the enrolment code") }
    name = String(letters.prefix(Self.nameLength))
    secret = String(letters.dropFirst(Self.nameLength))
  }

  /// The code as it is handed over.
  public var description: String {
    let groups = stride(from: 0, to: Self.secretLength, by: 5).map { start in
      String(secret.dropFirst(start).prefix(5))
    }
    return ([name] + groups).joined(separator: "-")
  }

  /// The key that proves knowledge of the code; the server keeps this and not the code.
  public var proofKey: [UInt8] {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Array(secret.utf8)),
      salt: Array("gauger enrolment 1".utf8),
      info: Array(name.utf8),
      outputByteCount: 32
    )
    return key.withUnsafeBytes { Array($0) }
  }
}
