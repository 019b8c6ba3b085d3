import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import GRDB
import KitStore
import Sync
import Testing

@testable import Transfer

/// A kit with its file on disk, and an authority that answers in the same process.
final class OutboxWorld {
  let folder: URL
  let kit = Curve25519.Signing.PrivateKey()
  let receiptKey = Curve25519.Signing.PrivateKey()
  let sealingKey = Curve25519.KeyAgreement.PrivateKey()
  let database: DatabaseQueue
  let server: OutboxServer
  /// What the authority took, by number.
  var held: [Int64: Envelope] = [:]

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-outbox-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    database = try DatabaseQueue(path: folder.appendingPathComponent("local.db").path)
    try database.write { try $0.execute(sql: OutboxTable.migration) }
    server = try OutboxServer("https://central.example")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var keys: AuthorityKeys { AuthorityKeys(receipt: receiptKey.publicKey, sealing: sealingKey.publicKey) }
  var outbox: Outbox { Outbox(OutboxTable(database, path: "local.db"), kit: kit, authority: keys) }

  func receipt(_ sequence: Int64, link: Fingerprint? = nil) throws -> Receipt {
    let link = link ?? held[sequence]?.link ?? .zero
    return try Receipt(kit: outbox.id, sequence: sequence, link: link, by: receiptKey)
  }

  /// Stores what comes and gives a receipt for all without a gap.
  func take(_ request: HTTPRequest) throws -> HTTPResponse {
    let batch = try RecordBatch(parsing: request.body ?? [])
    var answers: [RecordAnswer] = []
    for envelope in batch.envelopes {
      let envelope = try envelope.get()
      answers.append(held[envelope.header.sequence] == nil ? .stored : .duplicate)
      held[envelope.header.sequence] = envelope
    }
    var sequence: Int64 = 0
    while held[sequence + 1] != nil { sequence += 1 }
    let body = BatchAnswer(answers, try receipt(sequence)).wire.canonicalBytes
    return HTTPResponse(head: HTTPHead(status: 200, headers: [:]), body: body)
  }

  func answering(_ status: Int, _ headers: [String: String] = [:]) -> OutboxTransport {
    { _ in HTTPResponse(head: HTTPHead(status: status, headers: headers), body: Array("no\n".utf8)) }
  }
}

struct OutboxTests {
  private let world: OutboxWorld
  private var outbox: Outbox { world.outbox }

  init() throws { world = try OutboxWorld() }

  @Test func `the same content is queued once, other content is a new revision`() throws {
    #expect(try outbox.queue([1], record: "r", at: 1) == 1)
    #expect(try outbox.queue([1], record: "r", at: 2) == 1)
    #expect(try outbox.queue([2], record: "r", at: 3) == 2)
    #expect(try outbox.queue([1], record: "s", at: 4) == 3)
    _ = try outbox.send(to: world.server, at: 5, world.take)
    #expect(world.held.mapValues { "\($0.header.record) \($0.header.revision)" } == [1: "r 1", 2: "r 2", 3: "s 1"])
  }

