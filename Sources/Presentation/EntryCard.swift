public import CanonicalJSON
public import Catalog

/// Everything the catalog says of one entry of a control list.
public struct EntryCard: Sendable {
  let entry: ControlEntry
  let catalog: Catalog
  private let commodities: [Commodity]

  /// A card.
  public init(_ entry: ControlEntry, in catalog: Catalog) {
    self.entry = entry
    self.catalog = catalog
    commodities = catalog.commodities(leadingTo: [entry])
  }

  /// The hazards of the goods that lead here, by id.
  public var hazards: [String] { Set(commodities.flatMap(\.hazards)).sorted() }

  private var twins: [ControlEntry] {
    (catalog.twins[entry.id] ?? []).sorted().compactMap { catalog.controls[$0] }
  }

  /// The card as text.
  public var page: Page {
    var page = HazardCard.warnings(hazards, in: catalog)
    page.heading("\(entry.id) \(entry.title)")
    page.field("Edition", entry.edition)
    page.field("Agreed in", entry.regimes.map { $0.uppercased() }.joined(separator: ", "))
    let wider = entry.within.compactMap { catalog.controls[$0] }
    page.field("Part of", wider.map { "\($0.id) \($0.title)" }.joined(separator: "; "))
    page.field("Note", entry.note)
    page.heading("Test")
    if let criterion = catalog.criterion(of: entry.id) {
      if let other = entry.criterionAs { page.line("the same as of \(other)", indent: 2) }
      CriterionTree(criterion, features: catalog.features).add(to: &page)
    } else {
      page.line("The test is not in the catalog: read the list's own text.", indent: 2)
    }
    page.section("The same goods on other lists", twins.map { "\($0.id) \($0.title) (edition \($0.edition))" })
    page.section("Goods that lead here", commodities.map { "\($0.name) (\($0.id))" })
    page.section(
      "Markings that point here",
      catalog.markings.filter { $0.pointsTo.contains(entry.id) }.map { "\($0.name): \($0.meaning)" }
    )
    page.line("")
    page.field("Known from", (entry.sources + [entry.confidence]).filter { !$0.isEmpty }.joined(separator: ", "))
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "title": .text(entry.title),
      "edition": .text(entry.edition),
      "regimes": .texts(entry.regimes),
      "note": .text(entry.note),
      "within": .texts(entry.within),
      "test": .texts(catalog.test(of: entry)),
      "twins": .texts(twins.map(\.id)),
      "commodities": .texts(commodities.map(\.id)),
      "sources": .texts(entry.sources),
      "confidence": .text(entry.confidence),
    ])
  }
}

extension ControlEntry {
  /// Id, title and edition as JSON.
  var summary: JSONValue {
    .members(["entry": .text(id), "title": .text(title), "edition": .text(edition)])
  }
}
