import Crypto
import Envelopes
import Foundation
import KitStore
public import Transfer

/// The authority's server, as a kit reaches it.
public struct OutboxServer: Sendable {
  let base: String
  let authority: String
  let prefix: String

  /// A server by its address, such as `https://central.example`.
  public init(_ address: String) throws(OutboxError) {
    guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(), let host = parts.host,
      !host.isEmpty, ["http", "https"].contains(scheme), parts.user == nil, parts.query == nil, parts.fragment == nil
    else { throw .address(address) }
    let usual = scheme == "https" ? 443 : 80
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    authority = parts.port.map { $0 == usual ? name : "\(name):\($0)" } ?? name
    prefix =
      parts.percentEncodedPath.hasSuffix("/")
      ? String(parts.percentEncodedPath.dropLast()) : parts.percentEncodedPath
    base = "\(scheme)://\(authority)"
  }

  /// A request that the kit signed.
  func request(
    _ method: String,
    _ path: String,
    body: [UInt8] = [],
    headers: [(name: String, value: String)] = [],
    by kit: Curve25519.Signing.PrivateKey,
    at now: Int64
  ) throws(EnvelopeError) -> HTTPRequest {
    let parts = RequestParts(method: method, authority: authority, path: prefix + path)
    let signature = try RequestSignature(parts, body: body, created: now, by: kit)
    return HTTPRequest(
      method,
      base + prefix + path,
      headers: headers + signature.headers,
      body: method == "GET" || method == "HEAD" ? nil : body
    )
  }
}

/// Sends one request and gives the whole answer.
public typealias OutboxTransport = (HTTPRequest) throws -> HTTPResponse

/// What a round of sending did.
public struct OutboxReport: Sendable, Hashable {
  /// Envelopes that the server answered for.
  public internal(set) var sent = 0
  /// Envelopes that are synced now: their receipt was verified.
  public internal(set) var synced = 0
  /// Envelopes that were refused.
  public internal(set) var rejected = 0
  /// Why the round ended early, if it did.
  public internal(set) var problem: String?
  /// Whether the authority's chain is not this kit's.
  public internal(set) var hasAlarm = false
}

extension Outbox {
  /// Sends what is due, in batches, until nothing is left or the way breaks.
  ///
  /// - Parameters:
  ///   - server: the authority's server.
  ///   - now: seconds since 1970; it need not be right.
  ///   - jitter: between 0 and 1, so that kits do not all come back at the same moment.
  ///   - transport: sends a request.
  public func send(
    to server: OutboxServer,
    at now: Int64,
    jitter: Double = Double.random(in: 0...1),
    _ transport: @escaping OutboxTransport
  ) throws(OutboxError) -> OutboxReport {
    var round = SendingRound(outbox: self, server: server, now: now, jitter: jitter, transport: transport)
    try round.run()
    return round.report
  }
}

/// One round of sending.
private struct SendingRound {
  private static let firstPause: Int64 = 5
  private static let longestPause: Int64 = 3_600

  let outbox: Outbox
  let server: OutboxServer
  let now: Int64
  let jitter: Double
  let transport: OutboxTransport
  var report = OutboxReport()
  private var last: Int64 = 0

  init(outbox: Outbox, server: OutboxServer, now: Int64, jitter: Double, transport: @escaping OutboxTransport) {
    self.outbox = outbox
    self.server = server
    self.now = now
    self.jitter = jitter
    self.transport = transport
  }

  mutating func run() throws(OutboxError) {
    while report.problem == nil, !report.hasAlarm {
      let after = last
      let entries = try outbox.stored {
        try outbox.table.read { try $0.open(after: after, due: now, limit: RecordBatch.mostEnvelopes) }
      }
      let (_, count) = RecordBatch.packing(entries.map(\.envelope))
      guard count > 0 else { return }
      let batch = Array(entries.prefix(count))
      last = batch.last?.sequence ?? last
      try deliver(batch)
    }
  }

