public import Catalog
import Measures

/// Plays every commodity of a catalog through the engine, to see whether it can be told from what resembles it.
public struct CatalogSimulation: Sendable {
  /// Two commodities that no reading taken at a border tells apart although their entries differ.
  public struct InseparablePair: Sendable, Hashable {
    /// The first commodity.
    public let first: String
    /// The second commodity.
    public let second: String
    /// Why they cannot be told apart, as one of them says of the other; empty where nobody has judged that.
    public let reason: String
  }

  private let engine: Identification

  /// A simulation on an engine's catalog.
  public init(_ engine: Identification) {
    self.engine = engine
  }

  /// Pairs with different entries of which no feature that can be read from outside shows disjoint scores.
  ///
  /// Only pairs that share a family or name each other as look-alikes are held against each other; others cannot be
  /// mistaken for one another.
  public func inseparablePairs() -> [InseparablePair] {
    let table = engine.table
    var pairs: [InseparablePair] = []
    for (number, first) in table.commodities.enumerated() {
      for second in table.commodities[(number + 1)...] where areConfusable(first, second) {
        guard Set(first.controls) != Set(second.controls), !areSeparable(first, second) else { continue }
        pairs.append(InseparablePair(first: first.id, second: second.id, reason: reason(first, second)))
      }
    }
    return pairs
  }

  private func areConfusable(_ first: Commodity, _ second: Commodity) -> Bool {
    first.family == second.family || first.lookAlikes.contains { $0.commodity == second.id }
      || second.lookAlikes.contains { $0.commodity == first.id }
  }

  private func reason(_ first: Commodity, _ second: Commodity) -> String {
    let mentions =
      first.lookAlikes.filter { $0.commodity == second.id } + second.lookAlikes.filter { $0.commodity == first.id }
    return mentions.first { !$0.inseparable.isEmpty }?.inseparable ?? ""
  }

  private func areSeparable(_ first: Commodity, _ second: Commodity) -> Bool {
    first.scores.contains { feature, score in
      guard let other = second.scores[feature], let definition = engine.catalog.features[feature],
        definition.place != .inside, definition.tool != .laboratory
      else { return false }
      return score.isDisjoint(from: other)
    }
  }

  /// Commodities in the order of their ids.
  public var commodities: [Commodity] { engine.table.commodities }
}

extension Score {
  /// Whether no single reading fits both this score and another.
  public func isDisjoint(from other: Score) -> Bool {
    switch (self, other) {
    case (.states(let common, let rare), .states(let otherCommon, let otherRare)):
      !common.union(rare).intersects(otherCommon.union(otherRare))
    case (.ranges(let ranges), .ranges(let others)):
      !ranges.contains { range in others.contains { range.possible.intersects($0.possible) } }
    case (.inapplicable, .inapplicable): false
    case (.inapplicable, _), (_, .inapplicable): true
    default: false
    }
  }
}
