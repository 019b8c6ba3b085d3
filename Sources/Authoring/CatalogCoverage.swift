public import Catalog

/// How much of each control list and family the catalog covers.
public struct CatalogCoverage: Sendable {
  /// One control list.
  public struct List: Sendable, Equatable {
    /// The list, such as `eu`.
    public let list: String
    /// How many entries and paragraphs are recorded.
    public let entries: Int
    /// How many of them have a test, their own or a shared one.
    public let withCriterion: Int
    /// How many of them some commodity leads to.
    public let withCommodity: Int
  }

  /// One family of goods.
  public struct Family: Sendable, Equatable {
    /// The family.
    public let family: String
    /// How many strategic commodities it holds.
    public let strategic: Int
    /// How many ordinary look-alikes it holds.
    public let ordinary: Int
    /// How many of its commodities have a picture.
    public let withPicture: Int
  }

  /// The lists, sorted.
  public let lists: [List]
  /// The families, sorted.
  public let families: [Family]

  /// Counts a catalog.
  public init(_ catalog: Catalog) {
    let reached = catalog.commodities.values.reduce(into: Set<String>()) { $0.formUnion(catalog.entries(of: $1)) }
    lists = Dictionary(grouping: catalog.controls.values, by: \.list).map { list, entries in
      List(
        list: list,
        entries: entries.count,
        withCriterion: entries.count { catalog.criterion(of: $0.id) != nil },
        withCommodity: entries.count { reached.contains($0.id) }
      )
    }.sorted { $0.list < $1.list }
    families = Dictionary(grouping: catalog.commodities.values, by: \.family).map { family, commodities in
      Family(
        family: family,
        strategic: commodities.count { !$0.controls.isEmpty },
        ordinary: commodities.count { $0.controls.isEmpty },
        withPicture: commodities.count { !$0.images.isEmpty }
      )
    }.sorted { $0.family < $1.family }
  }
}
