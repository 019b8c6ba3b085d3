public import CanonicalJSON
public import Catalog
import Measures

/// Something that can be read on goods: how, and what depends on it.
public struct FeatureCard: Sendable {
  let feature: Feature
  let catalog: Catalog
  private static let mostStates = 60

  /// A card.
  public init(_ feature: Feature, in catalog: Catalog) {
    self.feature = feature
    self.catalog = catalog
  }

  private var entries: [String] {
    catalog.controls.keys.filter { id in
      catalog.criterion(of: id)?.conditions.contains { $0.feature == feature.id } == true
    }.sorted()
  }

  private var commodities: [String] {
    catalog.commodities.values.filter { $0.scores[feature.id] != nil }.map(\.id).sorted()
  }

  /// The card as text.
  public var page: Page {
    var page = Page()
    page.heading("\(feature.name) (feature \(feature.id))")
    page.field("Question", feature.question)
    page.field("Help", feature.help)
    page.field("Where", feature.whereToLook)
    page.field("Unit", feature.unit?.symbol ?? "")
    page.field("Also called", feature.also.joined(separator: ", "))
    page.field("Takes", "about \(feature.seconds.formatted(significant: 3)) s")
    page.field(
      "Asked only if",
      feature.requires.map { requirement in
        "\(catalog.features[requirement.feature]?.name ?? requirement.feature) is \(requirement.states.joined(separator: " or "))"
      }.joined(separator: "; ")
    )
    if feature.kind == .choice {
      let states = feature.states.prefix(Self.mostStates).map { state in
        "\(state.name) (\(state.id))\(state.tell.isEmpty ? "" : ": \(state.tell)")"
      }
      let more = feature.states.count - states.count
      page.section("Answers", states + (more > 0 ? ["and \(more) more"] : []))
    }
    page.section("Tests that need it", entries.map { "\($0) \(catalog.controls[$0]?.title ?? "")" })
    page.section("Goods described by it", [commodities.joined(separator: ", ")].filter { !$0.isEmpty })
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "name": .text(feature.name), "question": .text(feature.question), "help": .text(feature.help),
      "answer": .text(feature.kind.rawValue), "unit": feature.unit.map { .text($0.symbol) } ?? .null,
      "place": .text(feature.place.rawValue), "tool": .text(feature.tool.rawValue), "also": .texts(feature.also),
      "states": .list(feature.states.map { .members(["state": .text($0.id), "name": .text($0.name)]) }),
      "entries": .texts(entries), "commodities": .texts(commodities),
    ])
  }
}
