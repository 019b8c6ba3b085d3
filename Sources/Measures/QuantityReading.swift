/// A quantity as somebody stated it, and the canonical interval that it stands for.
public struct QuantityReading: Hashable, Sendable {
  /// How the quantity was stated.
  public enum Form: Hashable, Sendable {
    /// One number.
    case value
    /// A number and an equal deviation to both sides.
    case plusMinus
    /// At least, at most, more than or less than a number.
    case bound
    /// From one number to another.
    case range
    /// A number said to be rough; it stands for ten percent to either side.
    case approximate
    /// A number and different deviations upwards and downwards.
    case tolerance
  }

  /// Every value that the statement allows, in canonical units.
  public let interval: Interval
  /// What the quantity measures.
  public let dimension: Dimension
  /// The unit it was stated in.
  public let unit: Unit
  /// How it was stated.
  public let form: Form
  /// The text that was read.
  public let text: String
  /// Words beside the quantity that do not change its value, such as `DC`, `rms`, `CEP` or `DN`.
  public let qualifier: String?

  /// The reading made of these parts; `interval` is in canonical units of the unit's dimension.
  public init(interval: Interval, unit: Unit, form: Form, text: String, qualifier: String? = nil) {
    self.interval = interval
    self.dimension = unit.dimension
    self.unit = unit
    self.form = form
    self.text = text
    self.qualifier = qualifier
  }

  /// The quantity in plain words, in `unit` when that measures the same dimension and otherwise as stated.
  ///
  /// Numbers have up to six significant digits: `9.1 m3/h`, `0.5 to 20 kg`, `at least 5 mm`.
  public func described(in unit: Unit? = nil) -> String {
    let asked = unit ?? self.unit
    return interval.described(in: asked.dimension == dimension ? asked : self.unit, form: form)
  }
}

extension Interval {
  /// The canonical interval in plain words and numbers of `unit`, such as `0.5 to 20 kg`.
  public func described(in unit: Unit) -> String {
    described(in: unit, form: .range)
  }

  func described(in unit: Unit, form: QuantityReading.Form) -> String {
    func number(_ value: Double) -> String { value.formatted(significant: 6) }
    func withUnit(_ text: String) -> String { unit.symbol.isEmpty ? text : text + " " + unit.symbol }
    let low = unit.stated(lower)
    let high = unit.stated(upper)
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return "any value"
    case (true, false): return withUnit((lowerIncluded ? "at least " : "more than ") + number(low))
    case (false, true): return withUnit((upperIncluded ? "at most " : "less than ") + number(high))
    case (true, true): break
    }
    if lower == upper { return withUnit(number(low)) }
    let middle = (low / 2 + high / 2).rounded(significant: 12)
    switch form {
    case .approximate: return withUnit("about " + number(middle))
    case .plusMinus: return withUnit("\(number(middle)) ± \(number((high - middle).rounded(significant: 9)))")
    default: break
    }
    return withUnit("\(number(low)) to \(number(high))")
  }
}
