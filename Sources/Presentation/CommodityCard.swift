public import CanonicalJSON
public import Catalog
import Measures

/// Everything the catalog says of one kind of goods; hazards come first.
public struct CommodityCard: Sendable {
  let commodity: Commodity
  let catalog: Catalog

  /// A card.
  public init(_ commodity: Commodity, in catalog: Catalog) {
    self.commodity = commodity
    self.catalog = catalog
  }

  /// The entries that it may fall under, in the order of their ids.
  public var entries: [ControlEntry] { catalog.entries(of: commodity).compactMap { catalog.controls[$0] } }

  /// The card as text.
  public var page: Page {
    var page = HazardCard.warnings(commodity.hazards, in: catalog)
    page.heading("\(commodity.name) (\(commodity.id))")
    page.field("Also called", commodity.also.joined(separator: ", "))
    page.field("Looks like", commodity.looksLike)
    page.field("Stamps and labels", commodity.stamped.joined(separator: " | "))
    page.field("Ordinary uses", commodity.ordinaryUses.joined(separator: ", "))
    page.field("Why it matters", commodity.whyItMatters)
    page.field(
      "Declared under HS",
      commodity.headings.map { code in
        catalog.headings[code].map { $0.isEmpty ? code : "\(code) (\($0))" } ?? code
      }.joined(separator: "; ")
    )
    page.section("What it shows", scores)
    page.section(
      "Mistaken for",
      commodity.lookAlikes.map { other in
        "\(catalog.commodities[other.commodity]?.name ?? other.commodity): \(other.explanation)"
      }
    )
    addEntries(to: &page)
    page.section("Markings that speak for it", markings)
    page.line("")
    page.field(
      "Known from",
      (commodity.sources + [commodity.confidence]).filter { !$0.isEmpty }.joined(separator: ", ")
    )
    return page
  }

  private var scores: [String] {
    commodity.scores.compactMap { id, score in catalog.features[id].map { ($0, score) } }
      .sorted { ($0.0.seconds, $0.0.id) < ($1.0.seconds, $1.0.id) }
      .map { feature, score in "\(feature.name): \(score.words(feature)) – \(feature.whereToLook)" }
  }

  private var markings: [String] {
    catalog.markings.filter { $0.suggests.contains(commodity.id) }.map { "\($0.name): \($0.meaning)" }
  }

  private func addEntries(to page: inout Page) {
    guard !entries.isEmpty else {
      page.heading("Entries of lists")
      page.line("The catalog knows no entry that these goods may fall under.")
      return
    }
    page.heading("Entries it may fall under, with their tests")
    for entry in entries {
      page.item("\(entry.id) \(entry.title) (edition \(entry.edition))")
      if let criterion = catalog.criterion(of: entry.id) {
        CriterionTree(criterion, features: catalog.features).add(to: &page, indent: 4)
      } else {
        page.line("its test is not in the catalog: read the list's own text", indent: 4)
      }
    }
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "also": .texts(commodity.also),
      "looks_like": .text(commodity.looksLike),
      "stamped": .texts(commodity.stamped),
      "ordinary_uses": .texts(commodity.ordinaryUses),
      "why_it_matters": .text(commodity.whyItMatters),
      "hs": .texts(commodity.headings),
      "hazards": .texts(commodity.hazards),
      "scores": .list(
        commodity.scores.sorted { $0.key < $1.key }.compactMap { id, score in
          catalog.features[id].map { feature in
            .members([
              "feature": .text(id), "name": .text(feature.name), "shows": .text(score.words(feature)),
              "seconds": .decimal(feature.seconds.formatted(significant: 4)),
            ])
          }
        }
      ),
      "look_alikes": .list(
        commodity.lookAlikes.map {
          .members([
            "commodity": .text($0.commodity), "tell": .text($0.tell), "inseparable": .text($0.inseparable),
          ])
        }
      ),
      "entries": .list(entries.map(\.summary)),
      "sources": .texts(commodity.sources),
      "confidence": .text(commodity.confidence),
    ])
  }
}
