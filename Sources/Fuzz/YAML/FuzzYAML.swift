import Authoring
import CanonicalJSON
import Catalog

/// The first byte chooses a kind of record, the rest is a catalog file of that kind: whatever stands in it, it is read
/// into records and issues, every record can be written as its line, and linting it never traps.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  let kinds: [CatalogRecord.Kind] = [.feature, .commodity, .control, .marking, .substance, .regime, .hazard]
  let kind = kinds[Int(input.first ?? 0) % kinds.count]
  let text = String(decoding: input.dropFirst(), as: UTF8.self)
  let source = CatalogSource(text: text, named: "fuzz.yaml", kind: kind)
  for record in source.records { precondition(!record.json.line.isEmpty) }
  for issue in CatalogLint.issues(of: source) { precondition(!issue.description.isEmpty) }
  return 0
}
