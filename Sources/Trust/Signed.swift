import CanonicalJSON
public import Crypto

/// One key's signature in a role file.
public struct Signature: Hashable, Sendable {
  /// The id of the key.
  public let keyID: String
  /// The signature in hexadecimal, or whatever stands in its place.
  public let value: String

  /// A signature by the key of an id.
  public init(keyID: String, value: String) {
    self.keyID = keyID
    self.value = value
  }
}

/// A role's file: its signed part and who signed it.
///
/// Reading one says nothing about whether the signatures are right; that is asked with the keys in hand:
///
/// ```swift
/// let file = try Signed<RootMetadata>(parsing: bytes)
/// file.isSigned(by: file.role[.root], keys: file.role.keys)
/// ```
public struct Signed<Role: RoleMetadata>: Sendable {
  /// What the role says.
  public let role: Role
  /// The signatures, every key id once.
  public private(set) var signatures: [Signature]
  /// The bytes that are signed: the canonical form of the signed part.
  public let message: [UInt8]

  /// A file that nobody has signed yet.
  public init(_ role: Role) {
    self.role = role
    signatures = []
    message = JSONValue.object(role.json).canonicalBytes
  }

  /// A file signed by `keys`.
  public init(_ role: Role, signedBy keys: [SigningKey]) throws(CryptoKitMetaError) {
    self.init(role)
    for key in keys { try sign(with: key) }
  }

  /// Reads a file.
  ///
  /// - Throws: ``MetadataError`` if it is not a file of this role.
  public init(parsing bytes: [UInt8]) throws(MetadataError) {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw MetadataError(error.description) }
    var fields = try Fields(value, at: "the file")
    guard case .list(let list) = try fields.required("signatures") else {
      throw fields.failure("signatures", "are not a list")
    }
    let object = try fields.object("signed")
    role = try Role(object)
    message = JSONValue.object(object).canonicalBytes(expecting: bytes.count)
    signatures = []
    var signers: Set<[UInt8]> = []
    for value in list {
      var entry = try Fields(value, at: "a signature")
      let signature = Signature(keyID: try entry.text("keyid"), value: try entry.text("sig"))
      guard signers.insert(Array(signature.keyID.utf8)).inserted else {
        throw fields.failure("signatures", "name the key \(signature.keyID.prefix(80)) twice")
      }
      signatures.append(signature)
    }
  }

  /// Adds a key's signature, in place of an earlier one of the same key.
  public mutating func sign(with key: SigningKey) throws(CryptoKitMetaError) {
    let keyID = key.publicKey.id
    let value = Hexadecimal.text(try key.signature(over: message))
    signatures.removeAll { $0.keyID == keyID }
    signatures.append(Signature(keyID: keyID, value: value))
  }

  /// The file as it is published.
  public var bytes: [UInt8] {
    let signers = signatures.map { JSONValue.members(["keyid": .text($0.keyID), "sig": .text($0.value)]) }
    return Array(JSONValue.members(["signatures": .list(signers), "signed": .object(role.json)]).line.utf8)
  }

  /// How many different keys among those that count have signed.
  ///
  /// One key under two ids, or written in two ways, counts once.
  ///
  /// - Parameter enough: stops counting there.
  public func signerCount(of role: RoleKeys, keys: NameTable<PublicKey>, upTo enough: Int64 = .max) -> Int {
    var signers: Set<[UInt8]> = []
    for signature in signatures where role.keyIDs.contains(where: { $0.equalsAsBytes(signature.keyID) }) {
      guard let key = keys[signature.keyID], let identity = key.identity, !signers.contains(identity),
        let value = Hexadecimal.bytes(signature.value), key.verifies(value, over: message)
      else { continue }
      signers.insert(identity)
      if signers.count >= enough { break }
    }
    return signers.count
  }

  /// Whether as many different keys have signed as the role asks for.
  public func isSigned(by role: RoleKeys, keys: NameTable<PublicKey>) -> Bool {
    signerCount(of: role, keys: keys, upTo: role.threshold) >= role.threshold
  }
}
