/// The units that all others are built from, more usual meanings before rarer ones of the same spelling.
enum UnitAtoms {
  /// Every atom, in order of use.
  static let all: [UnitAtom] = mechanics + electricity + radiation + counts

  /// The prefixes that most units take.
  static let usual = "kMmunGTp"

  private static let mechanics: [UnitAtom] = lengths + areasAndVolumes + masses + times + motions + pressures + energies

  private static let lengths: [UnitAtom] = [
    UnitAtom("m", "metre|metres|meter|meters|mtr|mtrs|м", .length, prefixes: "kMmunpcdf"),
    UnitAtom("mm", "MM|мм", .length, 1e-3), UnitAtom("cm", "CM|см", .length, 1e-2),
    UnitAtom("km", "KM|км", .length, 1e3),
    UnitAtom("in", "inch|inches|\"|''", .length, 0.0254), UnitAtom("ft", "foot|feet|'", .length, 0.3048),
    UnitAtom("yd", "yard|yards|yds", .length, 0.9144), UnitAtom("mi", "mile|miles", .length, 1609.344),
    UnitAtom("nmi", "NM|nautical mile|nautical miles|naut mi", .length, 1852),
    UnitAtom("mil", "mils|thou", .length, 25.4e-6), UnitAtom("µin", "microinch|microinches", .length, 25.4e-9),
    UnitAtom("µm", "micron|microns|мкм", .length, 1e-6), UnitAtom("Å", "angstrom|angstroms|Angstrom", .length, 1e-10),
  ]

  private static let areasAndVolumes: [UnitAtom] = [
    UnitAtom("m2", "sqm|qm", .area), UnitAtom("ft2", "sqft|sf", .area, 0.3048 * 0.3048),
    UnitAtom("in2", "sqin|si", .area, 0.0254 * 0.0254), UnitAtom("cm2", "sqcm", .area, 1e-4),
    UnitAtom("mm2", "sqmm", .area, 1e-6), UnitAtom("ha", "hectare|hectares", .area, 1e4),
    UnitAtom("acre", "acres", .area, 4046.8564224),
    UnitAtom("m3", "cbm|cum", .volume), UnitAtom("cm3", "cc|ccm", .volume, 1e-6),
    UnitAtom("ft3", "cuft|cf", .volume, 0.028316846592), UnitAtom("in3", "cuin", .volume, 16.387064e-6),
    UnitAtom("L", "l|litre|litres|liter|liters|ltr|ltrs|л", .volume, 1e-3, prefixes: "kMmunpcdh"),
    UnitAtom("mL", "ML", .volume, 1e-6),
    UnitAtom("gal (US)", "gal|gals|gallon|gallons|galUS", .volume, 3.785411784e-3),
    UnitAtom("gal (UK)", "galUK|gallonUK|gallonsUK", .volume, 4.54609e-3),
    UnitAtom("qt (US)", "qt|quart|quarts|qtUS", .volume, 0.946352946e-3),
    UnitAtom("pt (US)", "pt|pint|pints|ptUS", .volume, 0.473176473e-3),
    UnitAtom("pt (UK)", "ptUK", .volume, 0.56826125e-3),
    UnitAtom("fl oz (US)", "fl oz|floz|fl ozUS|fluid ounces", .volume, 29.5735295625e-6),
    UnitAtom("bbl", "barrel|barrels", .volume, 0.158987294928),
  ]

  private static let masses: [UnitAtom] = [
    UnitAtom("g", "gram|grams|gramme|grammes|gm|г", .mass, 1e-3, prefixes: "kMmunpcG"),
    UnitAtom("kg", "KG|kgs|KGS|kilo|kilos|кг", .mass), UnitAtom("mg", "MG|мг", .mass, 1e-6),
    UnitAtom("lb", "lbs|LB|LBS|pound|pounds|lbm|#", .mass, 0.45359237),
    UnitAtom("oz", "ounce|ounces", .mass, 0.028349523125), UnitAtom("ct", "carat|carats", .mass, 2e-4),
    UnitAtom("grain", "grains", .mass, 64.79891e-6),
    UnitAtom("t", "tonne|tonnes|mt|metric ton|metric tons|ton|tons|т", .mass, 1e3, prefixes: "kM"),
    UnitAtom("ton (US)", "tonUS|tonsUS|short ton|short tons|ton|tons", .mass, 907.18474),
    UnitAtom("ton (UK)", "tonUK|tonsUK|long ton|long tons|ton|tons", .mass, 1016.0469088),
    UnitAtom("tex", "", .linearDensity, 1e-6, prefixes: "kmd"),
    UnitAtom("denier", "den", .linearDensity, 1e-3 / 9000),
  ]

  private static let times: [UnitAtom] = [
    UnitAtom("s", "sec|secs|second|seconds|с", .time, prefixes: "munpf"),
    UnitAtom("min", "mins|minute|minutes|мин", .time, 60),
    UnitAtom("h", "hr|hrs|hour|hours|ч", .time, 3600), UnitAtom("d", "day|days", .time, 86400),
    UnitAtom("week", "weeks|wk", .time, 604_800), UnitAtom("year", "years|yr|yrs", .time, 31_557_600),
  ]

