import Measures
import Testing

/// What a text reads as, described in the unit it was stated in, or the error's words.
private func readBack(_ text: String, _ expecting: Dimension? = nil, _ defaultUnit: String? = nil) -> String {
  do {
    let reading = try QuantityReader.read(
      text,
      expecting: expecting,
      defaultUnit: defaultUnit.flatMap { Unit.named($0) }
    )
    return reading.described() + (reading.qualifier.map { " [\($0)]" } ?? "")
  } catch {
    return "error: \(error)"
  }
}

@Test func `numbers are read as people write them`() {
  let cases = [
    ("145 mm", "145 mm"), ("1,5 mm", "1.5 mm"), ("1.234,5 mm", "1234.5 mm"), ("1 234.5 mm", "1234.5 mm"),
    ("1,234.5 mm", "1234.5 mm"), ("12,140 lbf", "12140 lbf"), ("0,125 in", "0.125 in"), ("3/8 in", "0.375 in"),
    ("1 1/2\"", "1.5 in"), ("1-1/2 in", "1.5 in"), ("½ in", "0.5 in"), ("1½ in", "1.5 in"), ("5'6\"", "5.5 ft"),
    ("5 ft 6 in", "5.5 ft"), ("1e-3 m3/s", "0.001 m3/s"), ("1.5x10^-3 m", "0.0015 m"), ("1.5×10⁻³ m", "0.0015 m"),
    ("10^6 Hz", "1000000 Hz"), (".5 mm", "0.5 mm"), ("１４５ ｍｍ", "145 mm"), ("١٤٥ mm", "145 mm"),
    ("−40 °C", "-40 °C"), ("–40 °C", "-40 °C"), ("+5 V", "5 V"), ("145 mm.", "145 mm"), ("3.7e10 Bq", "3.7e10 Bq"),
    ("1 234 567 Hz", "1234570 Hz"), ("-1 1/2 in", "-1.5 in"), ("5eV", "5 eV"), ("5 l/min", "5 L/min"),
  ]
  for (text, expected) in cases { #expect(readBack(text) == expected, "\(text)") }
}

@Test func `deviations, bounds, ranges and rough numbers are read`() {
  let cases = [
    ("145±2 mm", "145 ± 2 mm"), ("145 mm +/- 2", "145 ± 2 mm"), ("145 mm ± 2 mm", "145 ± 2 mm"),
    ("100 V ± 5 %", "100 ± 5 V"), ("145 +0.2/-0.1 mm", "144.9 to 145.2 mm"), ("145 +0.2 -0.1 mm", "144.9 to 145.2 mm"),
    ("145 mm +0/-0.1", "144.9 to 145 mm"), ("±5 V", "0 ± 5 V"), ("25 ±2 °C", "25 ± 2 °C"),
    ("10 cm ± 2 mm", "10 ± 0.2 cm"),
    (">= 5 mm", "at least 5 mm"), ("≥5 mm", "at least 5 mm"), ("≤ 5 mm", "at most 5 mm"),
    ("over 5 mm", "more than 5 mm"),
    ("above 1700 C", "more than 1700 °C"), ("more than 5 mm", "more than 5 mm"), ("at least 5 mm", "at least 5 mm"),
    ("min 5 mm", "at least 5 mm"), ("max 400 mm", "at most 400 mm"), ("max. 400 mm", "at most 400 mm"),
    ("up to 1000 Hz", "at most 1000 Hz"), ("less than 5 mm", "less than 5 mm"), ("below 5 mm", "less than 5 mm"),
    ("<20 nH", "less than 20 nH"), ("not more than 5 mm", "at most 5 mm"), ("5 mm or more", "at least 5 mm"),
    ("5 mm or less", "at most 5 mm"), ("better than 0.2 %", "less than 0.2 %"),
    ("0-1000 Hz", "0 to 1000 Hz"), ("0..3000 Hz", "0 to 3000 Hz"), ("5–2500 Hz", "5 to 2500 Hz"),
    ("0.5 to 20 kg", "0.5 to 20 kg"), ("between 5 and 10 mm", "5 to 10 mm"), ("from 5 to 10 mm", "5 to 10 mm"),
    ("-55 to +125 C", "-55 to 125 °C"), ("-1/6 bar", "-1 to 6 bar"), ("0.5/6 bar", "0.5 to 6 bar"),
    ("220/380 V", "220 to 380 V"), ("40 VA..500 kVA", "0.04 to 500 kVA"), ("5 mm to 10", "5 to 10 mm"),
    ("5 mm - 10 mm", "5 to 10 mm"), ("5mm-10mm", "5 to 10 mm"), ("0 Hz-1 kHz", "0 to 1 kHz"),
    ("1/2-3/4 in", "0.5 to 0.75 in"),
    ("about 2 m", "about 2 m"), ("~2 m", "about 2 m"), ("approx. 2 m", "about 2 m"), ("ca. 2 m", "about 2 m"),
    ("ca 2 m", "about 2 m"), ("-10--5 °C", "-10 to -5 °C"), ("≈ 2 m", "about 2 m"),
  ]
  for (text, expected) in cases { #expect(readBack(text) == expected, "\(text)") }
}

@Test func `nominal sizes and labels are read`() {
  let cases = [
    ("DN 80", "80 mm [DN]"), ("DN80", "80 mm [DN]"), ("NPS 2", "2 in [NPS]"), ("2 NPS", "2 in [NPS]"),
    ("NPS 1-1/2", "1.5 in [NPS]"), ("Ø90", "90 mm"), ("D160", "160 mm"), ("⌀ 90 mm", "90 mm"), ("OD 145 mm", "145 mm"),
    ("Ø 3.5 in", "3.5 in"), ("0.8 nmi/h CEP", "0.8 nmi/h [CEP]"), ("24 V DC", "24 V [DC]"), ("5 V rms", "5 V [rms]"),
    ("400 mm max", "400 mm [max]"), ("10 kA pk", "10 kA [pk]"), ("5 mm nominal", "5 mm [nominal]"),
    ("5 mm min", "5 mm [min]"),
    ("0.1 deg/sqrt(h)", "0.1 deg/rt-h"), ("10 fT/√Hz", "10 fT/rt-Hz"), ("4 pT/sqrtHz", "4 pT/rt-Hz"),
    ("0.004 nT/rtHz", "0.004 nT/rt-Hz"), ("-40~85 °C", "-40 to 85 °C"),
  ]
  for (text, expected) in cases { #expect(readBack(text) == expected, "\(text)") }
}

@Test func `a number without a unit takes the default, and an unclear unit the expected meaning`() {
  #expect(readBack("5", nil, "mm") == "5 mm")
  #expect(readBack("over 5", .length, "mm") == "more than 5 mm")
  #expect(readBack("145 +0.2/-0.1", .length, "mm") == "144.9 to 145.2 mm")
  #expect(readBack("5 g", .mass) == "5 g")
  #expect(readBack("5 g", .acceleration) == "5 g")
  #expect(readBack("100 rad", .absorbedDose) == "100 rad(Si)")
  #expect(readBack("12140 lb", .force) == "12140 lbf")
  #expect(readBack("25 F", .capacitance) == "25 F")
  #expect(readBack("12", Dimension.none) == "12")
  #expect(readBack("5 mw", .power).hasPrefix("error: \"mw\" may mean"))
  #expect(readBack("5 tons", .mass).hasPrefix("error: \"tons\" may mean t or ton (US)"))
}

@Test func `what is no quantity is refused with a reason`() {
  func error(_ text: String, _ expecting: Dimension? = nil, _ defaultUnit: Unit? = nil) -> QuantityError? {
    do {
      _ = try QuantityReader.read(text, expecting: expecting, defaultUnit: defaultUnit)
      return nil
    } catch {
      return error
    }
  }
  let millimetre = Unit.named("mm")
  #expect(error("") == .empty)
  #expect(error("  ") == .empty)
  #expect(error("5") == .unknownUnit(nil))
  #expect(error("5 xyzzy") == .unknownUnit("xyzzy"))
  #expect(error("5 kg", .length) == .wrongDimension(expected: .length, found: .mass))
  #expect(error(String(repeating: "5", count: 201)) == .tooLong(length: 201, limit: 200))
  for text in [
    "2024-05-01", "4-5-6", "1/2/2024", "12.05.2024", "12:30", "nan mm", "infinity", "mm", "1.2.3 mm", "05-2024",
  ] {
    guard case .notANumber = error(text, nil, millimetre) else {
      Issue.record("\(text) gave \(String(describing: error(text, nil, millimetre)))")
      continue
    }
  }
  for text in ["1e400 mm", "-1e999 mm", "1e-400 mm", "10 to 5 mm", "1e308 Mm"] {
    guard case .outOfRange = error(text) else {
      Issue.record("\(text) gave \(String(describing: error(text)))")
      continue
    }
  }
}
