public import Measures

/// A control entry's test, as data.
public indirect enum Criterion: Sendable, Hashable {
  /// Every part must hold.
  case all([Criterion])
  /// One part must hold.
  case any([Criterion])
  /// At least this many parts must hold.
  case atLeast(Int, [Criterion])
  /// The part must not hold.
  case not(Criterion)
  /// One feature is tested.
  case condition(Condition)
  /// No reading decides it; the authority judges.
  case judgement(String)

  /// A test of one feature.
  public struct Condition: Sendable, Hashable {
    /// The feature that is read.
    public let feature: String
    /// What it is tested for.
    public let test: Test
    /// The test in words, as the record has it.
    public let text: String
  }

  /// What a condition asks of a reading.
  public enum Test: Sendable, Hashable {
    /// One of these states.
    case states(StateSet)
    /// A value within this interval, in canonical units.
    case limit(Interval)
  }

  /// The conditions, in the order they are written.
  public var conditions: [Condition] {
    switch self {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.conditions)
    case .not(let part): part.conditions
    case .condition(let condition): [condition]
    case .judgement: []
    }
  }
}
