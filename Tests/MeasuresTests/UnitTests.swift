import Measures
import TestSupport
import Testing

/// Spelling, the symbol it should have, its dimension and one of it in canonical units.
private let spellings: [(String, String, Dimension, Double)] = [
  ("psi", "psi", .pressure, 6894.757293168), ("PSI", "psi", .pressure, 6894.757293168),
  ("psig", "psi", .pressure, 6894.757293168), ("MPa", "MPa", .pressure, 1e6), ("MPA", "MPa", .pressure, 1e6),
  ("bar", "bar", .pressure, 1e5), ("BAR", "bar", .pressure, 1e5), ("Torr", "Torr", .pressure, 133.322368421),
  ("torr", "Torr", .pressure, 133.322368421), ("TORR", "Torr", .pressure, 133.322368421),
  ("mbar", "mbar", .pressure, 100), ("kg/cm2", "at", .pressure, 98066.5), ("kgf/cm2", "kgf/cm2", .pressure, 98066.5),
  ("at", "at", .pressure, 98066.5), ("atm", "atm", .pressure, 101_325), ("mmHg", "mmHg", .pressure, 133.322387415),
  ("inHg", "inHg", .pressure, 3386.389), ("ksi", "ksi", .pressure, 6_894_757.293168), ("GPa", "GPa", .pressure, 1e9),
  ("hPa", "hPa", .pressure, 100), ("kPa", "kPa", .pressure, 1000),
  ("µm", "µm", .length, 1e-6), ("μm", "µm", .length, 1e-6), ("um", "µm", .length, 1e-6), ("mm", "mm", .length, 1e-3),
  ("in", "in", .length, 0.0254), ("\"", "in", .length, 0.0254), ("inch", "in", .length, 0.0254),
  ("in.", "in", .length, 0.0254), ("ft", "ft", .length, 0.3048), ("'", "ft", .length, 0.3048),
  ("mil", "mil", .length, 25.4e-6), ("thou", "mil", .length, 25.4e-6), ("µin", "µin", .length, 25.4e-9),
  ("nmi", "nmi", .length, 1852), ("NM", "nmi", .length, 1852), ("nm", "nm", .length, 1e-9),
  ("mi", "mi", .length, 1609.344),
  ("yd", "yd", .length, 0.9144), ("millimetres", "mm", .length, 1e-3), ("CM", "cm", .length, 1e-2),
  ("°C", "°C", .temperature, 274.15), ("degC", "°C", .temperature, 274.15), ("C", "°C", .temperature, 274.15),
  ("℃", "°C", .temperature, 274.15), ("deg C", "°C", .temperature, 274.15), ("°F", "°F", .temperature, 255.927777778),
  ("K", "K", .temperature, 1),
  ("m3", "m3", .volume, 1), ("m^3", "m3", .volume, 1), ("m³", "m3", .volume, 1), ("cbm", "m3", .volume, 1),
  ("cubic metres", "m3", .volume, 1), ("gal (US)", "gal (US)", .volume, 3.785411784e-3),
  ("gal", "gal (US)", .volume, 3.785411784e-3), ("US gal", "gal (US)", .volume, 3.785411784e-3),
  ("gal (UK)", "gal (UK)", .volume, 4.54609e-3), ("imperial gallons", "gal (UK)", .volume, 4.54609e-3),
  ("L", "L", .volume, 1e-3), ("litres", "L", .volume, 1e-3), ("ml", "mL", .volume, 1e-6), ("cc", "cm3", .volume, 1e-6),
  ("sq m", "m2", .area, 1), ("ft2", "ft2", .area, 0.09290304), ("sqft", "ft2", .area, 0.09290304),
  ("sq ft", "ft2", .area, 0.09290304), ("cm²", "cm2", .area, 1e-4),
  ("gpm", "gpm", .volumeFlow, 6.30901964e-5), ("gal/min (US)", "gal (US)/min", .volumeFlow, 6.30901964e-5),
  ("gal/min", "gal (US)/min", .volumeFlow, 6.30901964e-5), ("L/min", "L/min", .volumeFlow, 1.66666666667e-5),
  ("lpm", "L/min", .volumeFlow, 1.66666666667e-5), ("litres per minute", "L/min", .volumeFlow, 1.66666666667e-5),
  ("cfm", "ft3/min", .volumeFlow, 4.719474432e-4), ("m3/h", "m3/h", .volumeFlow, 2.77777777778e-4),
  ("m³/h", "m3/h", .volumeFlow, 2.77777777778e-4), ("L/s", "L/s", .volumeFlow, 1e-3),
  ("cm3/s", "cm3/s", .volumeFlow, 1e-6),
  ("lb", "lb", .mass, 0.45359237), ("lbs", "lb", .mass, 0.45359237), ("oz", "oz", .mass, 0.028349523125),
  ("g", "g", .mass, 1e-3), ("kg", "kg", .mass, 1), ("mg", "mg", .mass, 1e-6), ("ug", "µg", .mass, 1e-9),
  ("t", "t", .mass, 1000), ("tonne", "t", .mass, 1000), ("ton (US)", "ton (US)", .mass, 907.18474),
  ("KG", "kg", .mass, 1),
  ("kgs", "kg", .mass, 1), ("lbf", "lbf", .force, 4.44822161526), ("kgf", "kgf", .force, 9.80665),
  ("kip", "kip", .force, 4448.22161526), ("N", "N", .force, 1), ("kN", "kN", .force, 1e3), ("MN", "MN", .force, 1e6),
  ("Nm", "N·m", .energy, 1), ("N·m", "N·m", .energy, 1), ("N m", "N·m", .energy, 1), ("J", "J", .energy, 1),
  ("kJ", "kJ", .energy, 1e3),
  ("cal", "cal", .energy, 4.184), ("eV", "eV", .energy, 1.602176634e-19), ("keV", "keV", .energy, 1.602176634e-16),
  ("MeV", "MeV", .energy, 1.602176634e-13), ("W", "W", .power, 1), ("kW", "kW", .power, 1e3), ("KW", "kW", .power, 1e3),
  ("hp", "hp", .power, 745.699871582), ("VA", "VA", .power, 1), ("kVA", "kVA", .power, 1e3),
  ("KVA", "kVA", .power, 1e3),
  ("var", "var", .power, 1), ("Ci", "Ci", .frequency, 3.7e10), ("Bq", "Bq", .frequency, 1),
  ("kBq", "kBq", .frequency, 1e3),
  ("TBq", "TBq", .frequency, 1e12), ("mCi", "mCi", .frequency, 3.7e7), ("uCi", "µCi", .frequency, 3.7e4),
  ("Sv/h", "Sv/h", .doseRate, 2.77777777778e-4), ("uSv/h", "µSv/h", .doseRate, 2.77777777778e-10),
  ("µSv/h", "µSv/h", .doseRate, 2.77777777778e-10), ("mrem/h", "mrem/h", .doseRate, 2.77777777778e-9),
  ("R", "R", .exposure, 2.58e-4), ("mR", "mR", .exposure, 2.58e-7), ("R/h", "R/h", .exposureRate, 7.16666666667e-8),
  ("Gy", "Gy", .absorbedDose, 1), ("rad(Si)", "rad(Si)", .absorbedDose, 0.01), ("krad", "krad(Si)", .absorbedDose, 10),
  ("krad(Si)", "krad(Si)", .absorbedDose, 10), ("Mrad", "Mrad(Si)", .absorbedDose, 1e4),
  ("Gy(Si)", "Gy", .absorbedDose, 1), ("rad", "rad", .angle, 1), ("mrad", "mrad", .angle, 1e-3),
  ("urad", "µrad", .angle, 1e-6),
  ("arcsec", "arcsec", .angle, 4.84813681110e-6), ("arcmin", "arcmin", .angle, 2.90888208666e-4),
  ("V", "V", .voltage, 1), ("kV", "kV", .voltage, 1e3), ("A", "A", .current, 1), ("kA", "kA", .current, 1e3),
  ("ohm", "Ω", .resistance, 1), ("Ω", "Ω", .resistance, 1), ("kΩ", "kΩ", .resistance, 1e3),
  ("F", "°F", .temperature, 255.927777778),
  ("µF", "µF", .capacitance, 1e-6), ("nF", "nF", .capacitance, 1e-9), ("pF", "pF", .capacitance, 1e-12),
  ("H", "H", .inductance, 1), ("nH", "nH", .inductance, 1e-9), ("T", "T", .magneticFluxDensity, 1),
  ("gauss", "G", .magneticFluxDensity, 1e-4), ("Hz", "Hz", .frequency, 1), ("THz", "THz", .frequency, 1e12),
  ("MHZ", "MHz", .frequency, 1e6), ("rpm", "rpm", .angularVelocity, 0.104719755120),
  ("RPM", "rpm", .angularVelocity, 0.104719755120),
  ("min-1", "rpm", .angularVelocity, 0.104719755120), ("min⁻¹", "rpm", .angularVelocity, 0.104719755120),
  ("rev/min", "rev/min", .angularVelocity, 0.104719755120), ("deg/h", "deg/h", .angularVelocity, 4.84813681110e-6),
  ("°/h", "deg/h", .angularVelocity, 4.84813681110e-6), ("deg/s", "deg/s", .angularVelocity, 0.0174532925199),
  ("deg/√h", "deg/rt-h", .angularRandomWalk, 2.90888208666e-4),
  ("deg/rt-h", "deg/rt-h", .angularRandomWalk, 2.90888208666e-4),
  ("m/s", "m/s", .velocity, 1), ("km/h", "km/h", .velocity, 0.277777777778), ("kn", "kn", .velocity, 0.514444444444),
  ("mph", "mph", .velocity, 0.44704), ("nmi/h", "nmi/h", .velocity, 0.514444444444), ("m/s2", "m/s2", .acceleration, 1),
  ("m/s²", "m/s2", .acceleration, 1), ("m s-2", "m/s2", .acceleration, 1), ("dB", "dB", .none, 1),
  ("dBm", "dBm", .none, 1),
  ("%", "%", .none, 0.01), ("ppm", "ppm", .none, 1e-6), ("ppb", "ppb", .none, 1e-9), ("‰", "‰", .none, 1e-3),
  ("pcs", "pcs", .none, 1), ("pc", "pcs", .none, 1), ("pieces", "pcs", .none, 1), ("шт", "pcs", .none, 1),
  ("шт.", "pcs", .none, 1), ("ea", "pcs", .none, 1), ("PCS", "pcs", .none, 1), ("tex", "tex", .linearDensity, 1e-6),
  ("denier", "denier", .linearDensity, 1.11111111111e-7), ("lb/in3", "lb/in3", .density, 27679.9047102),
  ("g/cm3", "g/cm3", .density, 1000), ("g/cc", "g/cm3", .density, 1000), ("kg/L", "kg/L", .density, 1000),
  ("kg/m3", "kg/m3", .density, 1), ("Msps", "Msps", .frequency, 1e6), ("sps", "sps", .frequency, 1),
  ("bit/s", "bit/s", .dataRate, 1), ("Gbit/s", "Gbit/s", .dataRate, 1e9), ("Mpx", "Mpx", .none, 1e6),
  ("lines", "lines", .none, 1),
  ("byte", "B", .information, 8), ("MB", "MB", .information, 8e6), ("FLOPS", "FLOPS", .frequency, 1),
  ("TFLOPS", "TFLOPS", .frequency, 1e12), ("WT", "WT", .frequency, 1e12), ("W/m2", "W/m2", .irradiance, 1),
  ("J/kg", "J/kg", .absorbedDose, 1), ("J/cm2", "J/cm2", .fluence, 1e4), ("V/m", "V/m", .electricField, 1),
  ("N/tex", "N/tex", .absorbedDose, 1e6), ("lp/mm", "lp/mm", .spatialFrequency, 1000),
  ("years", "year", .time, 31_557_600),
  ("d", "d", .time, 86400), ("h", "h", .time, 3600), ("min", "min", .time, 60), ("s", "s", .time, 1),
  ("ms", "ms", .time, 1e-3),
  ("us", "µs", .time, 1e-6), ("ns", "ns", .time, 1e-9), ("ps", "ps", .time, 1e-12),
  ("A/us", "A/µs", .currentSlewRate, 1e6),
  ("kg m/s", "kg·m/s", .momentum, 1), ("W/(m·K)", "W/(m·K)", .thermalConductivity, 1),
  ("W/m K", "W/(m·K)", .thermalConductivity, 1), ("mol/L", "mol/L", .concentration, 1000),
  ("об/мин", "rpm", .angularVelocity, 0.104719755120),
]

