/// A unit of measurement and how its numbers become canonical (SI) ones.
///
/// A canonical number is `value * scale + offset`, rounded to twelve significant digits so that 7.5 cm and 75 mm
/// are equal.
public struct Unit: Hashable, Sendable {
  /// How the unit is written.
  public let symbol: String
  /// What the unit measures.
  public let dimension: Dimension
  /// How many canonical units one of this unit is.
  public let scale: Double
  /// The canonical number of this unit's zero; not 0 for degrees Celsius and Fahrenheit.
  public let offset: Double

  /// The unit with these properties, or nil when its scale is not a positive finite number.
  public init?(symbol: String, dimension: Dimension, scale: Double, offset: Double = 0) {
    guard scale.isFinite, scale > 0, offset.isFinite else { return nil }
    self.symbol = symbol
    self.dimension = dimension
    self.scale = scale
    self.offset = offset
  }

  /// The canonical unit of a dimension, such as kg/m3.
  public static func canonical(for dimension: Dimension) -> Unit {
    Unit(known: dimension == .none ? "" : dimension.canonicalSymbol, dimension, 1, 0)
  }

  /// Takes a scale that the unit table guarantees to be usable.
  init(known symbol: String, _ dimension: Dimension, _ scale: Double, _ offset: Double) {
    self.symbol = symbol
    self.dimension = dimension
    self.scale = scale
    self.offset = offset
  }

  /// The canonical number for `value` of this unit; infinite when it is too large.
  public func canonical(_ value: Double) -> Double {
    (value * scale + offset).rounded(significant: 12)
  }

  /// The number of this unit for a canonical `value`.
  public func stated(_ value: Double) -> Double {
    ((value - offset) / scale).rounded(significant: 12)
  }

  /// Every unit that `spelling` may mean, the most usual first; empty when it is not known.
  public static func meanings(of spelling: String) -> [Unit] {
    guard spelling.utf8.count <= 4 * UnitParser.longestSpelling else { return [] }
    return UnitParser.meanings(of: FoldedText(spelling).scalars[...], joiningWords: true)
  }

  /// The most usual unit of this spelling that measures `dimension`, or any dimension when that is nil.
  public static func named(_ spelling: String, dimension: Dimension? = nil) -> Unit? {
    meanings(of: spelling).first { dimension == nil || $0.dimension == dimension }
  }
}

extension Unit: CustomStringConvertible {
  /// The unit's symbol.
  public var description: String { symbol }
}
