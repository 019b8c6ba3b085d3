public import Crypto
import Foundation

/// A request's parts that its signature covers.
public struct RequestParts: Hashable, Sendable {
  /// The method in capitals.
  public let method: String
  /// The host, and the port where it is not the usual one, as in the Host header.
  public let authority: String
  /// The path as it stands on the request line.
  public let path: String
  /// The query without its question mark; empty where there is none.
  public let query: String

  /// The parts of one request.
  public init(method: String, authority: String, path: String, query: String = "") {
    self.method = method
    self.authority = authority.lowercased()
    self.path = path
    self.query = query
  }
}

/// A kit's signature under a request: HTTP Message Signatures (RFC 9421) with Ed25519, in one fixed form.
///
/// It covers `@method`, `@authority`, `@path`, `@query` and `content-digest` (RFC 9530, SHA-256). The time is stated but
/// not judged: every request may be repeated without effect, and a kit whose clock is wrong is not locked out.
public struct RequestSignature: Hashable, Sendable {
  /// The names of the headers that carry it.
  public enum HeaderName {
    /// The digest of the body.
    public static let digest = "Content-Digest"
    /// What is signed, when and by whom.
    public static let input = "Signature-Input"
    /// The signature.
    public static let signature = "Signature"
  }

  private static let components = #"("@method" "@authority" "@path" "@query" "content-digest")"#
  private static let longestHeader = 400

  /// The kit that claims to have signed.
  public let kit: Fingerprint
  /// When, in seconds since 1970, by the kit's clock.
  public let created: Int64
  /// The SHA-256 of the body.
  public let digest: [UInt8]
  private let signature: [UInt8]

  /// Signs a request.
  public init(
    _ parts: RequestParts,
    body: [UInt8],
    created: Int64,
    by key: Curve25519.Signing.PrivateKey
  ) throws(EnvelopeError) {
    try self.init(parts, digest: Array(SHA256.hash(data: body)), created: created, by: key)
  }

  private init(
    _ parts: RequestParts,
    digest: [UInt8],
    created: Int64,
    by key: Curve25519.Signing.PrivateKey
  ) throws(EnvelopeError) {
    kit = Fingerprint(of: Array(key.publicKey.rawRepresentation))
    self.created = created
    self.digest = digest
    do {
      signature = Array(
        try key.signature(for: Self.base(parts, digest: digest, parameters: Self.parameters(created, kit)))
      )
    } catch {
      throw .malformed("the kit's key")
    }
  }

  /// Reads the headers of a request; the signature is still to be verified.
  public init(digest: String?, input: String?, signature: String?) throws(EnvelopeError) {
    guard let digest = Self.unwrap(digest, "sha-256=:", ":").flatMap(Base64.bytes), digest.count == 32,
      let signature = Self.unwrap(signature, "sig=:", ":").flatMap(Base64.bytes), signature.count == 64,
      let rest = Self.unwrap(input, "sig=\(Self.components);created=", "\";alg=\"ed25519\"")
    else { throw .malformed("the request's signature") }
    let halves = rest.split(separator: ";keyid=\"", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard halves.count == 2, let created = Int64(halves[0]), created >= 0, String(created) == halves[0],
      let kit = Fingerprint(hex: halves[1])
    else { throw .malformed("the request's signature") }
    self.kit = kit
    self.created = created
    self.digest = digest
    self.signature = signature
  }

  /// The headers that carry it.
  public var headers: [(name: String, value: String)] {
    [
      (HeaderName.digest, "sha-256=:\(Base64.text(digest)):"),
      (HeaderName.input, "sig=\(Self.parameters(created, kit))"),
      (HeaderName.signature, "sig=:\(Base64.text(signature)):"),
    ]
  }

  /// Checks that the kit with this public key signed this request.
  ///
  /// That the body has the stated digest is checked by ``covers(_:)``, once it has arrived.
  public func verify(_ parts: RequestParts, by key: Curve25519.Signing.PublicKey) throws(EnvelopeError) {
    let base = Self.base(parts, digest: digest, parameters: Self.parameters(created, kit))
    guard Fingerprint(of: Array(key.rawRepresentation)) == kit, key.isValidSignature(signature, for: base) else {
      throw .notAuthentic("the request")
    }
  }

  /// Whether `body` is the one that was signed.
  public func covers(_ body: [UInt8]) -> Bool {
    digest.elementsEqual(SHA256.hash(data: body))
  }

  private static func parameters(_ created: Int64, _ kit: Fingerprint) -> String {
    "\(components);created=\(created);keyid=\"\(kit)\";alg=\"ed25519\""
  }

  private static func base(_ parts: RequestParts, digest: [UInt8], parameters: String) -> [UInt8] {
    let lines = [
      "\"@method\": \(parts.method)", "\"@authority\": \(parts.authority)", "\"@path\": \(parts.path)",
      "\"@query\": ?\(parts.query)", "\"content-digest\": sha-256=:\(Base64.text(digest)):",
      "\"@signature-params\": \(parameters)",
    ]
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func unwrap(_ text: String?, _ prefix: String, _ suffix: String) -> String? {
    guard let text, text.utf8.count <= longestHeader, text.hasPrefix(prefix), text.hasSuffix(suffix),
      text.utf8.count >= prefix.utf8.count + suffix.utf8.count
    else { return nil }
    return String(text.dropFirst(prefix.count).dropLast(suffix.count))
  }
}
