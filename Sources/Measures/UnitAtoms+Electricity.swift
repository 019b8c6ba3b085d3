extension UnitAtoms {
  static let electricity: [UnitAtom] = [
    UnitAtom("A", "amp|amps|ampere|amperes|Amps|ADC|AAC", .current, prefixes: usual),
    UnitAtom("V", "volt|volts|VDC|VAC|Vdc|Vac|Vrms|Vpp|VDC|В", .voltage, prefixes: usual),
    UnitAtom("kV", "кВ", .voltage, 1e3),
    UnitAtom("VA", "va|volt-ampere|volt-amperes", .power, prefixes: usual),
    UnitAtom("var", "VAr|VAR", .power, prefixes: "kMm"),
    UnitAtom("Ω", "ohms|Ohm|Ohms|OHM", .resistance, prefixes: usual),
    UnitAtom("S", "siemens", .conductance, prefixes: "kmunp"), UnitAtom("mho", "mhos", .conductance, prefixes: "mu"),
    UnitAtom(
      "°C",
      "C|degC|deg C|deg. C|degree C|degrees C|degCelsius|degree Celsius|degrees Celsius|celsius|Celsius|С|degС",
      .temperature,
      offset: 273.15
    ),
    UnitAtom(
      "°F",
      "F|degF|deg F|deg. F|degree F|degrees F|degrees Fahrenheit|degree Fahrenheit|fahrenheit|Fahrenheit",
      .temperature,
      5.0 / 9,
      offset: 459.67 * 5 / 9
    ),
    UnitAtom("K", "kelvin|Kelvin|kelvins|degK|deg K", .temperature, prefixes: "kMmun"),
    UnitAtom("°R", "degR|deg R|rankine|Rankine", .temperature, 5.0 / 9),
    UnitAtom("C", "coulomb|coulombs", .charge, prefixes: "kmunp"), UnitAtom("Ah", "", .charge, 3600, prefixes: "km"),
    UnitAtom("F", "farad|farads", .capacitance, prefixes: "munp"),
    UnitAtom("H", "henry|henries|henrys", .inductance, prefixes: "munp"),
    UnitAtom("Wb", "weber|webers", .magneticFlux, prefixes: "mu"),
    UnitAtom("T", "tesla|teslas", .magneticFluxDensity, prefixes: "munpf"),
    UnitAtom("G", "gauss|Gauss|Gs|gs", .magneticFluxDensity, 1e-4, prefixes: "kmu"),
    UnitAtom("Oe", "oersted|oersteds", .magneticFieldStrength, 1000 / (4 * Double.pi), prefixes: "k"),
    UnitAtom("MGOe", "MGO", .energyDensity, 1e5 / (4 * Double.pi)),
    UnitAtom("Hz", "HZ|hz|hertz|Hertz|Гц|c/s", .frequency, prefixes: "kMmuGTP"),
    UnitAtom("MHz", "mhz|MHZ|Mhz|МГц", .frequency, 1e6), UnitAtom("kHz", "KHZ|Khz|khz|кГц", .frequency, 1e3),
    UnitAtom("GHz", "ГГц", .frequency, 1e9),
    UnitAtom("s-1", "s^-1", .frequency), UnitAtom("1/m", "m-1", .spatialFrequency),
    UnitAtom("1/cm", "cm-1", .spatialFrequency, 100),
    UnitAtom("lm", "lumen|lumens", Dimension.luminousIntensity * .angle * .angle, prefixes: "km"),
    UnitAtom("lx", "lux", Dimension.luminousIntensity * .angle * .angle / .area, prefixes: "km"),
    UnitAtom("cd", "candela", .luminousIntensity, prefixes: "km"),
    UnitAtom("mol", "mole|moles", .amount, prefixes: "kmunp"),
    UnitAtom("M", "molar", .concentration, 1000, prefixes: "mun"),
  ]

  static let radiation: [UnitAtom] = [
    UnitAtom("Bq", "BQ|becquerel|becquerels|Бк", .frequency, prefixes: "kMmuGTPE"),
    UnitAtom("Ci", "CI|curie|curies", .frequency, 3.7e10, prefixes: "kMmunp"),
    UnitAtom("Sv", "SV|sievert|sieverts|Зв", .absorbedDose, prefixes: "munk"),
    UnitAtom("µSv/h", "мкЗв/ч", .doseRate, 1e-6 / 3600),
    UnitAtom("rem", "REM|rems", .absorbedDose, 0.01, prefixes: "kmu"),
    UnitAtom("Gy", "GY|gray|grays", .absorbedDose, prefixes: "kMmunc"),
    UnitAtom("rad(Si)", "rad|rads|radSi|radsSi", .absorbedDose, 0.01, prefixes: "kMGmu"),
    UnitAtom("R", "roentgen|roentgens|Р", .exposure, 2.58e-4, prefixes: "kmu"),
  ]

  /// Units of counting, ratios and information; ratios in decibels keep their number, as they have no linear meaning.
  static let counts: [UnitAtom] = [
    UnitAtom("%", "percent|per cent|pct", .none, 0.01), UnitAtom("‰", "permil|per mille", .none, 1e-3),
    UnitAtom("ppm", "", .none, 1e-6), UnitAtom("ppb", "", .none, 1e-9),
    UnitAtom("pcs", "pc|piece|pieces|ea|each|шт|off|pce|units|unit", .none), UnitAtom("dozen", "doz", .none, 12),
    UnitAtom("dB", "decibel|decibels|dbi|dBi|dBc", .none), UnitAtom("dBm", "", .none), UnitAtom("dBW", "", .none),
    UnitAtom("px", "pixel|pixels|pix", .none, prefixes: "kMG"), UnitAtom("MP", "Mpix", .none, 1e6),
    UnitAtom("lines", "line|TVL|TV lines", .none), UnitAtom("lp", "line pair|line pairs", .none),
    UnitAtom("Mach", "", .none),
    UnitAtom("bit", "bits", .information, prefixes: "kMGTPm"),
    UnitAtom("B", "byte|bytes|Byte|Bytes", .information, 8, prefixes: "kMGTPE"),
    UnitAtom("bit/s", "bps|b/s|bits/s|Bps", .dataRate, prefixes: "kMGTP"),
    UnitAtom("sps", "SPS|Sps|S/s|Sa/s|samples/s", .frequency, prefixes: "kMGT"),
    UnitAtom("FLOPS", "flops|FLOP/s|Flops|FLOP", .frequency, prefixes: "kMGTPE"), UnitAtom("WT", "", .frequency, 1e12),
    UnitAtom("cps", "counts/s", .frequency, prefixes: "kM"), UnitAtom("cpm", "", .frequency, 1.0 / 60),
    UnitAtom("gpm", "GPM", .volumeFlow, 3.785411784e-3 / 60), UnitAtom("L/min", "lpm|LPM|l/m", .volumeFlow, 1e-3 / 60),
    UnitAtom("ft3/min", "cfm|CFM|scfm|acfm", .volumeFlow, 0.028316846592 / 60),
    UnitAtom("cph", "", .frequency, 1.0 / 3600),
  ]
}
