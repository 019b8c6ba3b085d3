import Measures
import TestSupport
import Testing

private func found(_ text: String) -> [String] {
  QuantityReader.scan(text).map { "\(text[$0.range]) = \($0.reading.described())" }
}

@Test func `quantities are found in running text`() {
  let cases: [(String, [String])] = [
    ("tube OD 145 mm AMS 6514 12 pcs", ["OD 145 mm = 145 mm", "12 pcs = 12 pcs"]),
    ("Rated 24 V DC, 5 A max; 0-1000 Hz.", ["24 V DC = 24 V", "5 A max = 5 A", "0-1000 Hz = 0 to 1000 Hz"]),
    ("valve DN80 PN16", ["DN80 = 80 mm"]), ("bellows valve Ø90", ["Ø90 = 90 mm"]),
    ("at least 5 mm thick, below 20 kg", ["at least 5 mm thick = at least 5 mm", "below 20 kg = less than 20 kg"]),
    ("UN 2977, CAS 7783-81-5, HS 8482.10", []), ("dated 2024-05-01 and 12.05.2024 at 12:30", []),
    ("4-5-6 mm", []), ("ASTM D160 A312-10", []), ("12 in the box, 5 at noon", []),
    ("12 in thick", ["12 in thick = 12 in"]),
    ("flow 9.1 m³/h at 3 bar", ["9.1 m³/h = 9.1 m3/h", "3 bar = 3 bar"]),
    ("5 m at 3 bar", ["5 m = 5 m", "3 bar = 3 bar"]),
    ("温度 -40°C~+85°C", ["-40°C~+85°C = -40 to 85 °C"]), ("20 US gal drum", ["20 US gal = 20 gal (US)"]),
    ("10 deg C", ["10 deg C = 10 °C"]), ("масса 12,5 кг", ["12,5 кг = 12.5 kg"]), ("part 5kgx", []),
    ("5 mm\nthick", ["5 mm = 5 mm"]),
  ]
  for (text, expected) in cases { #expect(found(text) == expected, "\(text)") }
}

@Test func `finds do not overlap and hold their own text`() {
  forAll(count: 500) { random in
    let text = hostileText(&random, length: 120)
    var end = text.startIndex
    for (range, reading) in QuantityReader.scan(text) {
      if range.lowerBound < end || range.isEmpty { return "overlap in \(text)" }
      if String(text[range]) != reading.text { return "\(reading.text) is not the text found in \(text)" }
      end = range.upperBound
    }
    return nil
  }
}

private let hostilePieces: [String] = [
  "1", "9", "0", "00", ".", ",", " ", "-", "+", "/", "e", "x10", "^", "±", "~", "<", ">=", "mm", "m", "kg", "g", "/s",
  "·", "(", ")", "US",
  "to", "..", "at least", "between", "and", "DN", "NPS", "Ø", "D", "½", "'", "\"", "%", "°", "C", "sq", "rt-", "max",
  "DC", "nan", "inf",
  "１", "٣", "−", "²", "⁻", "\u{301}", "\u{200B}", "é", "中", "👩‍👩‍👧", "\n", "1e999", "99999999999999999999", "\u{0}", "min",
  "in", "rad", "Ω", "√",
]

private func hostileText(_ random: inout SplitMix64, length: Int) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 0...length, using: &random) {
    if Int.random(in: 0..<12, using: &random) == 0 {
      text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<0xD800, using: &random)) ?? " ")
    } else {
      text += hostilePieces.randomElement(using: &random) ?? ""
    }
  }
  return text
}

@Test func `no text makes the reader trap, and whatever it reads has a finite meaning`() {
  #if DEBUG
  let count = 10_000
  #else
  let count = 100_000
  #endif
  forAll(count: count) { random in
    let text = hostileText(&random, length: 9)
    guard let reading = try? QuantityReader.read(text) else { return nil }
    return reading.interval.lower <= reading.interval.upper ? nil : "\(text) gave \(reading.interval)"
  }
}

@Test func `hostile text takes time in proportion to its length`() {
  let units = [
    "1", "1 ", "1 234 ", "1m", "1 m ", "1/", "1-", "1.", "at least ", "between 1 and ", "1e", "½", "1 m/m·m*", "DN",
    "≥", "1 sq ", "((", "1((", "m ", "1 1/2 ", "~", "1 mm max ",
  ]
  #if DEBUG
  let size = 2000
  #else
  let size = 10_000
  #endif
  for unit in units {
    let text = String(repeating: unit, count: size / unit.utf8.count)
    let elapsed = processorTime { _ = QuantityReader.scan(text) }
    #expect(elapsed < .seconds(3), "\(unit)")
  }
}

@Test func `what is described reads back as the same interval`() {
  let symbols = [
    "mm", "in", "°C", "°F", "m3/h", "psi", "deg/rt-h", "kg", "W/(m·K)", "gal (US)", "µSv/h", "rpm", "%", "A/µs", "eV",
    "TBq",
  ]
  forAll(count: 3000) { random in
    func number() -> String { Double.random(in: 0.01...9000, using: &random).formatted(significant: 5) }
    let symbol = symbols.randomElement(using: &random) ?? "mm"
    let values = [number(), number()].sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let texts = [
      values[0], "at least \(values[0])", "over \(values[0])", "at most \(values[0])", "below \(values[0])",
      "~\(values[0])",
      "\(values[0]) to \(values[1])", "\(values[1]) ± \(values[0])",
    ]
    let text = "\(texts.randomElement(using: &random) ?? "1") \(symbol)"
    guard let reading = try? QuantityReader.read(text) else { return "\(text) was not read" }
    let described = reading.described()
    guard let again = try? QuantityReader.read(described, expecting: reading.dimension) else {
      return "\(described) was not read"
    }
    let isSame =
      reading.form == .plusMinus || reading.form == .approximate
      ? abs(again.interval.lower - reading.interval.lower) <= 1e-4
        * (abs(reading.interval.upper) + abs(reading.interval.lower))
      : again.interval == reading.interval
    return isSame ? nil : "\(text) -> \(described): \(reading.interval) and \(again.interval)"
  }
}
