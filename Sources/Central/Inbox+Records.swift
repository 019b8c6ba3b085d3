#if Server
import CanonicalJSON
public import Envelopes

extension Inbox {
  /// An envelope whose signature was verified, or why there is none.
  public enum Offer: Sendable {
    /// An envelope of the sending kit; with a reason where it is held but will never be opened.
    case envelope(Envelope, RecordAnswer.Reason?)
    /// Nothing that has a place in a chain.
    case refused(RecordAnswer.Reason)
  }

  /// Takes envelopes of one kit in, each exactly once.
  ///
  /// - Returns: an answer for each, and how far the chain is held now; nil if the kit may not send.
  public func take(
    _ offers: [Offer],
    of kit: Fingerprint,
    at now: Int64
  ) async throws(StoreError) -> (answers: [RecordAnswer], head: ChainHead)? {
    try await store.write { (transaction) throws(StoreError) in
      guard var ledger = try Ledger(of: kit, at: now, in: transaction) else { return nil }
      var answers: [RecordAnswer] = []
      for offer in offers { answers.append(try ledger.take(offer)) }
      try ledger.close()
      return (answers, ledger.head)
    }
  }
}

/// One kit's chain while a transaction adds to it.
///
/// - An envelope that follows the head moves it on; one further on is held until the gap before it closes.
/// - The same envelope again is a duplicate, whatever happened to the answer the first time.
/// - Other content under a known record and revision, a number that is taken, or an envelope that does not follow the
///   one before it is kept apart and raises an alarm: somebody changed records, or two kits use one key.
private struct Ledger {
  /// How far ahead of a gap envelopes are held.
  private static let farthestAhead: Int64 = 20_000
  private static let mostQuarantined: Int64 = 1_000

  private let kit: Fingerprint
  private let now: Int64
  private let transaction: any StoreTransaction
  private var alarms: Int64 = 0
  private(set) var head: Inbox.ChainHead
  private let opening: Inbox.ChainHead

  init?(of kit: Fingerprint, at now: Int64, in transaction: any StoreTransaction) throws(StoreError) {
    let rows = try transaction.run("\(Inbox.Kit.columns) WHERE id = $1\(transaction.lock)", [.text(kit.hex)]).rows
    guard let row = rows.first else { return nil }
    let known = try Inbox.Kit(row)
    guard known.revoked == nil else { return nil }
    self.kit = kit
    self.now = now
    self.transaction = transaction
    head = known.head
    opening = known.head
  }

  mutating func take(_ offer: Inbox.Offer) throws(StoreError) -> RecordAnswer {
    switch offer {
    case .refused(let reason): return .rejected(reason)
    case .envelope(let envelope, let reason):
      let header = envelope.header
      guard header.sequence <= head.sequence + Self.farthestAhead else { return .retry }
      let isNext = header.sequence == head.sequence + 1
      if isNext, header.previous != head.link { return try quarantine(envelope, .fork) }
      if header.sequence > head.sequence, try insert(envelope, reason) {
        head.highest = max(head.highest, header.sequence)
        if isNext { try moveOn(to: header.sequence, envelope.link) }
        return reason.map(RecordAnswer.rejected) ?? .stored
      }
      return try answerToKnown(envelope)
    }
  }

  /// Writes what changed of the kit.
  func close() throws(StoreError) {
    guard head != opening || alarms > 0 else { return }
    try transaction.run(
      "UPDATE kit SET sequence = $1, link = $2, highest = $3, alarms = alarms + $4 WHERE id = $5",
      [.integer(head.sequence), .text(head.link.hex), .integer(head.highest), .integer(alarms), .text(kit.hex)]
    )
  }

  private func insert(_ envelope: Envelope, _ reason: RecordAnswer.Reason?) throws(StoreError) -> Bool {
    let header = envelope.header
    return try transaction.run(
      """
      INSERT INTO record (kit, record, revision, sequence, previous, link, reason, received, envelope)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
      """,
      [
        .text(kit.hex), .text(header.record), .integer(header.revision), .integer(header.sequence),
        .text(header.previous.hex), .text(envelope.link.hex), reason.map { .text($0.rawValue) } ?? .null,
        .integer(now), .bytes(envelope.wire.canonicalBytes),
      ]
    ).touched > 0
  }

  private mutating func answerToKnown(_ envelope: Envelope) throws(StoreError) -> RecordAnswer {
    let header = envelope.header
    let rows = try transaction.run(
      "SELECT link, reason FROM record WHERE kit = $1 AND record = $2 AND revision = $3",
      [.text(kit.hex), .text(header.record), .integer(header.revision)]
    ).rows
    guard let row = rows.first else { return try quarantine(envelope, .fork) }
    guard try row.text(0) == envelope.link.hex else { return try quarantine(envelope, .conflict) }
    if row.isNull(1) { return .duplicate }
    return .rejected(RecordAnswer.Reason(rawValue: try row.text(1)) ?? .malformed)
  }

  /// Moves the head to an envelope, and on over those that were held until it came.
  private mutating func moveOn(to sequence: Int64, _ link: Fingerprint) throws(StoreError) {
    head.sequence = sequence
    head.link = link
    while head.highest > head.sequence {
      let rows = try transaction.run(
        "SELECT previous, link, envelope FROM record WHERE kit = $1 AND sequence = $2",
        [.text(kit.hex), .integer(head.sequence + 1)]
      ).rows
      guard let row = rows.first else { return }
      guard let next = Fingerprint(hex: try row.text(1)) else { throw .damaged }
      guard try row.text(0) == head.link.hex else {
        try quarantine(link: next, try row.bytes(2), .fork)
        try transaction.run(
          "DELETE FROM record WHERE kit = $1 AND sequence = $2",
          [.text(kit.hex), .integer(head.sequence + 1)]
        )
        return
      }
      head.sequence += 1
      head.link = next
    }
  }

  private mutating func quarantine(
    _ envelope: Envelope,
    _ reason: RecordAnswer.Reason
  ) throws(StoreError) -> RecordAnswer {
    try quarantine(link: envelope.link, envelope.wire.canonicalBytes, reason)
    return .rejected(reason)
  }

  private mutating func quarantine(
    link: Fingerprint,
    _ envelope: [UInt8],
    _ reason: RecordAnswer.Reason
  ) throws(StoreError) {
    // Kept for the inquiry, but no kit may fill the disk with it.
    let counted = try transaction.run("SELECT count(*) FROM quarantine WHERE kit = $1", [.text(kit.hex)]).rows
    guard let held = try counted.first?.integer(0), held < Self.mostQuarantined else { return }
    alarms += Int64(
      try transaction.run(
        """
        INSERT INTO quarantine (kit, link, reason, received, envelope) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """,
        [.text(kit.hex), .text(link.hex), .text(reason.rawValue), .integer(now), .bytes(envelope)]
      ).touched
    )
  }
}
#endif
