public import Envelopes
import Foundation
public import Transfer
public import KitStore

/// What became of an attachment's upload.
public enum AttachmentProgress: Hashable, Sendable {
  /// The authority has all of it, by its receipt.
  case complete
  /// The way broke; so many bytes are there, and the next try goes on from them.
  case interrupted(at: Int, String)
}

extension Outbox {
  private static let piece = 1 << 20

  /// The attachment of a file, by the file's digest; nil if it was never queued.
  public func attachment(_ digest: String) throws(OutboxError) -> OutboxTable.Attachment? {
    try stored { try table.read { try $0.attachment(digest) } }
  }

  /// Seals a file and queues it; a file that was queued before is not sealed again.
  ///
  /// - Parameters:
  ///   - content: the file.
  ///   - name: its name, for people.
  ///   - record: the record that it belongs to.
  public func attach(_ content: [UInt8], name: String, to record: String) throws(OutboxError) -> OutboxTable.Attachment
  {
    guard let key = authority.sealing.first else { throw .noAuthority }
    let digest = Fingerprint(of: content).hex
    return try stored {
      try table.write { writer in
        if let known = try writer.reader.attachment(digest) { return known }
        let bytes = try SealedAttachment.seal(content, of: id, to: key)
        let attachment = OutboxTable.Attachment(
          digest: digest,
          record: record,
          name: name,
          sealed: Fingerprint(of: bytes).hex,
          length: bytes.count
        )
        try writer.append(attachment, bytes: bytes)
        return attachment
      }
    }
  }

  /// Sends the attachments that the server does not have yet, each from where an earlier try ended.
  ///
  /// - Returns: how many arrived, and why the others did not.
  public func uploadAttachments(
    to server: OutboxServer,
    at now: Int64,
    _ transport: OutboxTransport
  ) throws(OutboxError) -> (arrived: Int, problem: String?) {
    let waiting = try stored { try table.read { try $0.attachments() } }.filter { !$0.isComplete }
    var arrived = 0
    for var attachment in waiting {
      guard let sealed = Fingerprint(hex: attachment.sealed) else { continue }
      let digest = attachment.digest
      let progress = try upload(
        sealed,
        length: attachment.length,
        to: server,
        at: now,
        read: { offset, count in try table.read { try $0.bytes(of: digest, from: offset, count: count) } },
        transport
      )
      switch progress {
      case .complete: (attachment.isComplete, attachment.lastError) = (true, "")
      case .interrupted(_, let reason): attachment.lastError = reason
      }
      let marked = attachment
      try stored { try table.write { try $0.mark(marked) } }
      guard marked.isComplete else { return (arrived, marked.lastError) }
      arrived += 1
    }
    return (arrived, nil)
  }

  private static let mostDisagreements = 5

  /// Sends an attachment, going on where an earlier try ended.
  ///
  /// - Parameters:
  ///   - digest: its SHA-256, which is its name.
  ///   - length: its length in bytes.
  ///   - server: the authority's server.
  ///   - now: seconds since 1970.
  ///   - read: gives `count` bytes from an offset.
  ///   - transport: sends a request.
  public func upload(
    _ digest: Fingerprint,
    length: Int,
    to server: OutboxServer,
    at now: Int64,
    read: (_ offset: Int, _ count: Int) throws -> [UInt8],
    _ transport: OutboxTransport
  ) throws(OutboxError) -> AttachmentProgress {
    var offset = 0
    do {
      let path = "/v1/blobs/\(digest)"
      var answer = try transport(try server.request("HEAD", path, by: kit, at: now))
      var disagreements = 0
      var sent: Int?
      while true {
        let status = answer.head.status
        guard let there = answer.head.headers["upload-offset"].flatMap({ Int($0) }), there >= 0, there <= length,
          [201, 204, 409, 422].contains(status)
        else { return .interrupted(at: offset, "the server answers \(status)") }
        if answer.head.headers["upload-complete"] == "?1" {
          let receipt = answer.head.headers["attachment-receipt"] ?? ""
          guard isReceipt(Array(receipt.utf8), of: digest) else {
            return .interrupted(at: there, "the server gives no receipt that the authority signed")
          }
          return .complete
        }
        // Where kit and server disagree about how much is there, the server is right: it has to go on from its file.
        if let sent, there <= sent { disagreements += 1 }
        guard disagreements < Self.mostDisagreements else {
          return .interrupted(at: there, "the server refuses what it was sent")
        }
        offset = there
        sent = there
        let count = min(Self.piece, length - offset)
        answer = try transport(
          try server.request(
            "PATCH",
            path,
            body: try read(offset, count),
            headers: [
              ("Upload-Offset", String(offset)), ("Upload-Complete", offset + count == length ? "?1" : "?0"),
              ("Content-Type", "application/partial-upload"),
            ],
            by: kit,
            at: now
          )
        )
      }
    } catch let error as EnvelopeError {
      throw .envelope(error)
    } catch {
      return .interrupted(at: offset, "\(error)")
    }
  }
}
