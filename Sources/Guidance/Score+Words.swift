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

extension Feature {
  /// States as people read them, shortened where there are very many.
  func describeStates(_ set: StateSet) -> String {
    guard kind != .presence else { return set.count > 1 ? "yes or no" : set.contains(0) ? "yes" : "no" }
    let names = describe(set)
    return names.count > 120 ? String(names.prefix(117)) + "…" : names
  }
}
