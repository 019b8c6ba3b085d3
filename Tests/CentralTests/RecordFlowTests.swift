#if Server
import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import GRDB
import Glibc
import KitStore
import Sync
import TestSupport
import Testing

@testable import Transfer

/// Kits and a server as processes, with everything that can go wrong between them.
struct RecordFlowTests {
  private struct Cut: Error {}

  private func program(_ arguments: [String] = []) throws -> CentralProgram {
    let program = try CentralProgram(arguments: arguments)
    try program.serve()
    return program
  }

  @Test func `records arrive once, opened only by the authority, and only a receipt makes them synced`() throws {
    let program = try program()
    let kit = try program.kit()
    for number in 1...3 { try kit.queue(Array("record \(number)".utf8), record: "r-\(number)", at: 100) }
    #expect(try kit.status().counts == [.queued: 3])
    let report = try kit.send(to: program.address, at: 100, HTTP.send)
    #expect(report.sent == 3)
    #expect(report.synced == 3)
    #expect(try kit.status().counts == [.acked: 3])
    #expect(try program.records(of: kit) == [1: "record 1", 2: "record 2", 3: "record 3"])
    let metrics = String(decoding: try HTTP.get(program, "/metrics").body, as: UTF8.self)
    #expect(metrics.contains("gauger_inbox_records 3\n"))
    #expect(metrics.contains("gauger_record_answers_total{answer=\"stored\"} 3\n"))
    #expect(!metrics.contains(kit.id.hex.prefix(8)))
    #expect(try HTTP.get(program, "/healthz").body == Array("ok\n".utf8))
  }

  @Test func `a server killed between commit and answer keeps what it took`() throws {
    let program = try program()
    let kit = try program.kit()
    for number in 1...250 { try kit.queue(Array("\(number)".utf8), record: "r-\(number)", at: 1) }
    var requests = 0
    let report = try kit.send(to: program.address, at: 1) { request in
      let response = try HTTP.send(request)
      requests += 1
      guard requests == 2 else { return response }
      program.stop(SIGKILL)
      throw Cut()
    }
    #expect(report.problem != nil)
    #expect(try kit.status().counts == [.acked: 100, .queued: 150])
    #expect(try kit.status().lastError?.isEmpty == false)
    try program.serve()
    // The batch that was cut off waits for its time; the receipt for those after it covers it all the same.
    let second = try kit.send(to: program.address, at: 1, HTTP.send)
    #expect(second.sent == 50)
    #expect(second.synced == 150)
    #expect(try kit.status().counts == [.acked: 250])
    #expect(try program.records(of: kit).count == 250)
  }

  @Test func `ten thousand queued records arrive once over a way that keeps breaking`() throws {
    let program = try program(["--records-per-second", "100000"])
    let field = try FieldKit(program.keys)
    let kit = field.outbox
    try kit.enrol(program.code(), at: program.address, HTTP.send)
    for number in 1...10_000 { try kit.queue(Array("\(number)".utf8), record: "r-\(number)", at: 0) }
    let connection = try HTTPConnection()
    var (requests, now) = (0, Int64(0))
    while try kit.status().counts[.acked] != 10_000, now < 1_000_000 {
      now += 5_000
      if now % 20_000 == 0 {
        program.stop(SIGKILL)
        try program.serve()
      }
      _ = try kit.send(to: program.address, at: now) { request in
        requests += 1
        if requests % 5 == 0 { throw Cut() }
        let response = try connection.send(request, upTo: 1 << 20)
        if requests % 7 == 0 { throw Cut() }
        return response
      }
    }
    #expect(try kit.status().counts == [.acked: 10_000])
    let records = try program.records(of: kit)
    #expect(records.count == 10_000)
    #expect(records[10_000] == "10000")
  }

  @Test func `a record that the server chokes on does not hold up the others`() throws {
    let program = try program()
    let kit = try program.kit()
    for number in 1...20 { try kit.queue(Array("\(number)".utf8), record: "r-\(number)", at: 1) }
    let choking: OutboxTransport = { request in
      let batch = try RecordBatch(parsing: request.body ?? [])
      let isPoisoned = batch.envelopes.contains { (try? $0.get())?.header.sequence == 7 }
      guard isPoisoned else { return try HTTP.send(request) }
      return HTTPResponse(head: HTTPHead(status: 500, headers: [:]), body: [])
    }
    let report = try kit.send(to: program.address, at: 1, choking)
    #expect(report.sent == 19)
    #expect(try kit.status().counts == [.acked: 6, .sent: 13, .queued: 1])
    #expect(try program.records(of: kit).count == 19)
    #expect(try program.command("kits").output.contains("missing before 20"))
    // The server was mended.
    _ = try kit.send(to: program.address, at: 100_000, HTTP.send)
    #expect(try kit.status().counts == [.acked: 20])
    #expect(try program.records(of: kit).count == 20)
  }

