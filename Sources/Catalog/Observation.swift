public import Measures

/// What an inspector says of one feature.
public struct Observation: Sendable, Hashable {
  /// How the inspector came to know it; errors differ a lot between these.
  public enum Source: String, CaseIterable, Sendable, Hashable {
    /// Read on a plate, stamp, label or certificate.
    case read
    /// Measured on the goods.
    case measured
    /// Judged by eye.
    case estimated
    /// Claimed by the papers of the consignment.
    case declared
  }

  /// What was said.
  public enum Content: Sendable, Hashable {
    /// One state, or several of which one is true.
    case states(StateSet)
    /// A value known to lie in this interval, in canonical units.
    case quantity(Interval)
    /// The goods cannot have the feature.
    case notApplicable
    /// The inspector looked and could not tell.
    case cannotSee
  }

  /// The feature.
  public let feature: String
  /// What was said.
  public let content: Content
  /// How it is known.
  public let source: Source
  /// The words or the value as given, for people.
  public let text: String

  /// An observation.
  public init(feature: String, content: Content, source: Source, text: String) {
    self.feature = feature
    self.content = content
    self.source = source
    self.text = text
  }

  /// A quantity as read, widened by what its source leaves uncertain.
  ///
  /// - Parameters:
  ///   - reading: the value; a range of a capability counts by the end that the feature names.
  ///   - feature: a quantity of the same dimension.
  ///   - source: `read` and `declared` leave open what rounding to the digits given hides (nothing where the feature
  ///     is printed exactly), `measured` the feature's precision, `estimated` a fifth.
  public init?(_ reading: QuantityReading, of feature: Feature, source: Source) {
    guard feature.kind == .quantity, feature.dimension == reading.dimension else { return nil }
    let stated = Self.end(of: reading, feature.rangeEnd)
    let widened: Interval =
      switch source {
      case .read, .declared:
        reading.form == .value ? stated.unrounded(in: reading.unit, atMost: feature.precision) : stated
      case .measured: stated.widened(by: feature.precision)
      case .estimated: stated.widened(by: 0.2)
      }
    self.init(feature: feature.id, content: .quantity(widened), source: source, text: reading.text)
  }

  private static func end(of reading: QuantityReading, _ end: Feature.RangeEnd) -> Interval {
    let interval = reading.interval
    let bounds = interval.lower == -.infinity || interval.upper == .infinity
    guard reading.form == .range || bounds else { return interval }
    switch end {
    case .highest: return Interval.exactly(interval.upper) ?? interval
    case .lowest: return Interval.exactly(interval.lower) ?? interval
    case .uncertain: return interval
    }
  }
}

extension Feature {
  /// The value that a typed text gives for this quantity; only a pure number may go without a unit.
  ///
  /// - Throws: what is wrong with the text, in words for the inspector.
  public func reading(of text: String) throws(QuantityError) -> QuantityReading {
    try QuantityReader.read(text, expecting: dimension, defaultUnit: dimension == Dimension.none ? unit : nil)
  }
}

extension Interval {
  /// The values that would have been written like this one.
  ///
  /// That is half a step of its last digit to either side, but no more than a fraction of it: a certificate's *25 %*
  /// may be 24.6 %.
  func unrounded(in unit: Measures.Unit, atMost fraction: Double) -> Interval {
    guard fraction > 0, lower == upper else { return self }
    let stated = abs(unit.stated(lower))
    guard stated > 0, stated < 1e12 else { return self }
    var step = 1.0
    while step > 1e-9, ((stated / step).rounded() * step - stated).magnitude > stated * 1e-9 { step /= 10 }
    let half = Swift.min(0.5 * step / stated, fraction)
    return widened(by: half)
  }

  /// The interval with both finite ends moved outwards by a fraction of themselves.
  func widened(by fraction: Double) -> Interval {
    guard fraction > 0 else { return self }
    return Interval(
      lower - abs(lower.isFinite ? lower : 0) * fraction,
      upper + abs(upper.isFinite ? upper : 0) * fraction,
      lowerIncluded: lowerIncluded,
      upperIncluded: upperIncluded
    ) ?? self
  }
}
