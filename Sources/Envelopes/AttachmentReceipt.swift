public import CanonicalJSON
public import Crypto

/// The authority's signed word that it holds all of an attachment of a kit.
public struct AttachmentReceipt: Hashable, Sendable {
  private static let sort = "attachment receipt"
  private static let longest = 4 << 10

  /// The kit.
  public let kit: Fingerprint
  /// The digest of the sealed bytes, under which the attachment travels.
  public let attachment: Fingerprint
  private let signature: AuthoritySignature

  /// Signs a receipt.
  public init(
    kit: Fingerprint,
    attachment: Fingerprint,
    by authority: Curve25519.Signing.PrivateKey
  ) throws(EnvelopeError) {
    self.kit = kit
    self.attachment = attachment
    signature = try AuthoritySignature(under: Self.sort, Self.members(kit: kit, attachment: attachment), by: authority)
  }

  /// Reads a receipt; the signature is still to be verified.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let keys = ["attachment", "key", "kit", "signature"]
    let object = try WireObject(parsing: bytes, "the attachment's receipt", keys: keys, limit: Self.longest)
    kit = try object.fingerprint("kit")
    attachment = try object.fingerprint("attachment")
    signature = try AuthoritySignature(object)
  }

  /// The receipt as it travels.
  public var wire: JSONValue { signature.wire(Self.members(kit: kit, attachment: attachment)) }

  /// Checks that the authority signed it.
  public func verify(by authority: AuthorityKeys) throws(EnvelopeError) {
    try signature.verify(under: Self.sort, Self.members(kit: kit, attachment: attachment), by: authority)
  }

  private static func members(kit: Fingerprint, attachment: Fingerprint) -> AuthoritySignature.Members {
    [("attachment", .text(attachment.hex)), ("kit", .text(kit.hex))]
  }
}
