import CanonicalJSON
import Crypto
import CryptoExtras
import Testing
import Trust

struct KeyTests {
  private let role = TimestampMetadata(version: 1, expires: Repository.start, snapshot: MetaFile(version: 1))

  private func key(_ type: String, _ scheme: String, _ material: String) throws -> PublicKey {
    let value = JSONValue.members(["public": .text(material)])
    return try PublicKey(.members(["keytype": .text(type), "scheme": .text(scheme), "keyval": value]))
  }

  /// How many signers a file has on which `signature` stands for `key`.
  private func signers(_ key: PublicKey, _ signature: [UInt8]) throws -> Int {
    let digits = signature.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let signer = JSONValue.members(["keyid": .text(key.id), "sig": .text(digits)])
    let file = JSONValue.members(["signatures": .list([signer]), "signed": .object(role.json)])
    let signed = try Signed<TimestampMetadata>(parsing: file.canonicalBytes)
    return signed.signerCount(of: RoleKeys(keyIDs: [key.id], threshold: 1), keys: [key.id: key])
  }

  private var message: [UInt8] { Signed(role).message }

  private func check(_ key: PublicKey, _ signature: [UInt8]) throws {
    #expect(try signers(key, signature) == 1)
    for bit in [0, 7, signature.count * 4, signature.count * 8 - 1] {
      #expect(try signers(key, signature.flipping(bit: bit)) == 0)
    }
    for wrong in [[], Array(signature.dropLast()), signature + [0], [0x30, 0x80, 0xFF]] {
      #expect(try signers(key, wrong) == 0)
    }
  }

  @Test func `Ed25519 signs`() throws {
    let signer = SigningKey()
    try check(signer.publicKey, try signer.signature(over: message))
  }

  @Test func `ECDSA P-256 counts, under both names of its kind`() throws {
    let signer = P256.Signing.PrivateKey()
    let signature = Array(try signer.signature(for: message).derRepresentation)
    for type in ["ecdsa", "ecdsa-sha2-nistp256"] {
      try check(key(type, "ecdsa-sha2-nistp256", signer.publicKey.pemRepresentation), signature)
    }
  }

  @Test func `RSA-PSS counts, and the older padding does not`() throws {
    let signer = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let publicKey = try key("rsa", "rsassa-pss-sha256", signer.publicKey.pemRepresentation)
    try check(publicKey, Array(try signer.signature(for: message, padding: .PSS).rawRepresentation))
    let older = try signer.signature(for: message, padding: .insecurePKCS1v1_5)
    #expect(try signers(publicKey, Array(older.rawRepresentation)) == 0)
  }

  @Test func `keys that are damaged or of another kind are kept and never count`() throws {
    let signer = SigningKey()
    let signature = try signer.signature(over: message)
    for (type, scheme, material) in [
      ("ed25519", "ed25519", "00"), ("ed25519", "ed25519", "no digits"),
      ("ed25519", "ed448", signer.publicKey.material),
      ("ecdsa", "ecdsa-sha2-nistp256", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
      ("rsa", "rsassa-pss-sha256", ""), ("", "", ""), ("rsa", "rsa-pkcs1v15-sha256", signer.publicKey.material),
    ] {
      #expect(try signers(key(type, scheme, material), signature) == 0)
    }
  }
}
