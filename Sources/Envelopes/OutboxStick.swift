public import Foundation

/// Where things lie on a stick between kits and the authority.
///
/// `outbox/KIT/NUMBER.json` holds a batch whose first envelope has that number, `attachments/KIT/DIGEST` a sealed file,
/// `receipts/KIT.json` the authority's receipt for the envelopes and `receipts/KIT/DIGEST.json` the one for a file. Names are the same on every file system.
public struct OutboxStick: Sendable {
  /// The most files that are read for one kit.
  public static let mostFiles = 100_000
  private let folder: URL

  /// A stick's folder.
  public init(_ folder: URL) { self.folder = folder }

  /// The folder of one folder for each kit.
  public var outbox: URL { folder.appendingPathComponent("outbox", isDirectory: true) }

  /// The folder of a kit's batches.
  public func batches(of kit: Fingerprint) -> URL { outbox.appendingPathComponent(kit.hex, isDirectory: true) }

  /// The file of the batch whose first envelope has this number.
  public func batch(of kit: Fingerprint, from sequence: Int64) -> URL {
    let digits = String(sequence)
    let name = String(repeating: "0", count: max(0, 16 - digits.count)) + digits + ".json"
    return batches(of: kit).appendingPathComponent(name)
  }

  /// The folder of a kit's sealed attachments.
  public func attachments(of kit: Fingerprint) -> URL {
    folder.appendingPathComponent("attachments", isDirectory: true).appendingPathComponent(kit.hex, isDirectory: true)
  }

  /// The folder of receipts.
  public var receipts: URL { folder.appendingPathComponent("receipts", isDirectory: true) }

  /// The file of a kit's receipt.
  public func receipt(of kit: Fingerprint) -> URL { receipts.appendingPathComponent("\(kit).json") }

  /// The file of the receipt for one attachment, by the digest of its sealed bytes.
  public func receipt(of kit: Fingerprint, attachment: Fingerprint) -> URL {
    receipts.appendingPathComponent(kit.hex, isDirectory: true).appendingPathComponent("\(attachment).json")
  }
}
