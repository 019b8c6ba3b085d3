public import CanonicalJSON
public import Catalog
import Identification
import Measures

/// Two kinds of goods side by side: what separates them and what they share.
public struct Comparison: Sendable {
  /// One feature that is known of both.
  public struct Row: Sendable {
    /// The feature.
    public let feature: Feature
    /// What the first shows.
    public let left: Score
    /// What the second shows.
    public let right: Score

    /// Whether no single reading fits both.
    public var separates: Bool { left.isDisjoint(from: right) }

    var json: JSONValue {
      .members([
        "feature": .text(feature.id), "name": .text(feature.name), "left": .text(left.words(feature)),
        "right": .text(right.words(feature)), "where": .text(feature.whereToLook),
        "seconds": .decimal(feature.seconds.formatted(significant: 4)),
      ])
    }
  }

  let left: Commodity
  let right: Commodity
  let catalog: Catalog
  private let rows: [Row]

  /// Compares two commodities.
  public init(_ left: Commodity, _ right: Commodity, in catalog: Catalog) {
    self.left = left
    self.right = right
    self.catalog = catalog
    // The cheapest reading first: it is the one that an inspector will take.
    rows = left.scores.compactMap { id, score in
      guard let feature = catalog.features[id], let other = right.scores[id] else { return nil }
      return Row(feature: feature, left: score, right: other)
    }.sorted { ($0.feature.seconds, $0.feature.id) < ($1.feature.seconds, $1.feature.id) }
  }

  /// Features of which one reading tells the two apart, the cheapest first.
  public var separating: [Row] { rows.filter(\.separates) }

  /// Features that both show alike.
  public var shared: [Row] { rows.filter { $0.left == $0.right } }

  /// Features that can tell them apart but need not.
  public var overlapping: [Row] { rows.filter { !$0.separates && $0.left != $0.right } }

  private var tells: [String] {
    [(left, right), (right, left)].flatMap { one, other in
      one.lookAlikes.filter { $0.commodity == other.id }
        .map { "not \(one.name) but \(other.name): \($0.explanation)" }
    }
  }

  /// The comparison as text.
  public var page: Page {
    var page = HazardCard.warnings(Set(left.hazards + right.hazards).sorted(), in: catalog)
    page.heading("A: \(left.name) (\(left.id))")
    page.line("B: \(right.name) (\(right.id))")
    page.section("How to tell", tells)
    page.heading("What separates them, the cheapest reading first")
    if separating.isEmpty { page.line("No single reading separates them for certain.", indent: 2) }
    add(separating, to: &page)
    if !overlapping.isEmpty {
      page.heading("What differs but overlaps")
      add(overlapping, to: &page)
    }
    page.section("What both share", shared.map { "\($0.feature.name): \($0.left.words($0.feature))" })
    page.section("Entries of A", entries(left))
    page.section("Entries of B", entries(right))
    return page
  }

  private func add(_ rows: [Row], to page: inout Page) {
    for row in rows {
      page.item("\(row.feature.name) – \(row.feature.whereToLook)")
      page.item(row.left.words(row.feature), mark: "A:", indent: 4)
      page.item(row.right.words(row.feature), mark: "B:", indent: 4)
    }
  }

  private func entries(_ commodity: Commodity) -> [String] {
    let entries = CommodityCard(commodity, in: catalog).entries
    return entries.isEmpty
      ? ["none in the catalog"] : entries.map { "\($0.id) \($0.title) (edition \($0.edition))" }
  }

  /// The comparison as JSON.
  public var json: JSONValue {
    .members([
      "left": .text(left.id), "right": .text(right.id), "tells": .texts(tells),
      "separating": .list(separating.map(\.json)), "overlapping": .list(overlapping.map(\.json)),
      "shared": .list(shared.map(\.json)),
      "entries_left": .list(CommodityCard(left, in: catalog).entries.map(\.summary)),
      "entries_right": .list(CommodityCard(right, in: catalog).entries.map(\.summary)),
    ])
  }
}
