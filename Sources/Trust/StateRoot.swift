import Crypto

/// The digest that names the whole state of a catalog, however it was reached.
///
/// SHA-256 over one line per record, sorted by kind and id as bytes: `kind`, a zero byte, `id`, a zero byte, the digest
/// of the record's canonical bytes in hexadecimal, a line feed.
public struct StateRoot: Hashable, Sendable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  public let hex: String

  /// The root over records in their canonical order.
  ///
  /// - Parameter records: kind, id and canonical bytes of each record, sorted by kind and then id, as bytes.
  public init(ofSorted records: some Sequence<(kind: String, id: String, canonical: [UInt8])>) {
    var lines: [UInt8] = []
    for record in records {
      lines += record.kind.utf8
      lines.append(0)
      lines += record.id.utf8
      lines.append(0)
      lines += ContentDigest(of: record.canonical).hex.utf8
      lines.append(UInt8(ascii: "\n"))
    }
    hex = ContentDigest(of: lines).hex
  }

  /// The hexadecimal digits.
  public var description: String { hex }
}