  private static let motions: [UnitAtom] = [
    UnitAtom("rad", "radian|radians", .angle, prefixes: "mun"),
    UnitAtom("deg", "degree|degrees", .angle, Double.pi / 180),
    UnitAtom("arcmin", "arcminute|arcminutes|'", .angle, Double.pi / 10800),
    UnitAtom("arcsec", "arcsecond|arcseconds|as|\"|''", .angle, Double.pi / 648_000, prefixes: "mu"),
    UnitAtom("mil (angle)", "mil|mils", .angle, Double.pi / 3200),
    UnitAtom("rev", "revolution|revolutions", .angle, 2 * Double.pi),
    UnitAtom("sr", "", .angle * .angle, prefixes: "mu"),
    UnitAtom("rpm", "min-1|min^-1|r/min|U/min|об/мин", .angularVelocity, Double.pi / 30, prefixes: "k"),
    UnitAtom("kn", "kt|kts|knot|knots", .velocity, 1852.0 / 3600), UnitAtom("mph", "", .velocity, 0.44704),
    UnitAtom("km/h", "kph|kmh|kmph", .velocity, 1 / 3.6), UnitAtom("fps", "", .velocity, 0.3048),
    UnitAtom("fps", "frames/s|frame/s|frames per second|кадр/с", .frequency),
    UnitAtom("g", "gee|gn|g0", .acceleration, 9.80665, prefixes: "mun"),
    UnitAtom("Gal", "", .acceleration, 1e-2, prefixes: "mu"),
  ]

  private static let pressures: [UnitAtom] = [
    UnitAtom("Pa", "pascal|pascals", .pressure, prefixes: "kMmunGTh"),
    UnitAtom("MPa", "MPA|mpa|Mpa|МПа", .pressure, 1e6), UnitAtom("GPa", "GPA|gpa|Gpa|ГПа", .pressure, 1e9),
    UnitAtom("kPa", "кПа", .pressure, 1e3), UnitAtom("Pa", "Па", .pressure),
    UnitAtom("bar", "bars|barg|bara|bar(g)|bar(a)|bar g|bar a|бар", .pressure, 1e5, prefixes: "kmu"),
    UnitAtom("mbar", "MBAR|Mbar", .pressure, 100),
    UnitAtom("psi", "psig|psia|psid|psi(g)|psi(a)|psi g|psi a|lb/in2|lbs/in2|lb/sq in", .pressure, 6894.757293168),
    UnitAtom("ksi", "", .pressure, 6_894_757.293168), UnitAtom("psf", "", .pressure, 47.88025898),
    UnitAtom("atm", "atmosphere|atmospheres", .pressure, 101_325),
    UnitAtom("at", "kg/cm2|kg/sq cm|kgf/sq cm|kg/cm^2|ата|кгс/см2", .pressure, 98066.5),
    UnitAtom("Torr", "torr", .pressure, 101_325.0 / 760, prefixes: "mu"),
    UnitAtom("kgf/mm2", "kg/mm2|kg/mm^2", .pressure, 9_806_650),
    UnitAtom("mmHg", "mm Hg", .pressure, 133.322387415), UnitAtom("inHg", "in Hg", .pressure, 3386.389),
    UnitAtom("mmH2O", "mmWC", .pressure, 9.80665), UnitAtom("inH2O", "inWC", .pressure, 249.08891),
    UnitAtom("P", "poise", .viscosity, 0.1, prefixes: "cm"),
    UnitAtom("St", "stokes", .kinematicViscosity, 1e-4, prefixes: "c"),
  ]

  private static let energies: [UnitAtom] = [
    UnitAtom("N", "newton|newtons", .force, prefixes: "kMmunGc"),
    UnitAtom("kN", "кН", .force, 1e3), UnitAtom("N", "Н", .force),
    UnitAtom("lbf", "lb|lbs|LB|LBS|pound-force|pounds-force|pounds force", .force, 4.4482216152605, prefixes: "k"),
    UnitAtom("kgf", "kp|kilogram-force|кгс", .force, 9.80665), UnitAtom("gf", "", .force, 9.80665e-3),
    UnitAtom("tf", "", .force, 9806.65), UnitAtom("kip", "kips|klbf", .force, 4448.2216152605),
    UnitAtom("dyn", "dyne|dynes", .force, 1e-5), UnitAtom("ozf", "", .force, 0.27801385095378),
    UnitAtom("J", "joule|joules", .energy, prefixes: "kMmunGTp"), UnitAtom("N·m", "Nm|NM", .energy, prefixes: "kMm"),
    UnitAtom("N·s", "Ns", .force * .time, prefixes: "kM"),
    UnitAtom("lbf·ft", "ft-lb|lb-ft|ft·lb|lb·ft|ft lb|lb ft|ft-lbs|ftlb", .energy, 1.3558179483314),
    UnitAtom("lbf·in", "in-lb|lb-in|in·lb|lb·in|in lb|lb in|in-lbs", .energy, 0.1129848290276167),
    UnitAtom("cal", "calorie|calories", .energy, 4.184, prefixes: "kM"),
    UnitAtom("BTU", "Btu|btu", .energy, 1055.05585262), UnitAtom("erg", "ergs", .energy, 1e-7),
    UnitAtom("eV", "electronvolt|electronvolts", .energy, 1.602176634e-19, prefixes: "kMmGT"),
    UnitAtom("Wh", "", .energy, 3600, prefixes: "kMmGT"),
    UnitAtom("W", "watt|watts|Вт", .power, prefixes: "kMmunGTpPf"), UnitAtom("kW", "кВт", .power, 1e3),
    UnitAtom("hp", "HP|bhp|horsepower", .power, 745.6998715822702), UnitAtom("PS", "л.с", .power, 735.49875),
  ]
}
