import Releases

/// Any bytes as a compressed part, as the lines of a pack and of a delta, as a manifest and as a media index.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReleases(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  _ = try? Zstandard.decompress(input, limit: 1 << 20)
  guard let compressed = try? Zstandard.compress(input, level: 1) else { return 0 }
  if let records = try? FullPack.read(Zstandard.source(compressed), atMost: 1_000) {
    while let record = (try? records()) ?? nil { precondition((try? PackedRecord(line: record.line)) == record) }
  }
  if let changes = try? DeltaPack.read(Zstandard.source(compressed)) {
    let result = RecordDelta.applying(changes, to: { () throws(ReleaseError) -> PackedRecord? in nil })
    while ((try? result()) ?? nil) != nil {}
  }
  if let manifest = try? ReleaseManifest(parsing: input) {
    precondition((try? ReleaseManifest(parsing: manifest.bytes)) == manifest)
    _ = UpdatePlan(to: manifest, from: 1)
  }
  if let index = try? MediaIndex(parsing: input) { precondition((try? MediaIndex(parsing: index.bytes)) == index) }
  return 0
}