  /// Sends a batch; one that the server chokes on is halved until the envelope that is to blame stands alone.
  private mutating func deliver(_ batch: [OutboxTable.Entry]) throws(OutboxError) {
    guard report.problem == nil, !batch.isEmpty else { return }
    let response: HTTPResponse
    do {
      let body = RecordBatch.packing(batch.map(\.envelope)).bytes
      let headers = [(name: "Content-Type", value: "application/json")]
      response = try transport(
        try server.request("POST", "/v1/records", body: body, headers: headers, by: outbox.kit, at: now)
      )
    } catch {
      return try giveUp(batch, "\(error)")
    }
    let reason = String(decoding: response.body.prefix(200), as: UTF8.self).trimmingCharacters(in: .newlines)
    switch (response.head.status, batch.count) {
    case (200, _): try take(response.body, batch)
    case (400, 2...), (413, 2...), (500, 2...):
      let middle = batch.count / 2
      try deliver(Array(batch[..<middle]))
      try deliver(Array(batch[middle...]))
    case (400, _), (413, _): try mark(batch, .rejected, "the server refuses it: \(reason)")
    // This one makes the server stumble; the others do not wait for it.
    case (500, _): try mark(batch, nil, "the server failed on it")
    case (let status, _):
      let pause = response.head.headers["retry-after"].flatMap { Int64($0) }.map { min(max(0, $0), Self.longestPause) }
      try giveUp(batch, "\(status) \(reason)", pause: pause)
    }
  }

  /// Takes the server's answer; without a genuine receipt none of it counts.
  private mutating func take(_ body: [UInt8], _ batch: [OutboxTable.Entry]) throws(OutboxError) {
    guard let answer = try? BatchAnswer(parsing: body), answer.answers.count == batch.count,
      (try? answer.receipt.verify(by: outbox.authority)) != nil, answer.receipt.kit == outbox.id
    else { return try giveUp(batch, "the answer does not come from the authority") }
    try outbox.stored {
      try outbox.table.write { writer in
        for (entry, answer) in zip(batch, answer.answers) {
          try writer.mark(marked(entry, answer))
        }
        try writer.set(.lastError, nil)
      }
    }
    report.sent += batch.count
    report.rejected += answer.answers.count { if case .rejected = $0 { true } else { false } }
    switch try outbox.accept(answer.receipt, at: now) {
    case .accepted(let count): report.synced += count
    case .older: break
    case .alarm: report.hasAlarm = true
    }
  }

  private func marked(_ entry: OutboxTable.Entry, _ answer: RecordAnswer) -> OutboxTable.Entry {
    var entry = entry
    switch answer {
    case .stored, .duplicate:
      entry.state = .sent
      entry.nextTry = now + pause(after: entry.tries)
      entry.tries += 1
      entry.lastError = ""
    case .retry:
      entry.nextTry = now + pause(after: entry.tries)
      entry.tries += 1
      entry.lastError = "the server cannot take it yet"
    case .rejected(let reason):
      entry.state = .rejected
      entry.lastError = reason.rawValue
    }
    return entry
  }

  private mutating func giveUp(
    _ batch: [OutboxTable.Entry],
    _ reason: String,
    pause: Int64? = nil
  ) throws(OutboxError) {
    report.problem = reason
    try mark(batch, nil, reason, pause: pause)
    try outbox.stored { try outbox.table.write { try $0.set(.lastError, reason) } }
  }

  private func mark(
    _ batch: [OutboxTable.Entry],
    _ state: OutboxTable.State?,
    _ reason: String,
    pause given: Int64? = nil
  ) throws(OutboxError) {
    try outbox.stored {
      try outbox.table.write { writer in
        for var entry in batch {
          entry.state = state ?? entry.state
          entry.nextTry = now + (given ?? pause(after: entry.tries))
          entry.tries += 1
          entry.lastError = reason
          try writer.mark(entry)
        }
      }
    }
  }

  /// Twice as long after every failure, up to an hour, and up to a fifth more or less.
  private func pause(after tries: Int64) -> Int64 {
    let pause = min(Self.longestPause, Self.firstPause << min(max(0, tries), 10))
    return max(1, pause + Int64((Double(pause) * (jitter - 0.5) * 0.4).rounded()))
  }
}