  @Test func `a record sealed to a key that the authority does not have is refused alone`() throws {
    let program = try program()
    let field = try FieldKit(program.keys)
    let kit = field.outbox
    try kit.enrol(program.code(), at: program.address, HTTP.send)
    let stranger = AuthorityKeys(
      receipt: Curve25519.Signing.PrivateKey().publicKey,
      sealing: Curve25519.KeyAgreement.PrivateKey().publicKey
    )
    try kit.queue([1], record: "r-1", at: 1)
    try Outbox(OutboxTable(field.database, path: ""), kit: field.key, authority: stranger).queue(
      [2],
      record: "r-2",
      at: 1
    )
    try kit.queue([3], record: "r-3", at: 1)
    let report = try kit.send(to: program.address, at: 1, HTTP.send)
    #expect(report.rejected == 1)
    #expect(report.synced == 2)
    let status = try kit.status()
    #expect(status.counts == [.acked: 2, .rejected: 1])
    #expect(status.rejected.map(\.record) == ["r-2"])
  }

  @Test func `a forged answer marks nothing, an older receipt changes nothing`() throws {
    let program = try program()
    let kit = try program.kit()
    try kit.queue([1], record: "r-1", at: 1)
    let forged = try kit.send(to: program.address, at: 1) { request in
      var response = try HTTP.send(request)
      let text = String(decoding: response.body, as: UTF8.self)
      response.body = Array(text.replacing("\"sequence\":1", with: "\"sequence\":2").utf8)
      return response
    }
    #expect(forged.problem != nil)
    #expect(try kit.status().counts == [.queued: 1])
    var old: [UInt8] = []
    _ = try kit.send(to: program.address, at: 10_000) { request in
      let response = try HTTP.send(request)
      old = response.body
      return response
    }
    #expect(try kit.status().counts == [.acked: 1])
    try kit.queue([2], record: "r-2", at: 1)
    _ = try kit.send(to: program.address, at: 20_000, HTTP.send)
    #expect(try kit.status().counts == [.acked: 2])
    let receipt = try BatchAnswer(parsing: old).receipt
    #expect(try kit.accept(receipt, at: 30_000) == .older)
    #expect(try kit.status().counts == [.acked: 2])
    let other = try FieldKit(program.keys).outbox
    #expect(throws: OutboxError.forgedReceipt) { try other.accept(receipt, at: 1) }
  }

  @Test func `a kit that was copied raises an alarm on both sides`() throws {
    let program = try program()
    let field = try FieldKit(program.keys)
    try field.outbox.enrol(program.code(), at: program.address, HTTP.send)
    try field.outbox.queue([1], record: "r-1", at: 1)
    _ = try field.outbox.send(to: program.address, at: 1, HTTP.send)
    let clone = try field.clone()
    try field.outbox.queue(Array("own".utf8), record: "own", at: 2)
    try clone.outbox.queue(Array("theirs".utf8), record: "theirs", at: 2)
    #expect(try field.outbox.send(to: program.address, at: 2, HTTP.send).synced == 1)
    let report = try clone.outbox.send(to: program.address, at: 2, HTTP.send)
    #expect(report.hasAlarm)
    #expect(report.rejected == 1)
    #expect(try clone.outbox.status().alarm != nil)
    #expect(try field.outbox.status().alarm == nil)
    #expect(try program.command("kits").output.contains("ALARMS 1"))
    #expect(try program.records(of: field.outbox)[2] == "own")
  }

