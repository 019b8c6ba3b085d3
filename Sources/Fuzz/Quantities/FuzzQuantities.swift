import Measures

/// Any bytes as one quantity and as running text: neither may trap, and every range found lies in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuantities(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  if let reading = try? QuantityReader.read(text) {
    precondition(!reading.interval.lower.isNaN && !reading.interval.upper.isNaN)
    _ = reading.described()
    _ = try? QuantityReader.read(text, expecting: reading.dimension, defaultUnit: reading.unit)
  }
  for found in QuantityReader.scan(text) {
    precondition(!found.range.isEmpty && found.range.upperBound <= text.endIndex)
    _ = found.reading.described()
  }
  if let formula = try? Formula(text) {
    _ = formula.evaluate { _ in Interval(-1, 2) }
    _ = try? formula.dimension { _ in Dimension.none }
  }
  return 0
}
