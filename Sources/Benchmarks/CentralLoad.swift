import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import Transfer

/// What the authority's server bears: records with receipts.
struct CentralLoad {
  static let header = ["load", "done", "a second", "median ms", "p99 ms", "server CPU s", "server memory"]

  let program: URL
  let database: String?

  /// Kits that send records in batches, each waiting for its receipt.
  func records(kits kitCount: Int, batches: Int, batchSize: Int, contentLength: Int) throws -> [String] {
    let server = try CentralProcess(program, database: database)
    let kits = try (0..<kitCount).map { _ in try SendingKit(server) }
    let bodies = try kits.map { try $0.bodies(batches, of: batchSize, contentLength: contentLength) }
    let busy = server.processorSeconds
    let round = try Round.run(threads: kitCount) { thread, measure in
      let (kit, connection) = (kits[thread], try HTTPConnection())
      for body in bodies[thread] { try measure { try kit.send(body, on: connection) } }
    }
    let sent = kitCount * batches * batchSize
    let name = "\(kitCount) kits, \(sent) records of \(contentLength) B in batches of \(batchSize)"
    return row(name, count: sent, round, server, busy)
  }

  private func row(
    _ name: String,
    count: Int,
    _ round: Round,
    _ server: CentralProcess,
    _ busy: Double
  ) -> [String] {
    [
      name, String(count), decimal(Double(count) / round.seconds, 0), decimal(round.percentile(0.5) * 1_000, 1),
      decimal(round.percentile(0.99) * 1_000, 1), decimal(server.processorSeconds - busy, 2), server.memory,
    ]
  }
}

/// An enrolled kit with envelopes that are sealed beforehand, as they are in the field.
private struct SendingKit: Sendable {
  private let key = Curve25519.Signing.PrivateKey()
  private let keys: AuthorityKeys
  private let authority: String

  init(_ server: CentralProcess) throws {
    keys = server.keys
    authority = server.authority
    let body = try EnrolmentRequest(server.code(), kit: key).wire.canonicalBytes
    let answer = try HTTPConnection().send(HTTPRequest("POST", "http://\(authority)/v1/enrol", body: body), upTo: 4_096)
    guard answer.head.status == 200 else { throw CentralProcess.Failure(description: "a kit was not let in") }
  }

  func bodies(_ count: Int, of size: Int, contentLength: Int) throws -> [[UInt8]] {
    guard let recipient = keys.sealing.first else { return [] }
    let content = [UInt8](repeating: 0x2E, count: contentLength)
    var (sequence, link) = (Int64(0), Fingerprint.zero)
    return try (0..<count).map { _ in
      let wires = try (0..<size).map { _ in
        let envelope = try Envelope(
          sealing: content,
          record: "r-\(sequence + 1)",
          revision: 1,
          at: Envelope.Place(after: sequence, link),
          by: key,
          to: recipient
        )
        (sequence, link) = (envelope.header.sequence, envelope.link)
        return envelope.wire.canonicalBytes
      }
      return RecordBatch.packing(wires).bytes
    }
  }

  /// Sends a batch and verifies the receipt for it.
  func send(_ body: [UInt8], on connection: HTTPConnection) throws {
    let parts = RequestParts(method: "POST", authority: authority, path: "/v1/records")
    let signature = try RequestSignature(parts, body: body, created: 1, by: key)
    let request = HTTPRequest("POST", "http://\(authority)/v1/records", headers: signature.headers, body: body)
    let response = try connection.send(request, upTo: 1 << 20)
    guard response.head.status == 200 else {
      throw CentralProcess.Failure(description: "the server answers \(response.head.status)")
    }
    let answer = try BatchAnswer(parsing: response.body)
    try answer.receipt.verify(by: keys)
    guard answer.answers.allSatisfy({ $0 == .stored }) else {
      throw CentralProcess.Failure(description: "a record was not stored")
    }
  }
}
