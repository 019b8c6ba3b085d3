import CanonicalJSON
import Crypto
import CryptoExtras
import DurableFiles
public import Foundation
public import Trust

/// A signing key in a file, encrypted with a passphrase where a person keeps it.
///
/// The passphrase becomes a key by scrypt (RFC 7914), which seals the 32 secret bytes with AES-256-GCM. Keys that a
/// timed command uses have no passphrase: what protects them is the host, and how little they may sign.
public struct SigningKeyFile: Sendable {
  /// How hard it is to guess a passphrase; the memory that this takes is 128 × rounds × block size bytes.
  public struct Hardness: Sendable {
    /// A power of two.
    public var rounds = 1 << 17
    /// The block size.
    public var blockSize = 8

    /// The usual: 128 MB.
    public init(rounds: Int = 1 << 17) { self.rounds = rounds }
  }

  private static let longest = 16 << 10
  private static let context = Array("gauger signing key 1".utf8)

  /// The public key, which is readable without a passphrase.
  public let publicKey: PublicKey
  private let secret: JSONObject
  private let path: String

  /// Whether it takes a passphrase to sign.
  public var isEncrypted: Bool { secret["sealed"] != nil }

  /// Writes a new key; a file that is there already is never written over.
  ///
  /// - Parameter passphrase: nil leaves the key unencrypted.
  /// - Throws: ``PublishingError``.
  @discardableResult
  public static func create(
    at url: URL,
    passphrase: String?,
    hardness: Hardness = Hardness()
  ) throws(PublishingError) -> SigningKeyFile {
    let key = SigningKey()
    let secret = try passphrase.map { passphrase throws(PublishingError) in
      try seal(key.secret, passphrase: passphrase, hardness: hardness, url)
    }
    let file = JSONValue.members([
      "gauger-key": .integer(1), "public": .object(key.publicKey.json),
      "secret": .object(secret ?? JSONObject([("plain", .text(hexadecimal(key.secret)))])),
    ])
    guard
      try durably({ () throws(DurableFileError) in
        try DurableFile.create(url, with: Data((file.line + "\n").utf8), mode: 0o600)
      })
    else { throw .exists(url.path) }
    let open = JSONValue.object(key.publicKey.json).line + "\n"
    try durably { () throws(DurableFileError) in
      try DurableFile.replace(publicFile(of: url), with: Data(open.utf8))
    }
    return try SigningKeyFile(url)
  }

  /// Where the public key is written, for those who are to trust it.
  public static func publicFile(of url: URL) -> URL { url.appendingPathExtension("pub") }

  /// Reads a key file.
  public init(_ url: URL) throws(PublishingError) {
    path = url.path
    guard let object = try Self.json(url).object, object["gauger-key"] == .integer(1), let open = object["public"],
      let key = try? PublicKey(open), let secret = object["secret"]?.object
    else { throw .unreadableKey(url.path) }
    publicKey = key
    self.secret = secret
  }

  /// Reads a public key.
  public static func publicKey(at url: URL) throws(PublishingError) -> PublicKey {
    let json = try json(url)
    guard let key = try? PublicKey(json.object?["public"] ?? json) else { throw .unreadableKey(url.path) }
    return key
  }

  /// The key, to sign with.
  ///
  /// - Throws: ``PublishingError/wrongPassphrase(_:)``.
  public func unlock(passphrase: String?) throws(PublishingError) -> SigningKey {
    let bytes: [UInt8]?
    if isEncrypted {
      bytes = try open(passphrase ?? "")
    } else {
      bytes = secret["plain"]?.text.flatMap(Self.bytes)
    }
    guard let bytes, let key = SigningKey(secret: bytes), key.publicKey == publicKey else {
      throw .unreadableKey(path)
    }
    return key
  }

  private func open(_ passphrase: String) throws(PublishingError) -> [UInt8] {
    guard let sealed = secret["sealed"]?.text.flatMap(Self.bytes), let salt = secret["salt"]?.text.flatMap(Self.bytes),
      case .integer(let rounds) = secret["rounds"], case .integer(let blockSize) = secret["block size"],
      // A file that asks for more would only exhaust the machine.
      (1 << 4...1 << 20).contains(rounds), rounds & (rounds - 1) == 0, (1...16).contains(blockSize)
    else { throw .unreadableKey(path) }
    do {
      let key = try Self.key(passphrase, salt: salt, rounds: Int(rounds), blockSize: Int(blockSize))
      return Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Self.context))
    } catch {
      throw .wrongPassphrase(path)
    }
  }

  private static func seal(
    _ bytes: [UInt8],
    passphrase: String,
    hardness: Hardness,
    _ url: URL
  ) throws(PublishingError) -> JSONObject {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    do {
      let key = try key(passphrase, salt: salt, rounds: hardness.rounds, blockSize: hardness.blockSize)
      let box = try AES.GCM.seal(bytes, using: key, authenticating: context)
      return JSONObject([
        ("cipher", .text("aes-256-gcm")), ("derivation", .text("scrypt")), ("salt", .text(hexadecimal(salt))),
        ("rounds", .integer(Int64(hardness.rounds))), ("block size", .integer(Int64(hardness.blockSize))),
        ("sealed", .text(hexadecimal(Array(box.combined ?? Data())))),
      ])
    } catch {
      throw .failed(path: url.path, reason: "the key cannot be encrypted: \(error)")
    }
  }

  private static func key(
    _ passphrase: String,
    salt: [UInt8],
    rounds: Int,
    blockSize: Int
  ) throws -> SymmetricKey {
    // The same words typed on another keyboard may come as other code points.
    let words = Array(passphrase.precomposedStringWithCompatibilityMapping.utf8)
    return try KDF.Scrypt.deriveKey(
      from: words,
      salt: salt,
      outputByteCount: 32,
      rounds: rounds,
      blockSize: blockSize,
      parallelism: 1
    )
  }

  private static func json(_ url: URL) throws(PublishingError) -> JSONValue {
    guard let data = try? Data(contentsOf: url), data.count <= longest, let json = try? JSONValue(parsing: data) else {
      throw .unreadableKey(url.path)
    }
    return json
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count % 2 == 0, !digits.contains(nil) else { return nil }
    let values = digits.compactMap { $0 }
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }
}
