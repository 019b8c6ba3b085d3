import CanonicalJSON
public import Catalog
import GRDB

/// One edition of a list, with how many of its entries a release holds.
public struct ListEdition: Sendable, Equatable {
  /// The list, such as `eu`.
  public let list: String
  /// The edition that was read.
  public let edition: String
  /// How many entries were read in it.
  public let entries: Int
}

extension CatalogDatabase {
  /// The kinds that describe goods and lists; the rest are rows of public tables.
  public static let describingKinds: Set<CatalogRecord.Kind> = [
    .feature, .substance, .commodity, .control, .marking, .regime, .hazard,
  ]

  /// The records of some kinds, with single records of other kinds.
  func records(of kinds: Set<CatalogRecord.Kind>, and names: [RecordName]) throws(KitStoreError) -> [CatalogRecord] {
    var records: [CatalogRecord] = []
    for kind in kinds.sorted(by: { $0.rawValue < $1.rawValue }) { records += try self.records(of: kind) }
    for name in names {
      if let record = try record(name) { records.append(record) }
    }
    return records
  }

  /// Every record of a kind, sorted by id.
  public func records(of kind: CatalogRecord.Kind) throws(KitStoreError) -> [CatalogRecord] {
    try records(sql: "SELECT json FROM record WHERE kind = ? ORDER BY id", [kind.rawValue])
  }

  /// Every record there is, in canonical order, as it lies in the file; nil stands for one that cannot be read.
  public func allRecords() throws(KitStoreError) -> [CatalogRecord?] {
    try read { database in
      try String.fetchAll(database, sql: "SELECT json FROM record ORDER BY kind, id")
        .map { line in (try? JSONValue(parsing: line.utf8)).flatMap(CatalogRecord.init) }
    }
  }

  /// The records that a name or code stands for: ids first, then codes such as `3A225`, CAS or UN numbers.
  ///
  /// - Parameter paragraphs: how many paragraphs stand in for an entry that is itself no record.
  public func names(for code: String, paragraphs: Int = 0) throws(KitStoreError) -> [RecordName] {
    let typed = Self.beginning(of: code)
    return try read { database in
      let ids = try Row.fetchAll(
        database,
        sql: "SELECT kind, id FROM document WHERE id = ? COLLATE NOCASE ORDER BY number",
        arguments: [typed]
      )
      let numbers = try CodeSearch(database).numbers(for: typed, limit: paragraphs)
      let coded = try (ids.isEmpty && numbers.exact.isEmpty ? numbers.below : numbers.exact).compactMap { number in
        try Row.fetchOne(
          database.cachedStatement(sql: "SELECT kind, id FROM document WHERE number = ?"),
          arguments: [number]
        )
      }
      var seen: Set<RecordName> = []
      return (ids + coded).map { RecordName(kind: $0["kind"], id: $0["id"]) }.filter { seen.insert($0).inserted }
    }
  }

  /// The editions of the lists, sorted.
  public func editions() throws(KitStoreError) -> [ListEdition] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT list, edition, entries FROM edition ORDER BY list, edition").map {
        ListEdition(list: $0["list"], edition: $0["edition"], entries: $0["entries"])
      }
    }
  }
}