  @Test func `envelopes follow each other and open with the authority's key alone`() throws {
    for number in 1...5 { try outbox.queue(Array("secret \(number)".utf8), record: "r-\(number)", at: 1) }
    _ = try outbox.send(to: world.server, at: 1, world.take)
    var link = Fingerprint.zero
    for number in 1...5 as ClosedRange<Int64> {
      let envelope = try #require(world.held[number])
      #expect(envelope.header.previous == link)
      link = envelope.link
      try envelope.verify(by: world.kit.publicKey)
      #expect(try envelope.sealed.open(envelope.binding, with: world.sealingKey) == Array("secret \(number)".utf8))
    }
    for file in try FileManager.default.contentsOfDirectory(at: world.folder, includingPropertiesForKeys: nil) {
      #expect(try Data(contentsOf: file).range(of: Data("secret".utf8)) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test func `sending deletes nothing, and neither can anything else`() throws {
    try outbox.queue([1], record: "r", at: 1)
    _ = try outbox.send(to: world.server, at: 1, world.take)
    #expect(try outbox.status().counts == [.acked: 1])
    #expect(throws: DatabaseError.self) { try world.database.write { try $0.execute(sql: "DELETE FROM outbox") } }
    let entry = try world.database.read { try Data.fetchOne($0, sql: "SELECT envelope FROM outbox") }
    #expect(try Envelope(parsing: Array(try #require(entry))) == world.held[1])
  }

  @Test func `a number is never given twice or left out`() throws {
    try outbox.queue([1], record: "r", at: 1)
    let table = OutboxTable(world.database, path: "")
    for sequence in [1, 3] as [Int64] {
      let entry = OutboxTable.Entry(
        sequence: sequence,
        record: "x",
        revision: 1,
        content: "",
        link: "",
        envelope: [],
        queued: 1
      )
      #expect(throws: KitStoreError.self) { try table.write { try $0.append(entry) } }
    }
  }

  @Test func `tries come further and further apart, up to an hour`() throws {
    try outbox.queue([1], record: "r", at: 0)
    var now: Int64 = 0
    var pauses: [Int64] = []
    for _ in 0..<14 {
      _ = try outbox.send(to: world.server, at: now, jitter: 0.5, world.answering(503))
      let next = try #require(try outbox.status().nextTry)
      pauses.append(next - now)
      // Before its time nothing is sent.
      #expect(try outbox.send(to: world.server, at: next - 1, world.take).sent == 0)
      now = next
    }
    #expect(pauses.prefix(5) == [5, 10, 20, 40, 80])
    #expect(pauses.last == 3_600)
    #expect(try outbox.status().lastError == "503 no")
    #expect(try outbox.status().oldest == 0)
    #expect(try outbox.send(to: world.server, at: now, world.take).synced == 1)
    #expect(try outbox.status().lastError == nil)
  }

  @Test func `the server's word on when to come back counts, within reason`() throws {
    try outbox.queue([1], record: "r", at: 0)
    _ = try outbox.send(to: world.server, at: 100, world.answering(429, ["retry-after": "30"]))
    #expect(try outbox.status().nextTry == 130)
    _ = try outbox.send(to: world.server, at: 200, world.answering(429, ["retry-after": "99999999"]))
    #expect(try outbox.status().nextTry == 3_800)
  }

  @Test func `only the authority's receipt for this very chain makes anything synced`() throws {
    try outbox.queue([1], record: "r", at: 1)
    try outbox.queue([2], record: "s", at: 1)
    let cheat = Curve25519.Signing.PrivateKey()
    let envelope = try #require(try OutboxTable(world.database, path: "").read { try $0.entry(1) })
    let link = try #require(Fingerprint(hex: envelope.link))
    let forged = try Receipt(kit: outbox.id, sequence: 1, link: link, by: cheat)
    #expect(throws: OutboxError.forgedReceipt) { try outbox.accept(forged, at: 2) }
    let foreign = try Receipt(kit: .zero, sequence: 1, link: link, by: world.receiptKey)
    #expect(throws: OutboxError.forgedReceipt) { try outbox.accept(foreign, at: 2) }
    #expect(try outbox.status().counts == [.queued: 2])
    #expect(try outbox.accept(world.receipt(0), at: 2) == .accepted(0))
    #expect(try outbox.accept(world.receipt(1, link: link), at: 2) == .accepted(1))
    #expect(try outbox.accept(world.receipt(0), at: 3) == .older)
    #expect(try outbox.status().counts == [.acked: 1, .queued: 1])
  }

  @Test func `a receipt for what this kit never made raises an alarm`() throws {
    try outbox.queue([1], record: "r", at: 1)
    #expect(try outbox.accept(world.receipt(1, link: Fingerprint(of: [1])), at: 2) == .alarm)
    #expect(try outbox.status().alarm != nil)
    #expect(try outbox.status().counts == [.queued: 1])
    let restored = try OutboxWorld()
    #expect(try restored.outbox.accept(restored.receipt(9, link: Fingerprint(of: [1])), at: 2) == .alarm)
  }

  @Test func `answers that do not fit the question count for nothing`() throws {
    try outbox.queue([1], record: "r", at: 1)
    let bodies = ["", "{}", "[]", String(repeating: "x", count: 1 << 17)]
    var now: Int64 = 1
    for body in bodies {
      now += 10_000
      let report = try outbox.send(to: world.server, at: now) { _ in
        HTTPResponse(head: HTTPHead(status: 200, headers: [:]), body: Array(body.utf8))
      }
      #expect(report.problem != nil)
    }
    let few = BatchAnswer([], try world.receipt(0)).wire.canonicalBytes
    _ = try outbox.send(to: world.server, at: now + 10_000) { _ in
      HTTPResponse(head: HTTPHead(status: 200, headers: [:]), body: few)
    }
    #expect(try outbox.status().counts == [.queued: 1])
  }

  @Test func `one record that the server cannot bear is refused alone`() throws {
    for number in 1...30 { try outbox.queue([UInt8(number)], record: "r-\(number)", at: 1) }
    var requests = 0
    let report = try outbox.send(to: world.server, at: 1) { request in
      requests += 1
      let batch = try RecordBatch(parsing: request.body ?? [])
      let isBad = batch.envelopes.contains { (try? $0.get())?.header.sequence == 13 }
      return isBad ? try world.answering(400)(request) : try world.take(request)
    }
    #expect(report.sent == 29)
    #expect(requests <= 12)
    #expect(try outbox.status().counts == [.acked: 12, .sent: 17, .rejected: 1])
    #expect(try outbox.status().rejected.map(\.record) == ["r-13"])
  }

  @Test func `requests are signed for the address as the server sees it`() throws {
    for (address, authority) in [
      ("https://Central.example", "central.example"), ("https://central.example:443/", "central.example"),
      ("http://central.example:8080", "central.example:8080"), ("http://[::1]:80/base/", "[::1]"),
    ] {
      let server = try OutboxServer(address)
      try outbox.queue(Array(address.utf8), record: "r", at: 1)
      _ = try outbox.send(to: server, at: 1) { request in
        let header = { name in request.headers.first { $0.name == name }?.value }
        let signature = try RequestSignature(
          digest: header("Content-Digest"),
          input: header("Signature-Input"),
          signature: header("Signature")
        )
        let path = address.hasSuffix("base/") ? "/base/v1/records" : "/v1/records"
        #expect(request.url.hasSuffix(path))
        try signature.verify(
          RequestParts(method: "POST", authority: authority, path: path),
          by: world.kit.publicKey
        )
        #expect(signature.covers(request.body ?? []))
        return try world.take(request)
      }
    }
    for address in ["", "central.example", "ftp://x", "https://", "https://u@x", "https://x?y", "file:///x"] {
      #expect(throws: OutboxError.self, "\(address)") { try OutboxServer(address) }
    }
  }
}
