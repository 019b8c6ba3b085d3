import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import Synchronization
import Transfer

/// What the authority's server bears: records with receipts, and kits that look for updates.
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

  /// Kits that look whether there is a newer release, all at once.
  ///
  /// - Parameter isCold: whether they hold only the root and so fetch snapshot and targets as well.
  func checks(kits: Int, isCold: Bool) throws -> [String] {
    let server = try CentralProcess(program, database: nil)
    let files = [("timestamp.json", 469), ("12.snapshot.json", 620), ("12.targets.json", 24_000)]
    for (name, length) in files {
      try Data(repeating: 0x20, count: length).write(to: server.repository.appendingPathComponent(name))
    }
    let paths = ["2.root.json", "timestamp.json"] + (isCold ? ["12.snapshot.json", "12.targets.json"] : [])
    let busy = server.processorSeconds
    // More threads than this only measure the machine's scheduler; every kit has a connection of its own all the same.
    let threads = min(kits, 64)
    let authority = server.authority
    let round = try Round.run(threads: threads) { thread, measure in
      for _ in stride(from: thread, to: kits, by: threads) {
        try measure {
          let connection = try HTTPConnection()
          for path in paths {
            _ = try connection.send(HTTPRequest("GET", "http://\(authority)/\(path)"), upTo: 1 << 20)
          }
        }
      }
    }
    return row("\(kits) kits look for updates, \(isCold ? "cold" : "warm")", count: kits, round, server, busy)
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
      decimal(round.percentile(0.99) * 1_000, 1), decimal(server.processorSeconds - busy, 2), server.memory("VmHWM"),
    ]
  }
}

/// Some threads that do the same work, and how long each piece took.
private struct Round: Sendable {
  let seconds: Double
  let durations: [Double]

  func percentile(_ share: Double) -> Double {
    durations.isEmpty ? 0 : durations[min(durations.count - 1, Int(Double(durations.count) * share))]
  }

  static func run(
    threads: Int,
    _ work: @escaping @Sendable (_ thread: Int, _ measure: (() throws -> Void) throws -> Void) throws -> Void
  ) throws -> Round {
    let durations = Mutex<[Double]>([])
    let failure = Mutex<String?>(nil)
    let clock = ContinuousClock()
    let group = DispatchGroup()
    let start = clock.now
    for thread in 0..<threads {
      group.enter()
      let body = Thread {
        defer { group.leave() }
        var own: [Double] = []
        do {
          try work(thread) { piece in
            let duration = try clock.measure { try piece() }
            own.append(duration / .seconds(1))
          }
        } catch {
          failure.withLock { $0 = "\(error)" }
        }
        durations.withLock { $0 += own }
      }
      body.stackSize = 1 << 20
      body.start()
    }
    group.wait()
    let seconds = (clock.now - start) / .seconds(1)
    if let reason = failure.withLock({ $0 }) { throw CentralProcess.Failure(description: reason) }
    return Round(seconds: seconds, durations: durations.withLock { $0.sorted() })
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
