public import CanonicalJSON
public import Crypto
import Foundation

/// What a kit sends to be let in: its public key, under a proof that it knows the code and one that it has the key.
public struct EnrolmentRequest: Hashable, Sendable {
  private static let longest = 4 << 10

  /// The part of the code that names it.
  public let code: String
  /// The kit's Ed25519 public key.
  public let publicKey: [UInt8]
  private let proof: [UInt8]
  private let signature: [UInt8]

  /// The digest that names the kit.
  public var kit: Fingerprint { Fingerprint(of: publicKey) }

  /// Makes the request.
  public init(_ code: EnrolmentCode, kit: Curve25519.Signing.PrivateKey) throws(EnvelopeError) {
    self.code = code.name
    publicKey = Array(kit.publicKey.rawRepresentation)
    let transcript = Self.transcript(code: code.name, publicKey: publicKey)
    proof = Array(HMAC<SHA256>.authenticationCode(for: transcript, using: SymmetricKey(data: code.proofKey)))
    do {
      signature = Array(try kit.signature(for: transcript))
    } catch {
      throw .malformed("the kit's key")
    }
  }

  /// Reads a request; its proofs are still to be verified.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let object = try WireObject(
      parsing: bytes,
      "the enrolment",
      keys: ["code", "key", "proof", "signature"],
      limit: Self.longest
    )
    guard let code = object["code"].text, code.utf8.count == 4 else { throw .malformed("the enrolment") }
    self.code = code
    publicKey = try object.hexadecimal("key", count: 32)
    proof = try object.hexadecimal("proof", count: 32)
    signature = try object.hexadecimal("signature", count: 64)
  }

  /// The request as it travels.
  public var wire: JSONValue {
    .members([
      "code": .text(code), "key": .text(Hexadecimal.text(publicKey)), "proof": .text(Hexadecimal.text(proof)),
      "signature": .text(Hexadecimal.text(signature)),
    ])
  }

  /// Whether the sender has the private part of the key it names.
  public var hasKey: Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: Self.transcript(code: code, publicKey: publicKey))
  }

  /// Whether the sender knows the code with this proof key.
  public func knows(_ proofKey: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(
      proof,
      authenticating: Self.transcript(code: code, publicKey: publicKey),
      using: SymmetricKey(data: proofKey)
    )
  }

  private static func transcript(code: String, publicKey: [UInt8]) -> [UInt8] {
    Array("gauger enrolment 1\n\(code)\n\(Hexadecimal.text(publicKey))\n".utf8)
  }
}

/// The server's word that a kit is let in, which only somebody who knows the code can give.
public struct EnrolmentAnswer: Hashable, Sendable {
  private static let longest = 4 << 10

  /// The kit.
  public let kit: Fingerprint
  private let proof: [UInt8]

  /// Answers a request.
  public init(to request: EnrolmentRequest, proofKey: [UInt8]) {
    kit = request.kit
    proof = Array(
      HMAC<SHA256>.authenticationCode(for: Self.transcript(request.kit), using: SymmetricKey(data: proofKey))
    )
  }

  /// Reads an answer.
  public init(parsing bytes: [UInt8]) throws(EnvelopeError) {
    let object = try WireObject(parsing: bytes, "the enrolment", keys: ["kit", "proof"], limit: Self.longest)
    kit = try object.fingerprint("kit")
    proof = try object.hexadecimal("proof", count: 32)
  }

  /// The answer as it travels.
  public var wire: JSONValue {
    .members(["kit": .text(kit.hex), "proof": .text(Hexadecimal.text(proof))])
  }

  /// Checks that the server knows the code and means this kit.
  public func verify(_ code: EnrolmentCode, kit: Curve25519.Signing.PublicKey) throws(EnvelopeError) {
    let id = Fingerprint(of: Array(kit.rawRepresentation))
    let isProven = HMAC<SHA256>.isValidAuthenticationCode(
      proof,
      authenticating: Self.transcript(id),
      using: SymmetricKey(data: code.proofKey)
    )
    guard id == self.kit, isProven else { throw .notAuthentic("the enrolment") }
  }

  private static func transcript(_ kit: Fingerprint) -> [UInt8] {
    Array("gauger enrolled 1\n\(kit)\n".utf8)
  }
}
