public import CanonicalJSON
public import Crypto

/// The authority's signed word that it holds a kit's envelopes from the first to the one with number `sequence`.
public struct Receipt: Hashable, Sendable {
  private static let sort = "receipt"
  private static let longest = 4 << 10

  /// The kit.
  public let kit: Fingerprint
  /// The number of the last envelope held without a gap before it; 0 where there is none.
  public let sequence: Int64
  /// The link of that envelope; ``Fingerprint/zero`` where there is none.
  public let link: Fingerprint
  private let signature: AuthoritySignature

  /// Signs a receipt.
  public init(
    kit: Fingerprint,
    sequence: Int64,
    link: Fingerprint,
    by authority: Curve25519.Signing.PrivateKey
  ) throws(EnvelopeError) {
    self.kit = kit
    self.sequence = sequence
    self.link = link
    signature = try AuthoritySignature(
      under: Self.sort,
      Self.members(kit: kit, sequence: sequence, link: link),
      by: authority
    )
  }

  /// Reads a receipt; the signature is still to be verified.
  public init(_ wire: JSONValue) throws(EnvelopeError) {
    let object = try WireObject(wire, "the receipt", keys: ["key", "kit", "link", "sequence", "signature"])
    kit = try object.fingerprint("kit")
    sequence = try object.integer("sequence", from: 0)
    link = try object.fingerprint("link")
    signature = try AuthoritySignature(object)
  }

  /// Reads a receipt that stands alone.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    try self.init(WireObject.document(bytes, "the receipt", limit: Self.longest))
  }

  /// The digest of the key that signed.
  public var key: Fingerprint { signature.key }

  /// The receipt as it travels.
  public var wire: JSONValue { signature.wire(Self.members(kit: kit, sequence: sequence, link: link)) }

  /// Checks that the authority signed it.
  public func verify(by authority: AuthorityKeys) throws(EnvelopeError) {
    try signature.verify(under: Self.sort, Self.members(kit: kit, sequence: sequence, link: link), by: authority)
  }

  private static func members(kit: Fingerprint, sequence: Int64, link: Fingerprint) -> AuthoritySignature.Members {
    [("kit", .text(kit.hex)), ("link", .text(link.hex)), ("sequence", .integer(sequence))]
  }
}
