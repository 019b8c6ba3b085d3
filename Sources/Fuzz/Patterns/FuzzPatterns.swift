import Reading

/// A pattern and, after the first NUL, a text to match it on: matches are never empty and lie in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPatterns(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: count)
  let end = input.firstIndex(of: 0) ?? input.endIndex
  guard let pattern = try? Pattern(String(decoding: input[..<end], as: UTF8.self)) else { return 0 }
  let text = String(decoding: input[end...].dropFirst(), as: UTF8.self)
  for match in pattern.matches(in: text) {
    precondition(!match.range.isEmpty && match.range.upperBound <= text.endIndex)
  }
  return 0
}
