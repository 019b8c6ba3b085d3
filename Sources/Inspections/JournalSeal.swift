import CanonicalJSON
import Crypto
import Foundation
import KitStore
import Trust

/// How the kit signs the head of a journal.
///
/// The line of a seal is written without its signature first. The SHA-256 of that line, which holds the digest of the
/// line before and so of all lines, is what is signed: it is the checksum on the referral sheet, and whoever has it,
/// the inspection's name and the kit's public key can check the signature on paper alone.
enum JournalSeal {
  /// The digest that a seal stands for.
  static func digest(_ line: JSONObject) -> String {
    var line = line
    line["signature"] = nil
    return JournalLine.digest(of: Array(JSONValue.object(line).line.utf8))
  }

  /// The bytes that are signed.
  static func message(inspection: String, digest: String) -> Data {
    Data("gauger inspection head 1\n\(inspection)\n\(digest)\n".utf8)
  }

  /// The seal for the line with this number; nil where the system's cryptography refuses.
  static func make(
    _ identity: KitIdentity,
    inspection: String,
    number: Int,
    time: Int,
    previous: String
  ) -> InspectionSeal? {
    let key = hexadecimal(identity.key.publicKey.rawRepresentation)
    let unsigned = InspectionSeal(inspection: inspection, key: key, signature: "")
    let line = JournalLine(number: number, time: time, previous: previous, event: .sealed(unsigned))
    let message = message(inspection: inspection, digest: digest(line.object))
    guard let signature = try? identity.key.signature(for: message) else { return nil }
    return InspectionSeal(inspection: inspection, key: key, signature: hexadecimal(signature))
  }

  /// Whether the signature of a seal's line holds.
  static func holds(_ seal: InspectionSeal, line: JSONObject) -> Bool {
    guard let key = bytes(seal.key), let signature = bytes(seal.signature),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return publicKey.isValidSignature(signature, for: message(inspection: seal.inspection, digest: digest(line)))
  }

  /// The name of the kit that a key belongs to; empty where it is no key.
  static func kit(_ key: String) -> String { bytes(key).map { ContentDigest(of: Array($0)).hex } ?? "" }

  private static func hexadecimal(_ data: Data) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: data.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The bytes of lower-case hexadecimal digits; anything else is nil, so that one value is written in one way only.
  private static func bytes(_ text: String) -> Data? {
    let digits = text.utf8.map { digit -> UInt8? in
      switch digit {
      case 0x30...0x39: digit - 0x30
      case 0x61...0x66: digit - 0x61 + 10
      default: nil
      }
    }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let values = digits.compactMap(\.self)
    return Data(stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] })
  }
}