@Test func `every spelling means the unit people mean by it`() {
  for (spelling, symbol, dimension, one) in spellings {
    let unit = Unit.meanings(of: spelling).first
    #expect(unit?.symbol == symbol, "\(spelling)")
    #expect(unit?.dimension == dimension, "\(spelling)")
    #expect(unit?.canonical(1) == one.rounded(significant: 12), "\(spelling)")
  }
}

@Test func `a spelling with several meanings lists the usual one first`() {
  func symbols(_ spelling: String) -> [String] { Unit.meanings(of: spelling).map { "\($0.symbol): \($0.dimension)" } }
  #expect(symbols("g") == ["g: mass", "g: acceleration"])
  #expect(symbols("mg").prefix(2) == ["mg: mass", "mg: acceleration"])
  #expect(symbols("rad") == ["rad: angle", "rad(Si): absorbed dose"])
  #expect(symbols("mrad").prefix(2) == ["mrad: angle", "mrad(Si): absorbed dose"])
  #expect(symbols("C").prefix(2) == ["°C: temperature", "C: charge"])
  #expect(symbols("F").prefix(2) == ["°F: temperature", "F: capacitance"])
  #expect(symbols("lb").prefix(2) == ["lb: mass", "lbf: force"])
  #expect(symbols("\"") == ["in: length", "arcsec: angle"])
  #expect(symbols("MW") == ["MW: power"])
}

