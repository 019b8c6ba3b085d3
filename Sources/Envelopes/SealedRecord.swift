public import Crypto
import Foundation

/// A record that only the authority can read.
///
/// Hybrid public-key encryption (RFC 9180) to the authority's X25519 key. The kit, the record and its revision are bound
/// in, so that a sealed record does not open as another one.
public struct SealedRecord: Hashable, Sendable {
  /// The largest record that is sealed.
  public static let largestContent = 512 << 10
  static let overhead = SealedBox.overhead

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
    bytes = try SealedBox.seal(content, info: binding.info, to: key)
  }

  /// The record as it was sealed.
  public func open(_ binding: Binding, with key: Curve25519.KeyAgreement.PrivateKey) throws(EnvelopeError) -> [UInt8] {
    try SealedBox.open(bytes, info: binding.info, with: key)
  }
}
