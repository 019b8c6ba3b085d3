import Crypto

/// Computes a ``StateRoot`` from records that come one by one.
public struct StateRootBuilder: Sendable {
  private var hash = SHA256()

  /// Begins with no record.
  public init() {}

  /// Takes the next record in the order of the root.
  public mutating func append(kind: String, id: String, canonical: [UInt8]) {
    var line = Array(kind.utf8)
    line.append(0)
    line += id.utf8
    line.append(0)
    let digits = Array("0123456789abcdef".utf8)
    for byte in SHA256.hash(data: canonical) {
      line.append(digits[Int(byte >> 4)])
      line.append(digits[Int(byte & 15)])
    }
    line.append(UInt8(ascii: "\n"))
    hash.update(data: line)
  }

  /// The root of the records so far.
  public func finish() -> StateRoot { StateRoot(hash.finalize()) }
}

extension StateRoot {
  init(_ digest: SHA256.Digest) {
    hex = digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
