/// Cuts a decompressed part into lines of bounded length.
final class PackLines {
  /// More than the largest catalog that a kit could hold.
  static let largestPart = 1 << 30

  private let reader: ZstandardReader
  private var chunk: [UInt8] = []
  private var position = 0
  /// How many lines were given.
  private(set) var number = 0

  init(_ source: @escaping ByteSource) throws(ReleaseError) {
    reader = try ZstandardReader(source, limit: Self.largestPart)
  }

  /// The next line without its line feed, or nil at the end.
  func next() throws(ReleaseError) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if position == chunk.count {
        guard let more = try reader.next() else {
          guard line.isEmpty else { throw .line(number + 1, .unfinished) }
          return nil
        }
        chunk = more
        position = 0
      }
      let end = chunk[position...].firstIndex(of: UInt8(ascii: "\n"))
      line += chunk[position..<(end ?? chunk.count)]
      position = end.map { $0 + 1 } ?? chunk.count
      guard line.count <= PackedRecord.longestLine else {
        throw .line(number + 1, .tooLong(limit: PackedRecord.longestLine))
      }
      if end != nil {
        number += 1
        return line
      }
    }
  }
}

/// Holds every record to the order of a release.
struct RecordOrder {
  private var last: RecordKey?

  mutating func take(_ key: RecordKey) throws(PackFault) {
    if let last {
      guard last != key else { throw .repeated }
      guard RecordKey.precedes(last, key) else { throw .outOfOrder }
    }
    last = key
  }
}
