public import CanonicalJSON
public import Catalog
import Measures
import Reading

/// A chemical by its names and numbers, with what depends on it; hazards come first.
public struct SubstanceCard: Sendable {
  let substance: Substance
  let catalog: Catalog

  /// A card.
  public init(_ substance: Substance, in catalog: Catalog) {
    self.substance = substance
    self.catalog = catalog
  }

  /// The features whose states are substances, each with the state that this one is.
  private var states: [(feature: Feature, state: Int)] {
    catalog.features.values.filter { $0.takesStatesFrom == "substances" }.sorted { $0.id < $1.id }
      .compactMap { feature in feature.index(ofState: substance.id).map { (feature, $0) } }
  }

  private var commodities: [String] {
    catalog.commodities.values.filter { commodity in
      states.contains { feature, state in
        guard case .states(let common, let rare) = commodity.scores[feature.id] else { return false }
        return common.contains(state) || rare.contains(state)
      }
    }.map(\.id).sorted()
  }

  private var entries: [String] {
    catalog.controls.keys.filter { id in
      catalog.criterion(of: id)?.conditions.contains { condition in
        guard case .states(let wanted) = condition.test else { return false }
        return states.contains { $0.feature.id == condition.feature && wanted.contains($0.state) }
      } == true
    }.sorted()
  }

  /// The card as text.
  public var page: Page {
    var page = HazardCard.warnings(substance.hazards, in: catalog)
    page.heading("\(substance.name) (substance \(substance.id))")
    page.field("Also called", substance.also.joined(separator: ", "))
    page.field("CAS", substance.cas.joined(separator: ", "))
    page.field(
      "UN",
      substance.un.map { number in
        catalog.unNumbers[number].map { "\(number) \($0.name.lowercased())" } ?? number
      }.joined(separator: "; ")
    )
    page.field("Class", substance.dangerClass)
    page.section("Entries that name it", entries.map { "\($0) \(catalog.controls[$0]?.title ?? "")" })
    page.section("Goods that are or hold it", commodities.map { "\(catalog.commodities[$0]?.name ?? $0) (\($0))" })
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "name": .text(substance.name), "also": .texts(substance.also), "cas": .texts(substance.cas),
      "un": .texts(substance.un), "class": .text(substance.dangerClass), "hazards": .texts(substance.hazards),
      "entries": .texts(entries), "commodities": .texts(commodities),
    ])
  }
}
