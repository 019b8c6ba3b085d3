public import CanonicalJSON
public import Catalog

/// The goods of emerging technologies, with the entries that they may fall under.
public struct EmergingGoods: Sendable {
  private let groups: [(technology: EmergingTechnology, goods: [Commodity])]
  private let catalog: Catalog

  /// The goods that carry the tags of these technologies.
  public init(_ technologies: [EmergingTechnology], in catalog: Catalog) {
    self.catalog = catalog
    groups = technologies.map { technology in
      let goods = catalog.commodities.values.filter { $0.tags.contains(technology.tag) }
      return (technology, goods.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) })
    }
  }

  /// Whether there are none.
  public var isEmpty: Bool { groups.allSatisfy(\.goods.isEmpty) }

  /// The list as text.
  public var page: Page {
    var page = Page()
    for group in groups {
      let items = group.goods.map { commodity in
        let entries = catalog.entries(of: commodity)
        return
          "\(commodity.name) (\(commodity.id)): \(entries.isEmpty ? "no entry known" : entries.joined(separator: ", "))"
      }
      page.section("\(group.technology.name) (\(group.technology.rawValue))", items)
    }
    return page
  }

  /// The list as JSON.
  public var json: [(key: String, value: JSONValue)] {
    let goods = groups.flatMap { group in
      group.goods.map { commodity in
        JSONValue.members([
          "technology": .text(group.technology.rawValue), "commodity": .text(commodity.id),
          "name": .text(commodity.name), "entries": .texts(catalog.entries(of: commodity)),
        ])
      }
    }
    return [("goods", .list(goods))]
  }
}
