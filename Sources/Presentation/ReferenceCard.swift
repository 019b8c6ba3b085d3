public import CanonicalJSON
public import Catalog

/// A UN number or an HS heading, with the records that bear it.
public struct ReferenceCard: Sendable {
  private let title: String
  private let facts: [(name: String, value: String)]
  private let substances: [Substance]
  private let commodities: [Commodity]
  /// The hazards of what bears it, by id.
  public let hazards: [String]
  private let catalog: Catalog

  /// A card; nil if the catalog at hand holds no such number.
  public init?(kind: String, id: String, in catalog: Catalog) {
    self.catalog = catalog
    switch CatalogRecord.Kind(rawValue: kind) {
    case .unNumber:
      guard let goods = catalog.unNumbers[id] else { return nil }
      title = "UN \(id) \(goods.name)"
      facts = [("Class", goods.dangerClass)]
      substances = catalog.substances.values.filter { $0.un.contains(id) }.sorted { $0.id < $1.id }
      commodities = []
      hazards = Set(substances.flatMap(\.hazards)).sorted()
    case .heading:
      guard let description = catalog.headings[id] else { return nil }
      title = "HS \(id) \(description)"
      facts = []
      substances = []
      commodities = catalog.commodities.values.filter { $0.headings.contains { $0.hasPrefix(id) } }
        .sorted { $0.id < $1.id }
      hazards = Set(commodities.flatMap(\.hazards)).sorted()
    default: return nil
    }
  }

  /// The card as text.
  public var page: Page {
    var page = HazardCard.warnings(hazards, in: catalog)
    page.heading(title)
    for fact in facts { page.field(fact.name, fact.value) }
    page.section("Substances of the catalog", substances.map { "\($0.name) (\($0.id))" })
    page.section("Goods that are declared under it", commodities.map { "\($0.name) (\($0.id))" })
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "title": .text(title), "substances": .texts(substances.map(\.id)), "commodities": .texts(commodities.map(\.id)),
    ])
  }
}
