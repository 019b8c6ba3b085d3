#if Server
import Crypto
import Envelopes
import Foundation
import KitStore
import GRDB
import Sync
import TestSupport
import Testing

@testable import Central

/// A folder that goes away with the value's owner.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-central-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// A kit as its authority sees it: a key and a chain.
struct ChainKit {
  let key = Curve25519.Signing.PrivateKey()
  let authority: AuthorityKeys
  private var last: (sequence: Int64, link: Fingerprint) = (0, .zero)

  init(_ authority: AuthorityKeys) { self.authority = authority }

  var id: Fingerprint { Fingerprint(of: Array(key.publicKey.rawRepresentation)) }

  /// The next envelope of the chain.
  mutating func next(_ record: String? = nil, revision: Int64 = 1, content: String = "x") throws -> Envelope {
    let envelope = try Envelope(
      sealing: Array(content.utf8),
      record: record ?? "r-\(last.sequence + 1)",
      revision: revision,
      at: Envelope.Place(after: last.sequence, last.link),
      by: key,
      to: try #require(authority.sealing.first)
    )
    last = (envelope.header.sequence, envelope.link)
    return envelope
  }

  mutating func next(count: Int) throws -> [Envelope] { try (0..<count).map { _ in try next() } }
}

extension Inbox {
  /// Takes envelopes whose signatures are known to fit.
  func take(_ envelopes: [Envelope], of kit: ChainKit) async throws -> (answers: [RecordAnswer], head: ChainHead) {
    try #require(try await take(envelopes.map { .envelope($0, nil) }, of: kit.id, at: 1_000))
  }

  /// Lets a kit in.
  func letIn(_ kit: ChainKit) async throws {
    let code = EnrolmentCode()
    try await add(code, expires: 2_000)
    #expect(try await enrol(EnrolmentRequest(code, kit: kit.key), at: 1_000) != nil)
  }

  func stored(of kit: ChainKit) async throws -> [Int64] {
    try await envelopes(of: kit.id, after: 0, limit: 1_000_000).map { try Envelope(parsing: $0).header.sequence }
  }
}

let testAuthority = AuthorityKeys(
  receipt: Curve25519.Signing.PrivateKey().publicKey,
  sealing: Curve25519.KeyAgreement.PrivateKey().publicKey
)
#endif
