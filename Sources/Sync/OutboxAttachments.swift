public import Envelopes
import Foundation
public import Transfer

/// What became of an attachment's upload.
public enum AttachmentProgress: Hashable, Sendable {
  /// The authority has all of it.
  case complete
  /// The way broke; so many bytes are there, and the next try goes on from them.
  case interrupted(at: Int, String)
}

extension Outbox {
  private static let piece = 1 << 20
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
        if answer.head.headers["upload-complete"] == "?1" { return .complete }
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
