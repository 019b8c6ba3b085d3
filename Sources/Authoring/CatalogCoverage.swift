public import Catalog
public import Pictures

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

  /// How many commodities, states of features and hazards or labels have a picture.
  public let pictured: (commodities: Int, states: Int, hazards: Int)
  /// How many markings are known.
  public let markings: Int

  /// Counts a catalog with its drawings.
  public init(_ catalog: Catalog, pictures: PictureIndex) {
    let drawn = Set(catalog.commodities.keys.filter { !pictures.commodity($0).isEmpty })
    markings = catalog.markings.count
    pictured = (
      drawn.count,
      pictures.pictures.count { if case .state = $0.subject { true } else { false } },
      pictures.pictures.count { if case .hazard = $0.subject { true } else { false } }
    )
    let reached = catalog.commodities.values.reduce(into: Set<String>()) { $0.formUnion(catalog.entries(of: $1)) }
    lists = Dictionary(grouping: catalog.controls.values, by: \.list).map { list, entries in
      List(
        list: list,
        entries: entries.count,
        withCriterion: entries.count { catalog.criterion(of: $0.id) != nil },
        withCommodity: entries.count { !reached.isDisjoint(with: [$0.id] + $0.within) }
      )
    }.sorted { $0.list < $1.list }
    families = Dictionary(grouping: catalog.commodities.values, by: \.family).map { family, commodities in
      Family(
        family: family,
        strategic: commodities.count { !$0.controls.isEmpty },
        ordinary: commodities.count { $0.controls.isEmpty },
        withPicture: commodities.count { drawn.contains($0.id) }
      )
    }.sorted { $0.family < $1.family }
  }

  /// Every count under a name, for comparing with a floor.
  public var figures: [(name: String, count: Int)] {
    let perList = lists.flatMap { list in
      [
        ("\(list.list) entries", list.entries), ("\(list.list) with test", list.withCriterion),
        ("\(list.list) with goods", list.withCommodity),
      ]
    }
    return perList + [
      ("strategic commodities", families.reduce(0) { $0 + $1.strategic }),
      ("ordinary commodities", families.reduce(0) { $0 + $1.ordinary }), ("markings", markings),
      ("pictured commodities", pictured.commodities), ("pictured states", pictured.states),
      ("pictured hazards and labels", pictured.hazards),
    ]
  }

  /// What has sunk below a floor, in words.
  ///
  /// - Parameter floor: lines of a count's name, a tab and the least that it may be.
  public func shortfalls(below floor: String) -> [String] {
    let counts = Dictionary(figures.map { ($0.name, $0.count) }) { first, _ in first }
    return floor.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 2, let least = Int(fields[1]) else { return "'\(line)' is no name, tab and number" }
      let count = counts[fields[0]] ?? 0
      return count < least ? "\(fields[0]): \(count), at least \(least) are asked for" : nil
    }
  }
}
