public import Crypto
import Foundation

/// A photograph or a paper that only the authority can read; it travels under the digest of its sealed bytes.
///
/// Sealed as ``SealedRecord`` is. The kit and the digest of the content are bound in.
public enum SealedAttachment {
  /// The most bytes that are sealed.
  public static let largestContent = 64 << 20

  /// Seals a kit's file to the authority's key.
  public static func seal(
    _ content: [UInt8],
    of kit: Fingerprint,
    to key: AuthorityKeys.Key
  ) throws(EnvelopeError) -> [UInt8] {
    guard content.count <= largestContent else { throw .tooLarge("the attachment", limit: largestContent) }
    return try SealedBox.seal(content, info: info(kit, Fingerprint(of: content)), to: key)
  }

  /// The content whose digest is `digest`, as a kit sealed it.
  public static func open(
    _ bytes: [UInt8],
    digest: Fingerprint,
    of kit: Fingerprint,
    with key: Curve25519.KeyAgreement.PrivateKey
  ) throws(EnvelopeError) -> [UInt8] {
    let content = try SealedBox.open(bytes, info: info(kit, digest), with: key)
    guard Fingerprint(of: content) == digest else { throw .sealed }
    return content
  }

  private static func info(_ kit: Fingerprint, _ digest: Fingerprint) -> Data {
    Data("gauger attachment 1\n\(kit)\n\(digest)\n".utf8)
  }
}
