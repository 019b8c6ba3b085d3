public import Crypto

/// A private Ed25519 key that signs role files.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key of the system's random numbers.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// The key of 32 secret bytes; `nil` if these are not 32.
  public init?(secret: some Sequence<UInt8>) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(secret)) else { return nil }
    self.key = key
  }

  /// The 32 secret bytes, to be kept encrypted.
  public var secret: [UInt8] { Array(key.rawRepresentation) }

  /// What others verify its signatures with.
  public var publicKey: PublicKey { PublicKey(ed25519: key.publicKey.rawRepresentation) }

  /// Signs a message.
  public func signature(over message: [UInt8]) throws(CryptoKitMetaError) -> [UInt8] {
    Array(try key.signature(for: message))
  }
}
