import CanonicalJSON
import Crypto

/// The authority's signature under what it states of a kit, by one of its receipt keys.
///
/// Signed is a line that says what sort of statement it is, then the canonical form of its members and of the key's
/// digest, so that a statement of one sort never passes for another.
struct AuthoritySignature: Hashable, Sendable {
  typealias Members = [(key: String, value: JSONValue)]

  /// The digest of the key that signed.
  let key: Fingerprint
  private let bytes: [UInt8]

  init(
    under sort: String,
    _ members: Members,
    by authority: Curve25519.Signing.PrivateKey
  ) throws(EnvelopeError) {
    key = Fingerprint(of: Array(authority.publicKey.rawRepresentation))
    do {
      bytes = Array(try authority.signature(for: Self.statement(sort, members, key: key)))
    } catch {
      throw .malformed("the receipt key")
    }
  }

  /// Reads the members `key` and `signature`; the signature is still to be verified.
  init(_ object: WireObject) throws(EnvelopeError) {
    key = try object.fingerprint("key")
    bytes = try object.hexadecimal("signature", count: 64)
  }

  /// The statement with its signature as it travels.
  func wire(_ members: Members) -> JSONValue {
    .object(
      JSONObject(members + [("key", .text(key.hex)), ("signature", .text(Hexadecimal.text(bytes)))])
    )
  }

  func verify(under sort: String, _ members: Members, by authority: AuthorityKeys) throws(EnvelopeError) {
    guard let signer = authority.receipts.first(where: { $0.id == key }),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: signer.bytes),
      publicKey.isValidSignature(bytes, for: Self.statement(sort, members, key: key))
    else { throw .notAuthentic("the receipt") }
  }

  private static func statement(_ sort: String, _ members: Members, key: Fingerprint) -> [UInt8] {
    let object = JSONObject(members + [("key", .text(key.hex))])
    return Array("gauger \(sort) 1\n".utf8) + JSONValue.object(object).canonicalBytes
  }
}
