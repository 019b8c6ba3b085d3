import CanonicalJSON
public import Catalog
public import Trust

/// A catalog ready to be shipped: canonical records in order, named by their state root.
public struct CompiledCatalog: Sendable {
  /// The records, sorted by kind and id.
  public let records: [CatalogRecord]
  /// The digest that names this state of the catalog.
  public let stateRoot: StateRoot

  /// Compiles records that are already sorted as ``CatalogSource`` leaves them.
  public init(_ source: CatalogSource) {
    records = source.records
    stateRoot = StateRoot(
      ofSorted: records.lazy.map { (kind: $0.kind, id: $0.id, canonical: $0.json.canonicalBytes) }
    )
  }

  /// One record a line, the same bytes for the same records on every machine.
  public var lines: String {
    records.map { $0.json.line + "\n" }.joined()
  }
}
