public import Catalog
import Measures

/// One piece of a kind of goods: what it shows for each feature that its kind is scored for.
public struct Specimen: Sendable {
  /// The kind.
  public let commodity: Commodity
  /// What it shows, by feature.
  let shown: [String: Observation.Content]

  /// The plainest piece: the first common state of every choice, the middle of every usual range.
  public init(typicalOf commodity: Commodity) {
    self.commodity = commodity
    shown = commodity.scores.compactMapValues(\.typical)
  }

  /// A piece drawn from the scores; what is rare among them is drawn as rarely as the engine takes it to be.
  public init(of commodity: Commodity, using random: inout some RandomNumberGenerator) {
    self.commodity = commodity
    var shown: [String: Observation.Content] = [:]
    for (feature, score) in commodity.scores.sorted(by: { $0.key < $1.key }) {
      shown[feature] = score.drawn(using: &random)
    }
    self.shown = shown
  }

  private init(_ commodity: Commodity, shown: [String: Observation.Content]) {
    self.commodity = commodity
    self.shown = shown
  }

  /// The piece in the eyes of somebody who is wrong about a share of its features.
  ///
  /// Who is wrong names a state that the kind does not show, or a value outside its ranges. Where there is none, as
  /// with a yes or no that may be either, nobody can be wrong.
  public func misread(
    _ errorRate: Double,
    features: [String: Feature],
    using random: inout some RandomNumberGenerator
  ) -> Specimen {
    var seen = shown
    for feature in shown.keys.sorted() {
      guard Double.random(in: 0..<1, using: &random) < errorRate, let score = commodity.scores[feature],
        let wrong = features[feature].flatMap({ score.wrong($0, using: &random) })
      else { continue }
      seen[feature] = wrong
    }
    return Specimen(commodity, shown: seen)
  }

  /// Everything that it shows, as read.
  var observations: [Observation] {
    shown.keys.sorted().compactMap { observation(of: $0) }
  }

  /// What somebody who looks for a feature says of it.
  func observation(of feature: String) -> Observation? {
    shown[feature].map { Observation(feature: feature, content: $0, source: .read, text: "") }
  }
}

extension Score {
  /// What a typical piece shows: a common state, the middle of the usual range.
  fileprivate var typical: Observation.Content? {
    switch self {
    case .states(let common, let rare):
      (common.states.first ?? rare.states.first).map { .states(StateSet([$0])) }
    case .ranges(let ranges):
      ranges.first.flatMap { range in
        let interval = range.usual ?? range.possible
        let value = interval.midpoint ?? (interval.lower.isFinite ? interval.lower : interval.upper)
        return Interval.exactly(value).map(Observation.Content.quantity)
      }
    case .inapplicable: .notApplicable
    }
  }

  /// What one piece shows.
  fileprivate func drawn(using random: inout some RandomNumberGenerator) -> Observation.Content? {
    switch self {
    case .states(let common, let rare):
      let rest = rare.states.filter { !common.contains($0) }
      let weights = common.states.map { ($0, StateWeight.common) } + rest.map { ($0, StateWeight.rare) }
      var place = Double.random(in: 0..<1, using: &random) * weights.reduce(0) { $0 + $1.1 }
      for (state, weight) in weights {
        place -= weight
        if place < 0 { return .states(StateSet([state])) }
      }
      return typical
    case .ranges(let ranges):
      guard let range = ranges.randomElement(using: &random) else { return nil }
      let isRare = Double.random(in: 0..<1, using: &random) < StateWeight.rare
      let interval = isRare ? range.possible : range.usual ?? range.possible
      return Interval.exactly(interval.value(using: &random)).map(Observation.Content.quantity)
    case .inapplicable: return .notApplicable
    }
  }

  /// What a piece of this score never shows, or nil where every answer may be right.
  fileprivate func wrong(_ feature: Feature, using random: inout some RandomNumberGenerator) -> Observation.Content? {
    switch self {
    case .states(let common, let rare):
      let right = common.union(rare)
      return feature.states.indices.map { feature.extent(of: $0) }.filter { !$0.intersects(right) }
        .randomElement(using: &random).map(Observation.Content.states)
    case .ranges(let ranges):
      let factor = Double.random(in: 1.2..<3, using: &random)
      let outside = [
        ranges.map(\.possible.lower).min().map { $0 > 0 ? $0 / factor : $0 * factor },
        ranges.map(\.possible.upper).max().map { $0 > 0 ? $0 * factor : $0 / factor },
      ]
      return outside.compactMap(\.self).filter { $0.isFinite && $0 != 0 }.randomElement(using: &random)
        .flatMap(Interval.exactly).map(Observation.Content.quantity)
    case .inapplicable:
      guard feature.kind != .quantity, let state = feature.states.indices.randomElement(using: &random) else {
        return nil
      }
      return .states(feature.extent(of: state))
    }
  }
}

extension Interval {
  /// How many times its finite end a range without an end is taken to reach.
  private static let reach = 3.0

  /// A value inside, drawn evenly; over decades of magnitude where the ends are far apart.
  fileprivate func value(using random: inout some RandomNumberGenerator) -> Double {
    let share = Double.random(in: 0...1, using: &random)
    switch (lower.isFinite, upper.isFinite) {
    case (true, true):
      guard lower > 0, upper > 10 * lower else { return lower + share * (upper - lower) }
      return Swift.min(upper, Swift.max(lower, lower * Binary.exp2(share * Binary.log2(upper / lower))))
    case (true, false): return lower + share * Swift.max(1, (Self.reach - 1) * lower.magnitude)
    case (false, true): return upper > 0 ? share * upper : upper - share * Swift.max(1, upper.magnitude)
    case (false, false): return share
    }
  }
}