  @Test func `a repeated request changes nothing and fits nowhere else`() throws {
    let program = try program()
    let kit = try program.kit()
    try kit.queue([1], record: "r-1", at: 1)
    var recorded: HTTPRequest?
    _ = try kit.send(to: program.address, at: 1) { request in
      recorded = request
      return try HTTP.send(request)
    }
    var request = try #require(recorded)
    let again = try BatchAnswer(parsing: HTTP.send(request).body)
    #expect(again.answers == [.duplicate])
    #expect(try program.records(of: kit).count == 1)
    request.url = request.url.replacing("/v1/records", with: "/v1/records?x=1")
    #expect(try HTTP.send(request).head.status == 401)
    request.url = request.url.replacing("?x=1", with: "")
    request.body = request.body.map { $0 + [0x20] }
    #expect(try HTTP.send(request).head.status == 401)
    request.headers.removeAll { $0.name == "Signature" }
    #expect(try HTTP.send(request).head.status == 401)
  }

  @Test func `strangers and kits that were shut out are turned away`() throws {
    let program = try program()
    let stranger = try FieldKit(program.keys).outbox
    try stranger.queue([1], record: "r-1", at: 1)
    #expect(try stranger.send(to: program.address, at: 1, HTTP.send).problem?.hasPrefix("401") == true)
    let kit = try program.kit()
    #expect(try program.command("revoke", [kit.id.hex]).status == 0)
    #expect(try program.command("revoke", [stranger.id.hex]).status == 1)
    try kit.queue([1], record: "r-1", at: 1)
    #expect(try kit.send(to: program.address, at: 1, HTTP.send).problem?.hasPrefix("403") == true)
    #expect(try kit.status().counts == [.queued: 1])
  }

  @Test func `a code lets one kit in, once, in time`() throws {
    let program = try program()
    let code = try program.code()
    let kits = [try FieldKit(program.keys).outbox, try FieldKit(program.keys).outbox]
    let address = try program.address
    try kits[0].enrol(code, at: address, HTTP.send)
    try kits[0].enrol(code, at: address, HTTP.send)
    #expect(throws: OutboxError.self) { try kits[1].enrol(code, at: address, HTTP.send) }
    let expired = try program.code(hours: 0)
    #expect(throws: OutboxError.self) { try kits[1].enrol(expired, at: address, HTTP.send) }
    #expect(throws: OutboxError.self) { try kits[1].enrol(EnrolmentCode(), at: address, HTTP.send) }
    // A server that does not know the code cannot pretend that it does.
    let good = try program.code()
    #expect(throws: OutboxError.self) {
      try kits[1].enrol(good, at: address) { request in
        let answer = EnrolmentAnswer(to: try EnrolmentRequest(parsing: request.body ?? []), proofKey: [1, 2, 3])
        return HTTPResponse(head: HTTPHead(status: 200, headers: [:]), body: answer.wire.canonicalBytes)
      }
    }
  }

  @Test func `a stick carries the same envelopes out and the receipt back`() throws {
    let program = try program()
    let kit = try program.kit()
    let stick = OutboxStick(program.folder.url.appendingPathComponent("stick"))
    let path = program.folder.url.appendingPathComponent("stick").path
    for number in 1...150 { try kit.queue(Array("\(number)".utf8), record: "r-\(number)", at: 1) }
    #expect(try kit.export(to: stick, at: 2) == 150)
    #expect(try kit.importReceipt(from: stick, at: 3) == nil)
    #expect(try kit.status().counts == [.sent: 150])
    // Somebody took the first file off the stick.
    let first = stick.batch(of: kit.id, from: 1)
    let content = try Data(contentsOf: first)
    try FileManager.default.removeItem(at: first)
    #expect(try program.command("take", [path]).status == 0)
    #expect(try kit.importReceipt(from: stick, at: 4) == .accepted(0))
    #expect(try program.command("kits").output.contains("missing before 150"))
    try content.write(to: first)
    let taken = try program.command("take", [path])
    #expect(taken.output == "100 records taken in, 50 were held already\n")
    #expect(try kit.importReceipt(from: stick, at: 5) == .accepted(150))
    #expect(try kit.status().counts == [.acked: 150])
    #expect(try program.records(of: kit).count == 150)
    // A damaged file and a stranger's folder are named, and do no harm.
    try Data(content.dropLast(5)).write(to: first)
    try FileManager.default.createDirectory(
      at: stick.batches(of: Fingerprint(of: [9])),
      withIntermediateDirectories: true
    )
    let damaged = try program.command("take", [path])
    #expect(damaged.status == 65)
    #expect(damaged.errors.contains("not a batch"))
    #expect(damaged.errors.contains("no kit that may send"))
  }
}
#endif
