public import CanonicalJSON
public import Catalog

/// A hazard with its signs and advice.
public struct HazardCard: Sendable {
  let hazard: Hazard
  let catalog: Catalog

  /// A card.
  public init(_ hazard: Hazard, in catalog: Catalog) {
    self.hazard = hazard
    self.catalog = catalog
  }

  /// What has to be read before anything else about goods with these hazards.
  public static func warnings(_ hazards: [String], in catalog: Catalog) -> Page {
    var page = Page()
    for hazard in hazards.compactMap({ catalog.hazards[$0] }) {
      for (place, sentence) in hazard.warning.enumerated() {
        if place == 0 { page.item(sentence, mark: "!", indent: 0) } else { page.line(sentence, indent: 2) }
      }
    }
    return page
  }

  /// The same as JSON.
  public static func json(_ hazards: [String], in catalog: Catalog) -> JSONValue {
    .list(hazards.compactMap { catalog.hazards[$0]?.warningJSON })
  }

  private var commodities: [Commodity] {
    catalog.commodities.values.filter { $0.hazards.contains(hazard.id) }.sorted { $0.id < $1.id }
  }

  /// The card as text.
  public var page: Page {
    var page = Page()
    page.heading("\(hazard.name) (hazard \(hazard.id))")
    page.section("Signs", hazard.signs)
    page.section("Do not", hazard.doNot)
    page.section("Do", hazard.advice)
    page.section("Goods that bring it", commodities.map { "\($0.name) (\($0.id))" })
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "name": .text(hazard.name), "signs": .texts(hazard.signs), "do_not": .texts(hazard.doNot),
      "do": .texts(hazard.advice), "commodities": .texts(commodities.map(\.id)),
    ])
  }
}
