public import CanonicalJSON
import Crypto
import CryptoExtras

/// A public key as signed files write it: Ed25519, ECDSA P-256 or RSA-PSS, each with SHA-256.
///
/// A key of another kind is kept, but nothing counts as signed by it.
public struct PublicKey: Hashable, Sendable {
  /// The kind of key: `ed25519`, `ecdsa`, `rsa`.
  public let type: String
  /// How it signs: `ed25519`, `ecdsa-sha2-nistp256`, `rsassa-pss-sha256`.
  public let scheme: String
  /// The key itself, in hexadecimal (Ed25519) or as PEM.
  public let material: String
  /// The key object as it was written, unknown fields included.
  public let json: JSONObject

  /// The Ed25519 key of 32 bytes.
  public init(ed25519 bytes: some Sequence<UInt8>) {
    type = "ed25519"
    scheme = "ed25519"
    material = Hexadecimal.text(bytes)
    json = JSONObject([
      ("keytype", .text(type)), ("scheme", .text(scheme)), ("keyval", .members(["public": .text(material)])),
    ])
  }

  /// Reads a key object.
  public init(_ value: JSONValue) throws(MetadataError) {
    var fields = try Fields(value, at: "a key")
    json = fields.rest
    type = try fields.text("keytype")
    scheme = try fields.text("scheme")
    var parts = try Fields(try fields.required("keyval"), at: "keyval of a key")
    material = try parts.text("public")
  }

  /// The name of the key: the SHA-256 of its canonical object in hexadecimal.
  public var id: String { ContentDigest(of: JSONValue.object(json).canonicalBytes).hex }

  /// What makes two keys the same key, whatever id or form they are written in; `nil` for a key that cannot be used.
  var identity: [UInt8]? { usable?.identity }

  /// Whether `signature` is this key's over `message`.
  func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    usable?.verifies(signature, over: message) ?? false
  }

  private var usable: UsableKey? {
    switch (type, scheme) {
    case ("ed25519", "ed25519"):
      guard let bytes = Hexadecimal.bytes(material) else { return nil }
      return (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)).map(UsableKey.ed25519)
    case ("ecdsa", "ecdsa-sha2-nistp256"), ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"):
      return (try? P256.Signing.PublicKey(pemRepresentation: material)).map(UsableKey.p256)
    case ("rsa", "rsassa-pss-sha256"):
      return (try? _RSA.Signing.PublicKey(pemRepresentation: material)).map(UsableKey.rsa)
    default: return nil
    }
  }
}

private enum UsableKey {
  case ed25519(Curve25519.Signing.PublicKey)
  case p256(P256.Signing.PublicKey)
  case rsa(_RSA.Signing.PublicKey)

  var identity: [UInt8] {
    switch self {
    case .ed25519(let key): [0] + Array(key.rawRepresentation)
    case .p256(let key): [1] + Array(key.rawRepresentation)
    case .rsa(let key): [2] + Array(key.derRepresentation)
    }
  }

  func verifies(_ signature: [UInt8], over message: [UInt8]) -> Bool {
    switch self {
    case .ed25519(let key): return key.isValidSignature(signature, for: message)
    case .p256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
      return key.isValidSignature(signature, for: message)
    case .rsa(let key):
      let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
      return key.isValidSignature(signature, for: message, padding: .PSS)
    }
  }
}
