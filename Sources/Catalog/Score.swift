public import Measures

/// What a commodity shows for one feature.
public enum Score: Sendable, Hashable {
  /// States that it shows, apart into common and rare ones.
  case states(common: StateSet, rare: StateSet)
  /// Ranges that its value lies in, in canonical units, each with the part where it usually lies.
  case ranges([Range])
  /// It cannot have this feature.
  case inapplicable

  /// One range of values.
  public struct Range: Sendable, Hashable {
    /// Where the value can lie.
    public let possible: Interval
    /// Where it usually lies, if that is narrower.
    public let usual: Interval?
  }
}

extension Score {
  /// Reads a score as it stands in a record.
  ///
  /// - Parameter texts: a state, several states (`rarely X` for an uncommon one), `sometimes` for a presence, one or
  ///   more ranges such as `600..3000 Hz` or `at least 5 mm usually 10..20 mm`, or `n/a`.
  /// - Throws: ``ScoreError`` naming the text that cannot be read.
  public init(_ texts: [String], for feature: Feature) throws(ScoreError) {
    if texts == ["n/a"] {
      self = .inapplicable
      return
    }
    guard !texts.isEmpty else { throw .empty }
    switch feature.kind {
    case .quantity: self = .ranges(try texts.map { text throws(ScoreError) in try Self.range(text, for: feature) })
    case .presence where texts == ["sometimes"]: self = .states(common: StateSet([0, 1]), rare: StateSet())
    case .presence, .choice: self = try Self.states(texts, of: feature)
    }
  }

  private static func states(_ texts: [String], of feature: Feature) throws(ScoreError) -> Score {
    var common = StateSet()
    var rare = StateSet()
    for text in texts {
      let isRare = text.hasPrefix("rarely ")
      let id = isRare ? String(text.dropFirst(7)) : text
      guard let state = feature.index(ofState: id) else { throw .unknownState(id, feature: feature.id) }
      if isRare {
        rare = rare.union(feature.extent(of: state))
      } else {
        common = common.union(feature.extent(of: state))
      }
    }
    return .states(common: common, rare: rare)
  }

  private static func range(_ text: String, for feature: Feature) throws(ScoreError) -> Range {
    var possible = text[...]
    var usual: Substring?
    if let words = text.firstRange(of: " usually ") {
      possible = text[..<words.lowerBound]
      usual = text[words.upperBound...]
    }
    return Range(
      possible: try interval(possible, for: feature),
      usual: try usual.map { usual throws(ScoreError) in try interval(usual, for: feature) }
    )
  }

  private static func interval(_ text: Substring, for feature: Feature) throws(ScoreError) -> Interval {
    do {
      return try QuantityReader.read(String(text), expecting: feature.dimension, defaultUnit: feature.unit).interval
    } catch {
      throw .quantity(String(text), error)
    }
  }
}

/// Why a score cannot be read.
public enum ScoreError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The feature has no such state.
  case unknownState(String, feature: String)
  /// The range is not a quantity of the feature's dimension.
  case quantity(String, QuantityError)
  /// There is nothing to read.
  case empty

  /// What is wrong.
  public var description: String {
    switch self {
    case .unknownState(let state, let feature): "'\(state)' is not a state of \(feature)"
    case .quantity(let text, let error): "'\(text)': \(error)"
    case .empty: "is empty"
    }
  }
}
