public import Trust

/// Lets records pass and proves at their end that they are those that were signed.
public enum ProvenRecords {
  /// Passes records on; the end comes only if state root and counts are those of the manifest.
  ///
  /// - Throws: ``ReleaseError`` instead of the end, so that whoever builds something of the records throws it away.
  public static func of(_ manifest: ReleaseManifest, _ records: @escaping RecordSource) -> RecordSource {
    var root = StateRootBuilder()
    var counts: [String: Int] = [:]
    return { () throws(ReleaseError) -> PackedRecord? in
      if let record = try records() {
        root.append(kind: record.key.kind, id: record.key.id, canonical: record.canonical)
        counts[record.key.kind, default: 0] += 1
        return record
      }
      for kind in Set(counts.keys).union(manifest.counts.keys).sorted() {
        let (expected, found) = (manifest.counts[kind] ?? 0, counts[kind] ?? 0)
        guard expected == found else { throw .wrongCount(kind: kind, expected: expected, found: found) }
      }
      let found = root.finish().hex
      guard found == manifest.stateRoot else {
        throw .wrongStateRoot(expected: manifest.stateRoot, found: found)
      }
      return nil
    }
  }

  /// The state root of records, for whoever publishes them.
  public static func stateRoot(_ records: RecordSource) throws(ReleaseError) -> StateRoot {
    var root = StateRootBuilder()
    while let record = try records() {
      root.append(kind: record.key.kind, id: record.key.id, canonical: record.canonical)
    }
    return root.finish()
  }
}
