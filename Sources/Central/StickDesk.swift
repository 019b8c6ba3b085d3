#if Server
import CanonicalJSON
import Crypto
import DurableFiles
import Envelopes
public import Foundation
import Glibc

/// What became of a stick.
public struct StickReport: Sendable, Hashable {
  /// Envelopes that are new in the inbox.
  public internal(set) var stored = 0
  /// Envelopes that were there before.
  public internal(set) var duplicates = 0
  /// Attachments that are whole here now, or were before.
  public internal(set) var attachments = 0
  /// What was not taken, and why.
  public internal(set) var refused: [String] = []
}

extension CentralServer {
  /// Takes in the batches that kits put on a stick, and leaves receipts for each kit on it.
  ///
  /// Everything on a stick is judged like what comes over the network; nothing on it is deleted.
  public func take(fromStick folder: URL) async throws -> StickReport {
    let stick = OutboxStick(folder)
    var report = StickReport()
    for name in Self.names(in: stick.outbox) {
      guard let id = Fingerprint(hex: name), let kit = try await inbox.kit(id), kit.revoked == nil,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: kit.publicKey)
      else {
        report.refused.append("\(name): no kit that may send")
        continue
      }
      try takeAttachments(of: id, from: stick, &report)
      var receipt: Receipt?
      for file in Self.names(in: stick.batches(of: id)) {
        let url = stick.batches(of: id).appendingPathComponent(file)
        guard let bytes = Self.content(of: url), let batch = try? RecordBatch(parsing: bytes) else {
          report.refused.append("\(name)/\(file): not a batch")
          continue
        }
        let answer = try await desk.answer(batch, of: id, key, bytes: bytes.count)
        report.count(answer.answers, in: "\(name)/\(file)")
        receipt = answer.receipt
      }
      guard let receipt else { continue }
      try FileManager.default.createDirectory(at: stick.receipts, withIntermediateDirectories: true)
      try DurableFile.replace(stick.receipt(of: id), with: receipt.wire.canonicalBytes)
    }
    return report
  }

  private func takeAttachments(of kit: Fingerprint, from stick: OutboxStick, _ report: inout StickReport) throws {
    let folder = stick.attachments(of: kit)
    for name in Self.names(in: folder) {
      let file = folder.appendingPathComponent(name)
      guard let digest = Fingerprint(hex: name),
        let bytes = Self.content(of: file, atMost: min(largestAttachment, SealedAttachment.largestContent + 64)),
        try blobStore.take(bytes, of: kit, digest)
      else {
        report.refused.append("attachments/\(kit)/\(name): not what its name says")
        continue
      }
      let receipt = try AttachmentReceipt(kit: kit, attachment: digest, by: desk.signer)
      let place = stick.receipt(of: kit, attachment: digest)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try DurableFile.replace(place, with: receipt.wire.canonicalBytes)
      report.attachments += 1
    }
  }

  private static func names(in folder: URL) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let sorted = (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    return Array(sorted.prefix(OutboxStick.mostFiles))
  }

  /// A regular file that is not too large; links and devices on a stick lead nowhere.
  private static func content(of file: URL, atMost limit: Int = RecordBatch.largest) -> [UInt8]? {
    let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= Int64(limit)
    else { return nil }
    guard let data = try? handle.read(upToCount: limit + 1) else { return nil }
    return Array(data)
  }
}

extension StickReport {
  fileprivate mutating func count(_ answers: [RecordAnswer], in file: String) {
    for (index, answer) in answers.enumerated() {
      switch answer {
      case .stored: stored += 1
      case .duplicate: duplicates += 1
      case .retry: refused.append("\(file), record \(index + 1): too far ahead of what is held; bring the ones before")
      case .rejected(let reason): refused.append("\(file), record \(index + 1): \(reason.rawValue)")
      }
    }
  }
}
#endif
