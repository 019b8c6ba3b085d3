extension Dimension {
  /// A distance.
  public static let length = Dimension(length: 1)
  /// A surface.
  public static let area = Dimension(length: 2)
  /// A space or capacity.
  public static let volume = Dimension(length: 3)
  /// A mass.
  public static let mass = Dimension(mass: 1)
  /// A duration.
  public static let time = Dimension(time: 1)
  /// An electric current.
  public static let current = Dimension(current: 1)
  /// A temperature.
  public static let temperature = Dimension(temperature: 1)
  /// An amount of substance.
  public static let amount = Dimension(amount: 1)
  /// A luminous intensity.
  public static let luminousIntensity = Dimension(luminousIntensity: 1)
  /// A plane angle.
  public static let angle = Dimension(angle: 1)
  /// An amount of information.
  public static let information = Dimension(information: 1)
  /// A distance per time.
  public static let velocity = length / time
  /// A change of velocity per time.
  public static let acceleration = velocity / time
  /// An angle per time, such as a shaft speed or a gyro drift.
  public static let angularVelocity = angle / time
  /// An angle per square root of time, as gyros state it.
  public static let angularRandomWalk = Dimension.angle / (Dimension.time.squareRoot() ?? .none)
  /// A rate of events: hertz, becquerel, samples per second.
  public static let frequency = Dimension.none / time
  /// A force.
  public static let force = mass * acceleration
  /// A force per area.
  public static let pressure = force / area
  /// An energy or a torque.
  public static let energy = force * length
  /// An energy per time, real or apparent.
  public static let power = energy / time
  /// A mass per volume.
  public static let density = mass / volume
  /// A mass per length of yarn or wire.
  public static let linearDensity = mass / length
  /// A mass per area of cloth or sheet.
  public static let arealDensity = mass / area
  /// A volume per time.
  public static let volumeFlow = volume / time
  /// A mass per time.
  public static let massFlow = mass / time
  /// A momentum or impulse.
  public static let momentum = mass * velocity
  /// An electric charge.
  public static let charge = current * time
  /// An electric potential difference.
  public static let voltage = power / current
  /// An electric resistance.
  public static let resistance = voltage / current
  /// An electric conductance.
  public static let conductance = current / voltage
  /// A capacitance.
  public static let capacitance = charge / voltage
  /// An inductance.
  public static let inductance = voltage * time / current
  /// A magnetic flux.
  public static let magneticFlux = voltage * time
  /// A magnetic flux density.
  public static let magneticFluxDensity = voltage * time / area
  /// A magnetic field strength.
  public static let magneticFieldStrength = current / length
  /// An electric field strength.
  public static let electricField = voltage / length
  /// A rise of current per time.
  public static let currentSlewRate = current / time
  /// An absorbed or equivalent dose; also an energy per mass and a force per linear density.
  public static let absorbedDose = energy / mass
  /// A dose per time.
  public static let doseRate = absorbedDose / time
  /// An ionising exposure in charge per mass.
  public static let exposure = charge / mass
  /// An exposure per time.
  public static let exposureRate = exposure / time
  /// A power per area.
  public static let irradiance = Dimension.power / area
  /// An energy per area.
  public static let fluence = energy / area
  /// An amount of information per time.
  public static let dataRate = information / time
  /// A dynamic viscosity.
  public static let viscosity = pressure * time
  /// A kinematic viscosity.
  public static let kinematicViscosity = area / time
  /// An amount of substance per volume.
  public static let concentration = amount / volume
  /// A count per length, such as line pairs per millimetre.
  public static let spatialFrequency = Dimension.none / length
  /// A heat flow per length and temperature difference.
  public static let thermalConductivity = Dimension.power / length / temperature
  /// An energy per volume, as magnets state it; the same as a pressure.
  public static let energyDensity = pressure

  /// Names and what they stand for; the first name of a dimension describes it.
  private static let names: [(name: String, dimension: Dimension)] = [
    ("pure number", .none), ("none", .none), ("ratio", .none), ("count", .none), ("number", .none),
    ("length", .length), ("area", .area), ("volume", .volume), ("mass", .mass), ("time", .time),
    ("duration", .time), ("current", .current), ("temperature", .temperature),
    ("amount of substance", .amount), ("amount", .amount), ("luminous intensity", .luminousIntensity),
    ("angle", .angle), ("information", .information), ("velocity", .velocity), ("speed", .velocity),
    ("acceleration", .acceleration), ("angular velocity", .angularVelocity),
    ("rotation speed", .angularVelocity), ("angular random walk", .angularRandomWalk),
    ("frequency", .frequency), ("activity", .frequency), ("force", .force), ("thrust", .force),
    ("pressure", .pressure), ("stress", .pressure), ("energy density", .energyDensity),
    ("energy", .energy), ("torque", .energy), ("power", .power), ("density", .density),
    ("linear density", .linearDensity), ("areal density", .arealDensity), ("volume flow", .volumeFlow),
    ("mass flow", .massFlow), ("momentum", .momentum), ("impulse", .momentum), ("charge", .charge),
    ("voltage", .voltage), ("resistance", .resistance), ("conductance", .conductance),
    ("capacitance", .capacitance), ("inductance", .inductance), ("magnetic flux", .magneticFlux),
    ("magnetic flux density", .magneticFluxDensity), ("magnetic field strength", .magneticFieldStrength),
    ("electric field", .electricField), ("current slew rate", .currentSlewRate),
    ("absorbed dose", .absorbedDose), ("dose", .absorbedDose), ("specific energy", .absorbedDose),
    ("tenacity", .absorbedDose), ("dose rate", .doseRate), ("exposure", .exposure),
    ("exposure rate", .exposureRate), ("irradiance", .irradiance), ("fluence", .fluence),
    ("data rate", .dataRate), ("viscosity", .viscosity), ("kinematic viscosity", .kinematicViscosity),
    ("concentration", .concentration), ("spatial frequency", .spatialFrequency),
    ("thermal conductivity", .thermalConductivity),
  ]

  private static let dimensionsByName = Dictionary(
    names.map { ($0.name, $0.dimension) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let namesByDimension = Dictionary(
    names.map { ($0.dimension, $0.name) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The dimension that people call `name`, with spaces, hyphens or underscores between its words.
  public static func named(_ name: String) -> Dimension? {
    guard name.utf8.count <= 64 else { return nil }
    let spaced = String(name.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 })
    return dimensionsByName[spaced]
  }
}

extension Dimension: CustomStringConvertible {
  /// The usual name, such as `pressure`, or else the canonical units, such as `m4/s`.
  public var description: String {
    Self.namesByDimension[self] ?? canonicalSymbol
  }
}
