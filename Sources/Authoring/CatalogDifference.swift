import CanonicalJSON
public import Catalog

/// What changed between two states of a catalog.
public struct CatalogDifference: Sendable, Equatable {
  /// One record that changed.
  public struct Change: Sendable, Equatable {
    /// The kind of the record.
    public let kind: String
    /// The id of the record.
    public let id: String
    /// The fields that were added, changed or removed; empty for whole records.
    public let fields: [String]
  }

  /// Records that only the newer state has.
  public private(set) var added: [Change] = []
  /// Records that both have, with different fields.
  public private(set) var changed: [Change] = []
  /// Records that only the older state has.
  public private(set) var removed: [Change] = []

  /// Compares two states.
  public init(from older: [CatalogRecord], to newer: [CatalogRecord]) {
    var before: [Key: CatalogRecord] = [:]
    for record in older { before[Key(record)] = record }
    for record in newer {
      guard let old = before.removeValue(forKey: Key(record)) else {
        added.append(Change(kind: record.kind, id: record.id, fields: []))
        continue
      }
      guard old != record else { continue }
      let names = Set(old.fields.members.map(\.key)).union(record.fields.members.map(\.key))
      let fields = names.filter { old.fields[$0] != record.fields[$0] }.sorted()
      changed.append(Change(kind: record.kind, id: record.id, fields: fields))
    }
    removed = older.filter { before[Key($0)] != nil }.map { Change(kind: $0.kind, id: $0.id, fields: []) }
  }

  private struct Key: Hashable {
    let kind: String
    let id: String

    init(_ record: CatalogRecord) {
      kind = record.kind
      id = record.id
    }
  }
}
