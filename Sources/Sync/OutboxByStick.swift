import DurableFiles
public import Envelopes
import Foundation
import KitStore

extension Outbox {
  /// Puts everything without a receipt on a stick, as the same sealed envelopes that the network would carry.
  ///
  /// - Returns: how many envelopes were written.
  public func export(to stick: OutboxStick, at now: Int64) throws(OutboxError) -> Int {
    try exportAttachments(to: stick)
    var (last, count) = (Int64(0), 0)
    do {
      try FileManager.default.createDirectory(at: stick.batches(of: id), withIntermediateDirectories: true)
    } catch {
      throw .stick(error.localizedDescription)
    }
    while true {
      let after = last
      let open = try stored { try table.read { try $0.open(after: after, limit: RecordBatch.mostEnvelopes) } }
      let (bytes, packed) = RecordBatch.packing(open.map(\.envelope))
      let batch = Array(open.prefix(packed))
      guard let first = batch.first, let final = batch.last else { return count }
      do throws(DurableFileError) {
        try DurableFile.replace(stick.batch(of: id, from: first.sequence), with: bytes)
      } catch {
        throw .stick(error.description)
      }
      last = final.sequence
      count += batch.count
      try stored {
        try table.write { writer in
          // It may still go over the network before the stick gets there.
          for var entry in batch where entry.state == .queued {
            entry.state = .sent
            try writer.mark(entry)
          }
        }
      }
    }
  }

  private func exportAttachments(to stick: OutboxStick) throws(OutboxError) {
    let folder = stick.attachments(of: id)
    for attachment in try stored({ try table.read { try $0.attachments() } }) where !attachment.isComplete {
      let file = folder.appendingPathComponent(attachment.sealed)
      if (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int) == attachment.length { continue }
      let bytes = try stored {
        try table.read { try $0.bytes(of: attachment.digest, from: 0, count: attachment.length) }
      }
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try DurableFile.replace(file, with: bytes)
      } catch {
        throw .stick("\(error)")
      }
    }
  }

  /// Takes the authority's receipt from a stick, if there is one for this kit.
  ///
  /// - Returns: what it changed, or nil where there is none.
  public func importReceipt(from stick: OutboxStick, at now: Int64) throws(OutboxError) -> ReceiptEffect? {
    guard let bytes = try Self.content(of: stick.receipt(of: id)) else { return nil }
    guard let receipt = try? Receipt(parsing: bytes) else { throw .forgedReceipt }
    return try accept(receipt, at: now)
  }

  /// Takes the authority's receipts for attachments from a stick.
  ///
  /// - Returns: how many attachments have arrived by them.
  public func importAttachmentReceipts(from stick: OutboxStick) throws(OutboxError) -> Int {
    var arrived = 0
    for var attachment in try stored({ try table.read { try $0.attachments() } }) where !attachment.isComplete {
      guard let sealed = Fingerprint(hex: attachment.sealed),
        let bytes = try Self.content(of: stick.receipt(of: id, attachment: sealed))
      else { continue }
      guard isReceipt(bytes, of: sealed) else { throw .forgedReceipt }
      (attachment.isComplete, attachment.lastError) = (true, "")
      let marked = attachment
      try stored { try table.write { try $0.mark(marked) } }
      arrived += 1
    }
    return arrived
  }

  /// Whether these bytes are the authority's word that it holds all of an attachment of this kit.
  func isReceipt(_ bytes: [UInt8], of sealed: Fingerprint) -> Bool {
    guard let receipt = try? AttachmentReceipt(parsing: bytes), receipt.kit == id, receipt.attachment == sealed else {
      return false
    }
    return (try? receipt.verify(by: authority)) != nil
  }

  private static func content(of file: URL) throws(OutboxError) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: file.path) else { return nil }
    do { return Array(try handle.read(upToCount: 8 << 10) ?? Data()) } catch { throw .forgedReceipt }
  }
}
