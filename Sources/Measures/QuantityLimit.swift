/// An observed interval held against the interval that a criterion asks for.
///
/// For example, an observed 9 to 11 against a limit of at least 10 is `.unknown` with a margin of 0: the reading
/// straddles the limit. An observed 12 is `.yes` with a margin of 0.2, an observed 8 `.no` with -0.2.
public struct QuantityLimit: Hashable, Sendable {
  /// What was observed.
  public let observed: Interval
  /// What the criterion asks for.
  public let limit: Interval

  /// Holds `observed` against `limit`; both in canonical units of the same dimension.
  public init(observed: Interval, limit: Interval) {
    self.observed = observed
    self.limit = limit
  }

  /// Yes when all that was observed is within the limit, no when none is, otherwise unknown.
  public var verdict: Kleene {
    if observed.isSubset(of: limit) { return .yes }
    return observed.intersects(limit) ? .unknown : .no
  }

  /// The distance from the observed interval to the nearest end of the limit, as a share of that end.
  ///
  /// Positive inside the limit, negative outside, zero when the observed interval reaches across the end. Nil when
  /// no finite, non-zero end can be measured from, or when an unbounded reading reaches across it.
  public var margin: Double? {
    switch verdict {
    case .unknown:
      return observed.isBounded ? 0 : nil
    case .yes:
      let below = Self.share(observed.lower - limit.lower, of: limit.lower)
      let above = Self.share(limit.upper - observed.upper, of: limit.upper)
      return [below, above].compactMap { $0 }.min()
    case .no:
      return observed.upper <= limit.lower
        ? Self.share(observed.upper - limit.lower, of: limit.lower)
        : Self.share(limit.upper - observed.lower, of: limit.upper)
    }
  }

  /// Whether the reading lies so close to the limit that a small error could turn the verdict.
  public func isNear(within share: Double = 0.02) -> Bool {
    guard let margin else { return false }
    return abs(margin) <= share
  }

  private static func share(_ distance: Double, of end: Double) -> Double? {
    guard end.isFinite, end != 0, distance.isFinite else { return nil }
    let share = distance / abs(end)
    return share.isFinite ? share : nil
  }
}
