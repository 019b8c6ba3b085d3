#if Server
import CanonicalJSON
import Crypto
import Envelopes
import HTTPTypes
import Hummingbird
import NIOCore

/// Takes enrolments and records in and answers with receipts.
struct RecordDesk: Sendable {
  private static let largestEnrolment = 4 << 10

  let inbox: Inbox
  let gate: KitGate
  let strangers: KitLimits
  let records: KitLimits
  let signer: Curve25519.Signing.PrivateKey
  let sealingKeys: Set<Fingerprint>
  let metrics: Metrics
  let log: LineLog
  let now: @Sendable () -> Double
  let time: @Sendable () -> Int64

  func enrol(_ request: Request) async throws -> Response {
    if let seconds = strangers.take(1, of: .zero, at: now()) {
      throw Refusal.later(.tooManyRequests, "too many enrolments at once", seconds: seconds)
    }
    let body = try await request.body.collect(upTo: Self.largestEnrolment)
    let enrolment: EnrolmentRequest
    do {
      enrolment = try EnrolmentRequest(parsing: Array(body.readableBytesView))
    } catch {
      throw Refusal.malformed(error.description)
    }
    guard let answer = try await inbox.enrol(enrolment, at: time()) else {
      metrics.countRefusedEnrolment()
      throw Refusal(status: .forbidden, reason: "the code is wrong, used or expired; ask the authority for another")
    }
    return Self.json(answer.wire)
  }

  func receipt(_ request: Request) async throws -> Response {
    let sender = try await gate.sender(of: request)
    guard sender.signature.covers([]) else { throw Refusal.unknownKit }
    return Self.json(try receipt(of: sender.kit.id, sender.kit.head).wire)
  }

  func take(_ request: Request) async throws -> Response {
    let sender = try await gate.sender(of: request)
    let body = Array(try await request.body.collect(upTo: RecordBatch.largest).readableBytesView)
    guard sender.signature.covers(body) else { throw Refusal.unknownKit }
    let batch: RecordBatch
    do {
      batch = try RecordBatch(parsing: body)
    } catch {
      throw Refusal.malformed(error.description)
    }
    if let seconds = records.take(batch.envelopes.count, of: sender.kit.id, at: now()) {
      throw Refusal.later(.tooManyRequests, "this kit sends too much at once", seconds: seconds)
    }
    return try await Self.json(answer(batch, of: sender.kit.id, sender.key, bytes: body.count).wire)
  }

  /// Puts a batch into the inbox, however it came.
  func answer(
    _ batch: RecordBatch,
    of kit: Fingerprint,
    _ key: Curve25519.Signing.PublicKey,
    bytes: Int
  ) async throws -> BatchAnswer {
    let offers = batch.envelopes.map { offer($0, of: kit, key) }
    guard let (answers, head) = try await inbox.take(offers, of: kit, at: time()) else { throw Refusal.revoked }
    metrics.count(answers, bytes: bytes)
    for answer in answers {
      guard case .rejected(let reason) = answer, reason == .fork || reason == .conflict else { continue }
      log.write([("event", .text("alarm")), ("kit", .text(kit.hex)), ("reason", .text(reason.rawValue))])
    }
    return BatchAnswer(answers, try receipt(of: kit, head))
  }

  private func offer(
    _ envelope: Result<Envelope, EnvelopeError>,
    of kit: Fingerprint,
    _ key: Curve25519.Signing.PublicKey
  ) -> Inbox.Offer {
    guard case .success(let envelope) = envelope else { return .refused(.malformed) }
    guard envelope.header.kit == kit, (try? envelope.verify(by: key)) != nil else { return .refused(.signature) }
    // It keeps its place in the chain, so that the ones after it are not held up by it.
    return .envelope(envelope, sealingKeys.contains(envelope.header.key) ? nil : .key)
  }

  private func receipt(of kit: Fingerprint, _ head: Inbox.ChainHead) throws -> Receipt {
    try Receipt(kit: kit, sequence: head.sequence, link: head.link, by: signer)
  }

  static func json(_ value: JSONValue) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: value.canonicalBytes))
    )
  }
}
#endif
