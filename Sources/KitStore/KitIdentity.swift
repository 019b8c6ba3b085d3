public import Crypto
import DurableFiles
import Foundation
import Trust

/// The key that is this kit: it signs what the kit sends and the head of every inspection.
///
/// Ed25519 (RFC 8032). The private part never leaves the kit's folder.
public struct KitIdentity: Sendable {
  /// The private key.
  public let key: Curve25519.Signing.PrivateKey

  /// The name of the key: the SHA-256 of the public key's 32 bytes, as 64 lower-case hexadecimal digits.
  public var id: String { ContentDigest(of: Array(key.publicKey.rawRepresentation)).hex }

  /// Reads the kit's key, or makes it at first use.
  ///
  /// - Throws: ``KitStoreError``; a key file that is there but unreadable is never replaced, because a new key would
  ///   be another kit.
  public init(of home: KitHome) throws(KitStoreError) {
    let file = home.folder.appendingPathComponent("kit.key")
    if !FileManager.default.fileExists(atPath: file.path) {
      try home.create()
      do throws(DurableFileError) {
        try DurableFile.create(file, with: Curve25519.Signing.PrivateKey().rawRepresentation, mode: 0o600)
      } catch {
        throw .cannotWrite(file.path, error.reason)
      }
    }
    do {
      key = try Curve25519.Signing.PrivateKey(rawRepresentation: Data(contentsOf: file))
    } catch {
      throw .cannotRead(file.path, "it holds no key of 32 bytes")
    }
  }
}
