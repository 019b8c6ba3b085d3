import CanonicalJSON
public import Crypto
public import Envelopes
public import KitStore

/// The kit's records on their way to the authority.
///
/// A record is sealed when it is queued and stays in the outbox until the authority's signed receipt for it was
/// verified; only then is it called synced. Nothing is deleted by sending.
public struct Outbox: Sendable {
  let table: OutboxTable
  let kit: Curve25519.Signing.PrivateKey
  let authority: AuthorityKeys

  /// The digest that names the kit.
  public var id: Fingerprint { Fingerprint(of: Array(kit.publicKey.rawRepresentation)) }

  /// A kit's outbox.
  ///
  /// - Parameters:
  ///   - table: where it is kept.
  ///   - kit: the kit's key.
  ///   - authority: the authority's keys, from a verified release.
  public init(_ table: OutboxTable, kit: Curve25519.Signing.PrivateKey, authority: AuthorityKeys) {
    self.table = table
    self.kit = kit
    self.authority = authority
  }

  /// Seals a record and queues it.
  ///
  /// The same content again is not queued again; other content becomes the record's next revision.
  ///
  /// - Parameters:
  ///   - content: the record.
  ///   - record: its name: small letters, digits and hyphens.
  ///   - now: seconds since 1970.
  /// - Returns: the number of the envelope that carries it.
  @discardableResult
  public func queue(_ content: [UInt8], record: String, at now: Int64) throws(OutboxError) -> Int64 {
    guard let key = authority.sealing.first else { throw .noAuthority }
    return try stored {
      try table.write { writer in
        let digest = Fingerprint(of: content).hex
        let known = try writer.reader.last(of: record)
        if let known, known.content == digest { return known.sequence }
        let last = try writer.reader.last()
        let place = Envelope.Place(
          after: last?.sequence ?? 0,
          last.flatMap { Fingerprint(hex: $0.link) } ?? .zero
        )
        let envelope = try Envelope(
          sealing: content,
          record: record,
          revision: (known?.revision ?? 0) + 1,
          at: place,
          by: kit,
          to: key
        )
        try writer.append(
          OutboxTable.Entry(
            sequence: envelope.header.sequence,
            record: record,
            revision: envelope.header.revision,
            content: digest,
            link: envelope.link.hex,
            envelope: envelope.wire.canonicalBytes,
            queued: now
          )
        )
        return envelope.header.sequence
      }
    }
  }

  /// What to tell people about the outbox.
  public func status() throws(OutboxError) -> OutboxStatus {
    try stored {
      try table.read { reader in
        let times = try reader.openTimes()
        return OutboxStatus(
          counts: try reader.counts(),
          oldest: times?.oldest,
          nextTry: times?.nextTry,
          receiptTime: try reader.fact(.receiptTime).flatMap { Int64($0) },
          lastError: try reader.fact(.lastError),
          alarm: try reader.fact(.alarm),
          rejected: try reader.rejected(limit: OutboxStatus.mostRejected).map {
            OutboxStatus.Rejected(record: $0.record, revision: $0.revision, reason: $0.lastError)
          },
          attachments: try reader.attachments()
        )
      }
    }
  }

  /// Takes a receipt, however it came; only a verified one that fits this kit's chain counts.
  @discardableResult
  public func accept(_ receipt: Receipt, at now: Int64) throws(OutboxError) -> ReceiptEffect {
    guard (try? receipt.verify(by: authority)) != nil, receipt.kit == id else { throw .forgedReceipt }
    return try stored {
      try table.write { writer in
        let held = try writer.reader.fact(.receipt).flatMap { try? Receipt(parsing: Array($0.utf8)) }
        let own = try writer.reader.entry(receipt.sequence)?.link ?? Fingerprint.zero.hex
        guard own == receipt.link.hex else {
          try writer.set(
            .alarm,
            "the authority holds other records under this kit's name from number \(receipt.sequence) on: its key is "
              + "used twice, or this kit was set back to an older state; tell the authority and enrol with a new key"
          )
          return .alarm
        }
        if let held, held.sequence > receipt.sequence { return .older }
        let count = try writer.acknowledge(upTo: receipt.sequence)
        try writer.set(.receipt, receipt.wire.line)
        try writer.set(.receiptTime, String(now))
        return .accepted(count)
      }
    }
  }

  func stored<Value>(_ body: () throws -> Value) throws(OutboxError) -> Value {
    do {
      return try body()
    } catch let error as EnvelopeError {
      throw .envelope(error)
    } catch let error as OutboxError {
      throw error
    } catch let error as KitStoreError {
      throw .store(error.description)
    } catch {
      throw .store("\(error)")
    }
  }
}

/// What a receipt changed.
public enum ReceiptEffect: Hashable, Sendable {
  /// So many records are synced now.
  case accepted(Int)
  /// A later one is held; it may be an old message that somebody repeats.
  case older
  /// The authority's chain is not this kit's.
  case alarm
}

/// How the outbox stands.
public struct OutboxStatus: Sendable, Hashable {
  static let mostRejected = 20

  /// A record that the authority refused.
  public struct Rejected: Sendable, Hashable {
    /// The record's name.
    public let record: String
    /// Its revision.
    public let revision: Int64
    /// Why.
    public let reason: String
  }

  /// How many envelopes stand where; only acked ones are synced.
  public let counts: [OutboxTable.State: Int]
  /// When the oldest envelope without a receipt was queued, in seconds since 1970.
  public let oldest: Int64?
  /// When the next one is to be sent.
  public let nextTry: Int64?
  /// When the last receipt came.
  public let receiptTime: Int64?
  /// The last thing that went wrong on the way.
  public let lastError: String?
  /// What somebody must look into.
  public let alarm: String?
  /// Records that were refused, the first twenty.
  public let rejected: [Rejected]
  /// Photographs and papers, each by itself.
  public let attachments: [OutboxTable.Attachment]
}

/// Why the outbox cannot do what was asked.
public enum OutboxError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No keys of an authority are known.
  case noAuthority
  /// Something does not have the form or the author that it should have.
  case envelope(EnvelopeError)
  /// The kit's file failed.
  case store(String)
  /// A receipt that the authority did not sign for this kit.
  case forgedReceipt
  /// The server's address is none.
  case address(String)
  /// The server let nobody in under the code.
  case notEnrolled(String)
  /// The way to the server is broken.
  case unreachable(String)
  /// A stick that cannot be read or written.
  case stick(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noAuthority: "no release with an authority's keys is installed; run 'gauger sync' first"
    case .envelope(let error): error.description
    case .store(let reason): reason
    case .forgedReceipt: "a receipt was not signed by the authority for this kit; nothing was marked as synced"
    case .address(let text): "'\(text)' is no address of a server; it begins with https:// or http://"
    case .notEnrolled(let reason): "the authority did not let this kit in: \(reason)"
    case .unreachable(let reason): "the authority was not reached: \(reason); everything stays queued"
    case .stick(let reason): "the stick cannot be used: \(reason)"
    }
  }
}
