import Crypto
import Foundation

/// Hybrid public-key encryption (RFC 9180), base mode: DHKEM(X25519), HKDF-SHA256, ChaCha20-Poly1305.
///
/// The bytes are the encapsulated key (32) and the ciphertext. What is bound in has to be given again to open them.
enum SealedBox {
  static let overhead = encapsulatedKeyLength + 16
  private static let encapsulatedKeyLength = 32
  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

  static func seal(_ content: [UInt8], info: Data, to key: AuthorityKeys.Key) throws(EnvelopeError) -> [UInt8] {
    do {
      let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.bytes)
      var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: suite, info: info)
      return Array(sender.encapsulatedKey) + Array(try sender.seal(content))
    } catch {
      throw .malformed("the authority's sealing key")
    }
  }

  static func open(
    _ bytes: [UInt8],
    info: Data,
    with key: Curve25519.KeyAgreement.PrivateKey
  ) throws(EnvelopeError) -> [UInt8] {
    guard bytes.count >= overhead else { throw .malformed("what was sealed") }
    do {
      var recipient = try HPKE.Recipient(
        privateKey: key,
        ciphersuite: suite,
        info: info,
        encapsulatedKey: Data(bytes.prefix(encapsulatedKeyLength))
      )
      return Array(try recipient.open(bytes.dropFirst(encapsulatedKeyLength)))
    } catch {
      throw .sealed
    }
  }
}
