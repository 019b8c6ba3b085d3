/// All records of a release, one canonical line each, in the order of the state root, compressed.
public enum FullPack {
  /// What it is called in the repository.
  public static func path(release: Int) -> String { "catalog/full/\(release).ndjson.zst" }

  /// Packs records.
  ///
  /// - Throws: ``ReleaseError`` where they are not in order.
  public static func write(_ records: RecordSource, level: Int = 19) throws(ReleaseError) -> [UInt8] {
    var bytes: [UInt8] = []
    var order = RecordOrder()
    var number = 0
    while let record = try records() {
      number += 1
      do throws(PackFault) { try order.take(record.key) } catch { throw .line(number, error) }
      bytes += record.line
      bytes.append(UInt8(ascii: "\n"))
    }
    return try Zstandard.compress(bytes, level: level)
  }

  /// Reads records one by one.
  ///
  /// - Parameter atMost: how many there may be; the manifest says how many there are.
  /// - Throws: ``ReleaseError`` as soon as a line is wrong.
  public static func read(_ bytes: @escaping ByteSource, atMost limit: Int) throws(ReleaseError) -> RecordSource {
    let lines = try PackLines(bytes)
    var order = RecordOrder()
    return { () throws(ReleaseError) -> PackedRecord? in
      guard let line = try lines.next() else { return nil }
      guard lines.number <= limit else { throw .tooLarge("the number of records", limit: limit) }
      do throws(PackFault) {
        let record = try PackedRecord(line: line)
        try order.take(record.key)
        return record
      } catch {
        throw .line(lines.number, error)
      }
    }
  }
}
