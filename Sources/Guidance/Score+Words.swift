import Catalog
import Measures
import Reading

extension Score {
  /// The score in plain words.
  func described(_ feature: Feature) -> String {
    switch self {
    case .inapplicable: "does not have it"
    case .states(let common, let rare):
      [
        common.isEmpty ? "" : feature.describeStates(common),
        rare.isEmpty ? "" : "rarely \(feature.describeStates(rare))",
      ].filter { !$0.isEmpty }.joined(separator: ", ")
    case .ranges(let ranges):
      ranges.map { range in feature.unit.map { range.possible.described(in: $0) } ?? "" }.joined(separator: " or ")
    }
  }
}

extension Commodity {
  /// Whether no single reading of the feature would fit both.
  func excludes(_ other: Commodity, _ feature: Feature) -> Bool {
    guard let left = scores[feature.id], let right = other.scores[feature.id] else { return false }
    switch (left, right) {
    case (.states(let common, let rare), .states(let otherCommon, let otherRare)):
      return !common.union(rare).intersects(otherCommon.union(otherRare))
    case (.ranges(let ranges), .ranges(let others)):
      return !ranges.contains { range in others.contains { $0.possible.intersects(range.possible) } }
    case (.inapplicable, _), (_, .inapplicable): return left != right
    case (.states, .ranges), (.ranges, .states): return false
    }
  }
}

extension Feature {
  /// States as people read them, shortened where there are very many.
  func describeStates(_ set: StateSet) -> String {
    guard kind != .presence else { return set.count > 1 ? "yes or no" : set.contains(0) ? "yes" : "no" }
    let names = describe(set)
    return names.count > 90 ? String(names.prefix(87)) + "…" : names
  }
}
