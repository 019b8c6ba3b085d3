/// What kind of quantity a number is: the exponents of the base quantities in it.
///
/// - Angle is a base of its own, so a rotation rate in degrees per hour is no frequency in hertz.
/// - Information, counted in bits, is a base too.
/// - Exponents may be halves, because random walks are stated per square root of time.
public struct Dimension: Hashable, Sendable {
  /// The quantities that all others are made of.
  public enum Base: Int, CaseIterable, Sendable {
    case length, mass, time, current, temperature, amount, luminousIntensity, angle, information

    /// The symbol of the base's canonical unit.
    public var symbol: String {
      switch self {
      case .length: "m"
      case .mass: "kg"
      case .time: "s"
      case .current: "A"
      case .temperature: "K"
      case .amount: "mol"
      case .luminousIntensity: "cd"
      case .angle: "rad"
      case .information: "bit"
      }
    }
  }

  /// The exponents, doubled so that halves stay whole numbers.
  private var doubled = SIMD16<Int16>(repeating: 0)

  /// No real quantity comes near this exponent; products saturate there instead of overflowing.
  private static let largest: Int16 = 2 * 64

  /// A pure number.
  public static let none = Dimension()

  /// The dimension with these whole exponents.
  public init(
    length: Int = 0,
    mass: Int = 0,
    time: Int = 0,
    current: Int = 0,
    temperature: Int = 0,
    amount: Int = 0,
    luminousIntensity: Int = 0,
    angle: Int = 0,
    information: Int = 0
  ) {
    let exponents = [length, mass, time, current, temperature, amount, luminousIntensity, angle, information]
    for (lane, exponent) in exponents.enumerated() {
      doubled[lane] = 2 * Int16(max(-64, min(64, exponent)))
    }
  }

  private init(doubled: SIMD16<Int16>) {
    let limit = SIMD16<Int16>(repeating: Self.largest)
    self.doubled = doubled.clamped(lowerBound: SIMD16(repeating: -Self.largest), upperBound: limit)
  }

  /// The exponent of one base quantity.
  public func exponent(of base: Base) -> Double {
    Double(doubled[base.rawValue]) / 2
  }

  /// The dimension of a product.
  public static func * (left: Dimension, right: Dimension) -> Dimension {
    Dimension(doubled: left.doubled &+ right.doubled)
  }

  /// The dimension of a quotient.
  public static func / (left: Dimension, right: Dimension) -> Dimension {
    Dimension(doubled: left.doubled &- right.doubled)
  }

  /// The dimension of an integer power, or nil when an exponent would leave the range kept here.
  public func power(_ exponent: Int) -> Dimension? {
    guard abs(exponent.clamped(to: -1000...1000)) <= 64 else { return self == Dimension.none ? self : nil }
    var result = SIMD16<Int16>(repeating: 0)
    for lane in Base.allCases.map(\.rawValue) {
      let product = Int(doubled[lane]) * exponent
      guard abs(product) <= Int(Self.largest) else { return nil }
      result[lane] = Int16(product)
    }
    return Dimension(doubled: result)
  }

  /// The dimension of the square root, or nil when an exponent would be a quarter.
  public func squareRoot() -> Dimension? {
    var result = doubled
    for lane in Base.allCases.map(\.rawValue) {
      guard doubled[lane] % 2 == 0 else { return nil }
      result[lane] = doubled[lane] / 2
    }
    return Dimension(doubled: result)
  }

  /// The dimension written in canonical units, such as `kg/m3`; `1` for a pure number.
  public var canonicalSymbol: String {
    UnitSymbol.joined(Base.allCases.map { ($0.symbol, Int(doubled[$0.rawValue])) })
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
