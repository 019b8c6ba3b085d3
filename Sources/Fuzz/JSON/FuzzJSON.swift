import CanonicalJSON
import Catalog
import Identification

/// Any bytes as JSON: what is taken must come back from its own line, and records and goods lines never trap.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  guard let value = try? JSONValue(parsing: input, allowingDecimals: true) else { return 0 }
  let again = try? JSONValue(parsing: value.line.utf8, allowingDecimals: true)
  precondition(again == value)
  _ = value.canonicalBytes
  _ = try? GoodsLine(value)
  if let record = CatalogRecord(value) { _ = Catalog(records: [record]).validate() }
  return 0
}
