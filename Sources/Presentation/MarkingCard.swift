public import CanonicalJSON
public import Catalog

/// A marking with what it means.
public struct MarkingCard: Sendable {
  let marking: Marking
  let catalog: Catalog

  /// A card.
  public init(_ marking: Marking, in catalog: Catalog) {
    self.marking = marking
    self.catalog = catalog
  }

  private var implications: [String] {
    marking.implies.sorted { $0.key < $1.key }.compactMap { id, score in
      catalog.features[id].map { "\($0.name): \(score.words($0))" }
    }
  }

  /// The hazards of the goods that it speaks for, by id.
  public var hazards: [String] {
    Set(marking.suggests.flatMap { catalog.commodities[$0]?.hazards ?? [] }).sorted()
  }

  /// The card as text.
  public var page: Page {
    var page = HazardCard.warnings(hazards, in: catalog)
    page.heading("\(marking.name) (marking \(marking.id))")
    page.field("Kind", marking.sort)
    page.field("Means", marking.meaning)
    page.field("Trust", marking.confidence.rawValue)
    page.field("Counts only beside one of", marking.context.joined(separator: ", "))
    page.section("It says", implications)
    page.section("It speaks for", marking.suggests.map { "\(catalog.commodities[$0]?.name ?? $0) (\($0))" })
    page.section("Entries to think of", marking.pointsTo.map { "\($0) \(catalog.controls[$0]?.title ?? "")" })
    page.line("")
    page.field("Pattern", marking.pattern)
    page.field("Known from", marking.sources.joined(separator: ", "))
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "name": .text(marking.name), "sort": .text(marking.sort), "meaning": .text(marking.meaning),
      "pattern": .text(marking.pattern), "context": .texts(marking.context),
      "confidence": .text(marking.confidence.rawValue), "says": .texts(implications),
      "suggests": .texts(marking.suggests), "points_to": .texts(marking.pointsTo), "sources": .texts(marking.sources),
    ])
  }
}
