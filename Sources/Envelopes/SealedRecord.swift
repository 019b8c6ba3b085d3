public import Crypto
import Foundation

/// A record that only the authority can read.
///
/// Hybrid public-key encryption (RFC 9180), base mode: DHKEM(X25519), HKDF-SHA256, ChaCha20-Poly1305. The bytes are the
/// encapsulated key (32) and the ciphertext. The kit, the record and its revision are bound in, so that a sealed record
/// does not open as another one.
public struct SealedRecord: Hashable, Sendable {
  /// The largest record that is sealed.
  public static let largestContent = 512 << 10
  static let overhead = encapsulatedKeyLength + 16
  private static let encapsulatedKeyLength = 32
  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly

  /// Encapsulated key and ciphertext.
  public let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// What a sealed record is bound to.
  public struct Binding: Hashable, Sendable {
    let kit: Fingerprint
    let record: String
    let revision: Int64

    /// The record `record` in its given revision, of one kit.
    public init(kit: Fingerprint, record: String, revision: Int64) {
      self.kit = kit
      self.record = record
      self.revision = revision
    }

    var info: Data { Data("gauger record 1\n\(kit)\n\(record)\n\(revision)\n".utf8) }
  }

  /// Seals `content` to the authority's key.
  public init(sealing content: [UInt8], _ binding: Binding, to key: AuthorityKeys.Key) throws(EnvelopeError) {
    guard content.count <= Self.largestContent else { throw .tooLarge("the record", limit: Self.largestContent) }
    do {
      let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key.bytes)
      var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: Self.suite, info: binding.info)
      bytes = Array(sender.encapsulatedKey) + Array(try sender.seal(content))
    } catch {
      throw .malformed("the authority's sealing key")
    }
  }

  /// The record as it was sealed.
  public func open(_ binding: Binding, with key: Curve25519.KeyAgreement.PrivateKey) throws(EnvelopeError) -> [UInt8] {
    guard bytes.count >= Self.overhead else { throw .malformed("the sealed record") }
    do {
      var recipient = try HPKE.Recipient(
        privateKey: key,
        ciphersuite: Self.suite,
        info: binding.info,
        encapsulatedKey: Data(bytes.prefix(Self.encapsulatedKeyLength))
      )
      return Array(try recipient.open(bytes.dropFirst(Self.encapsulatedKeyLength)))
    } catch {
      throw .sealed
    }
  }
}
