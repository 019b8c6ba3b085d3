#if Server
import Crypto
import Envelopes
import HTTPTypes
import Hummingbird

/// Finds out which kit sent a request, by its signature.
struct KitGate: Sendable {
  /// A request of an enrolled kit.
  struct Sender: Sendable {
    let kit: Inbox.Kit
    let key: Curve25519.Signing.PublicKey
    let signature: RequestSignature
  }

  let inbox: Inbox
  let requests: KitLimits
  let now: @Sendable () -> Double

  /// Lets a request in whose head an enrolled kit signed; that its body is the signed one is still to be checked.
  func sender(of request: Request) async throws -> Sender {
    let signature = try Self.signature(request)
    guard let kit = try await inbox.kit(signature.kit),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: kit.publicKey)
    else { throw Refusal.unknownKit }
    let target = (request.head.path ?? "/").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = RequestParts(
      method: request.method.rawValue,
      authority: request.head.authority ?? "",
      path: target.first.map(String.init) ?? "/",
      query: target.count > 1 ? String(target[1]) : ""
    )
    do {
      try signature.verify(parts, by: key)
    } catch {
      throw Refusal.unknownKit
    }
    guard kit.revoked == nil else { throw Refusal.revoked }
    if let seconds = requests.take(1, of: kit.id, at: now()) {
      throw Refusal.later(.tooManyRequests, "this kit asks too often", seconds: seconds)
    }
    return Sender(kit: kit, key: key, signature: signature)
  }

  private static func signature(_ request: Request) throws -> RequestSignature {
    func header(_ name: String) -> String? {
      // Two headers of one name are none: another reader might take the other one.
      guard let name = HTTPField.Name(name), request.headers[fields: name].count == 1 else { return nil }
      return request.headers[name]
    }
    do {
      return try RequestSignature(
        digest: header(RequestSignature.HeaderName.digest),
        input: header(RequestSignature.HeaderName.input),
        signature: header(RequestSignature.HeaderName.signature)
      )
    } catch {
      throw Refusal.unknownKit
    }
  }
}
#endif