@Test func `what is no unit has no meaning`() {
  for text in [
    "", " ", "xyzzy", "/", "m/", "/m", "m//s", "m^", "m^99", "()", "(m", "m)", "kkg", "m^-", "1", "US",
    "us gal gal gal xx",
    String(repeating: "m", count: 65), String(repeating: "m·", count: 32), String(repeating: "(", count: 60),
  ] {
    #expect(Unit.meanings(of: text).isEmpty, "\(text)")
  }
}

@Test func `equal sizes in different units are equal`() {
  #expect(Unit.named("cm")?.canonical(7.5) == Unit.named("mm")?.canonical(75))
  #expect(Unit.named("in")?.canonical(1) == Unit.named("mm")?.canonical(25.4))
  #expect(Unit.named("°F")?.canonical(212) == Unit.named("°C")?.canonical(100))
  #expect(Unit.named("µm")?.canonical(3) == Unit.named("nm")?.canonical(3000))
}

@Test func `every unit finds itself by its symbol and converts there and back`() {
  for (spelling, _, _, _) in spellings {
    for unit in Unit.meanings(of: spelling) {
      let found = Unit.named(unit.symbol, dimension: unit.dimension)
      #expect(found?.canonical(1) == unit.canonical(1), "\(spelling) as \(unit.symbol)")
      for value in [0.001, 1, 7.5, 145, 98765] {
        #expect(abs(unit.stated(unit.canonical(value)) - value) <= 1e-8 * (value + unit.offset), "\(value) \(unit)")
      }
    }
  }
}

@Test func `a canonical unit reads back as its own dimension`() {
  for dimension in [
    Dimension.pressure, .density, .angularRandomWalk, .doseRate, .voltage, .thermalConductivity, .momentum,
  ] {
    let unit = Unit.canonical(for: dimension)
    #expect(Unit.named(unit.symbol)?.dimension == dimension, "\(unit.symbol)")
  }
}
