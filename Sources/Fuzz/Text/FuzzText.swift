import Catalog
import Reading

private let reader = TextReader(Catalog(records: SmallCatalog.records))

/// Any bytes as what an inspector types, as a plate and as a stated value: nothing may trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  let text = String(decoding: input, as: UTF8.self)
  _ = reader.read(text, from: .inspector)
  let parts = input.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
  if parts.count == 3 {
    _ = reader.readStatement(parts[0], value: parts[1], unit: parts[2], source: .read)
    _ = reader.readHeading(parts[0])
    _ = reader.read(parts[0], from: .marking, context: parts[1])
  }
  return 0
}
