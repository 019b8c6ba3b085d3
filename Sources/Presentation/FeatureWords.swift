public import Catalog
public import Measures
import Reading

extension Feature {
  /// Where it is found and with what, for somebody who stands before the goods.
  public var whereToLook: String {
    let place =
      switch self.place {
      case .package: "on the package"
      case .papers: "in the papers"
      case .plate: "on the plate or label"
      case .goods: "on the goods, from outside"
      case .inside: "only if it is visible already"
      }
    let means =
      switch tool {
      case .none: ""
      case .tape: ", with a tape or caliper"
      case .magnet: ", with a magnet"
      case .scale: ", with a scale"
      case .pager: ", with the radiation pager"
      case .xrf: ", with the XRF analyser"
      case .datasheet: ", in a data sheet"
      case .laboratory: ", in a laboratory"
      }
    return place + means
  }

  /// States in words: names of a choice, yes or no of a presence.
  public func words(_ set: StateSet) -> String {
    guard kind == .presence else { return describe(set) }
    if set.count > 1 { return "yes or no" }
    return set.states.first.flatMap { states.indices.contains($0) ? states[$0].id : nil } ?? "nothing"
  }

  /// An interval in the unit that people read this feature in.
  public func words(_ interval: Interval) -> String {
    interval.described(in: unit ?? Unit.canonical(for: .none))
  }
}

extension Score {
  /// What a commodity shows for a feature, in words and in people's units.
  public func words(_ feature: Feature) -> String {
    switch self {
    case .inapplicable: return "does not apply"
    case .states(let common, let rare):
      var parts: [String] = []
      if !common.isEmpty { parts.append(feature.words(common)) }
      if !rare.isEmpty { parts.append("rarely \(feature.words(rare))") }
      return parts.joined(separator: ", ")
    case .ranges(let ranges):
      return ranges.map { range in
        let possible = feature.words(range.possible)
        return range.usual.map { "\(possible), usually \(feature.words($0))" } ?? possible
      }.joined(separator: " or ")
    }
  }
}
