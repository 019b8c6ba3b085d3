public import CanonicalJSON
public import Crypto

/// The authority's public keys: to whom a kit seals its records, and whose receipts it believes.
///
/// The document is shipped as a signed file of the release; it never comes from the server that takes the records in.
/// The first key of each list is in use; later ones are still believed while the authority changes its keys.
public struct AuthorityKeys: Hashable, Sendable {
  /// What the document is called in a repository.
  public static let targetPath = "inbox.json"
  /// The most bytes that it may have.
  public static let longest = 64 << 10
  private static let mostKeys = 16

  /// One public key of 32 bytes.
  public struct Key: Hashable, Sendable {
    /// The key's bytes.
    public let bytes: [UInt8]

    /// The digest that names the key.
    public var id: Fingerprint { Fingerprint(of: bytes) }

    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  /// Ed25519 keys under receipts.
  public let receipts: [Key]
  /// X25519 keys that records are sealed to.
  public let sealing: [Key]

  /// The public parts of a new authority's keys.
  public init(receipt: Curve25519.Signing.PublicKey, sealing: Curve25519.KeyAgreement.PublicKey) {
    receipts = [Key(Array(receipt.rawRepresentation))]
    self.sealing = [Key(Array(sealing.rawRepresentation))]
  }

  /// Reads the document.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let object = try WireObject(
      parsing: bytes,
      "the authority's keys",
      keys: ["receipts", "sealing", "version"],
      limit: Self.longest
    )
    guard case .integer(1) = object["version"] else { throw .malformed("the authority's keys") }
    receipts = try Self.keys(object.list("receipts", atMost: Self.mostKeys))
    sealing = try Self.keys(object.list("sealing", atMost: Self.mostKeys))
  }

  private static func keys(_ list: [JSONValue]) throws(EnvelopeError) -> [Key] {
    var keys: [Key] = []
    for value in list {
      guard let bytes = value.text.flatMap({ Hexadecimal.bytes($0, count: 32) }) else {
        throw .malformed("the authority's keys")
      }
      keys.append(Key(bytes))
    }
    guard !keys.isEmpty else { throw .malformed("the authority's keys") }
    return keys
  }

  /// The document.
  public var document: JSONValue {
    .members([
      "receipts": .texts(receipts.map { Hexadecimal.text($0.bytes) }),
      "sealing": .texts(sealing.map { Hexadecimal.text($0.bytes) }),
      "version": .integer(1),
    ])
  }

  /// These keys followed by those of `older` that are still believed.
  public func keeping(_ older: AuthorityKeys) -> AuthorityKeys {
    AuthorityKeys(
      receipts: receipts + older.receipts.filter { !receipts.contains($0) }.prefix(Self.mostKeys - receipts.count),
      sealing: sealing + older.sealing.filter { !sealing.contains($0) }.prefix(Self.mostKeys - sealing.count)
    )
  }

  private init(receipts: [Key], sealing: [Key]) {
    self.receipts = receipts
    self.sealing = sealing
  }
}
