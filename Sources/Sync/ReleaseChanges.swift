public import Catalog
public import KitStore

/// What is new in a release, in plain words.
public struct ReleaseChanges: Sendable, Equatable {
  /// Records that only the newer release has.
  public private(set) var added: [RecordName] = []
  /// Records that both have, with different content.
  public private(set) var changed: [RecordName] = []
  /// Records that only the older release has.
  public private(set) var withdrawn: [RecordName] = []

  /// Compares two catalogs on this kit.
  public init(from older: CatalogDatabase, to newer: CatalogDatabase) throws(KitStoreError) {
    for (name, change) in try newer.changes(since: older) {
      switch change {
      case .added: added.append(name)
      case .changed: changed.append(name)
      case .removed: withdrawn.append(name)
      }
    }
  }

  /// Whether both are the same.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && withdrawn.isEmpty }

  /// Such as `12 entries changed, 3 new commodities, 1 entry withdrawn`.
  public var sentence: String {
    let parts =
      Self.counts(changed).map { "\($0) changed" } + Self.counts(added, adjective: "new ")
      + Self.counts(withdrawn).map { "\($0) withdrawn" }
    return parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
  }

  private static let words: [(kind: CatalogRecord.Kind, one: String, several: String)] = [
    (.control, "entry", "entries"), (.commodity, "commodity", "commodities"), (.feature, "feature", "features"),
    (.marking, "marking", "markings"), (.substance, "substance", "substances"), (.hazard, "hazard", "hazards"),
    (.regime, "regime", "regimes"), (.heading, "tariff heading", "tariff headings"),
    (.unNumber, "UN number", "UN numbers"), (.tradeTerm, "trade term", "trade terms"),
  ]

  private static func counts(_ names: [RecordName], adjective: String = "") -> [String] {
    let counts = Dictionary(grouping: names, by: \.kind).mapValues(\.count)
    let known = words.compactMap { word in
      counts[word.kind.rawValue].map { "\($0) \(adjective)\($0 == 1 ? word.one : word.several)" }
    }
    let others = counts.filter { CatalogRecord.Kind(rawValue: $0.key) == nil }.values.reduce(0, +)
    return known + (others == 0 ? [] : ["\(others) \(adjective)other \(others == 1 ? "record" : "records")"])
  }
}
