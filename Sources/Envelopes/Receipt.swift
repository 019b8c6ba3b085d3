public import CanonicalJSON
public import Crypto
import Foundation

/// The authority's signed word that it holds a kit's envelopes from the first to the one with number `sequence`.
public struct Receipt: Hashable, Sendable {
  private static let longest = 4 << 10

  /// The kit.
  public let kit: Fingerprint
  /// The number of the last envelope held without a gap before it; 0 where there is none.
  public let sequence: Int64
  /// The link of that envelope; ``Fingerprint/zero`` where there is none.
  public let link: Fingerprint
  /// The digest of the key that signed.
  public let key: Fingerprint
  private let signature: [UInt8]

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
    key = Fingerprint(of: Array(authority.publicKey.rawRepresentation))
    do {
      let statement = Self.statement(kit: kit, sequence: sequence, link: link, key: key)
      signature = Array(try authority.signature(for: statement))
    } catch {
      throw .malformed("the receipt key")
    }
  }

  /// Reads a receipt; the signature is still to be verified.
  public init(_ wire: JSONValue) throws(EnvelopeError) {
    let object = try WireObject(wire, "the receipt", keys: ["key", "kit", "link", "sequence", "signature"])
    kit = try object.fingerprint("kit")
    sequence = try object.integer("sequence", from: 0)
    link = try object.fingerprint("link")
    key = try object.fingerprint("key")
    signature = try object.hexadecimal("signature", count: 64)
  }

  /// Reads a receipt that stands alone.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    try self.init(WireObject.document(bytes, "the receipt", limit: Self.longest))
  }

  /// The receipt as it travels.
  public var wire: JSONValue {
    .object(
      JSONObject(
        Self.members(kit: kit, sequence: sequence, link: link, key: key) + [
          ("signature", .text(Hexadecimal.text(signature)))
        ]
      )
    )
  }

  /// Checks that the authority signed it.
  public func verify(by authority: AuthorityKeys) throws(EnvelopeError) {
    guard let signer = authority.receipts.first(where: { $0.id == key }),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: signer.bytes),
      publicKey.isValidSignature(
        signature,
        for: Self.statement(kit: kit, sequence: sequence, link: link, key: key)
      )
    else { throw .notAuthentic("the receipt") }
  }

  private static func members(
    kit: Fingerprint,
    sequence: Int64,
    link: Fingerprint,
    key: Fingerprint
  ) -> [(key: String, value: JSONValue)] {
    [
      ("key", .text(key.hex)), ("kit", .text(kit.hex)), ("link", .text(link.hex)), ("sequence", .integer(sequence)),
    ]
  }

  private static func statement(
    kit: Fingerprint,
    sequence: Int64,
    link: Fingerprint,
    key: Fingerprint
  ) -> [UInt8] {
    let members = members(kit: kit, sequence: sequence, link: link, key: key)
    return Array("gauger receipt 1\n".utf8) + JSONValue.object(JSONObject(members)).canonicalBytes
  }
}
