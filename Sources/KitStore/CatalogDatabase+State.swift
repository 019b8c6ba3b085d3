public import Catalog
import CanonicalJSON
import Foundation
import GRDB
public import Trust

extension CatalogDatabase {
  /// Reads the lines of all records in canonical order, one by one.
  ///
  /// - Parameter body: is given the source of lines, which ends with nil and must not be kept.
  public func withLines<Value>(
    _ body: (_ next: @escaping () throws(KitStoreError) -> [UInt8]?) throws -> Value
  ) throws -> Value {
    let path = url.path
    return try queue.read { database in
      let lines = try String.fetchCursor(database, sql: "SELECT json FROM record ORDER BY kind, id")
      return try body { () throws(KitStoreError) -> [UInt8]? in
        do { return try lines.next().map { Array($0.utf8) } } catch { throw .cannotRead(path, "\(error)") }
      }
    }
  }

  /// The digest over the records as they lie in the file.
  ///
  /// A file whose digest is not the one that it is named by was damaged or changed.
  public func stateRoot() throws(KitStoreError) -> StateRoot {
    try read { database in
      var root = StateRootBuilder()
      let rows = try Row.fetchCursor(database, sql: "SELECT kind, id, json FROM record ORDER BY kind, id")
      while let row = try rows.next() {
        let line: String = row["json"]
        // Only an escaped control character makes the line differ from what is hashed.
        let isCanonical = !line.utf8.contains(UInt8(ascii: "\\")) || !line.contains("\\u00")
        let canonical = isCanonical ? Array(line.utf8) : try JSONValue(parsing: line.utf8).canonicalBytes
        root.append(kind: row["kind"], id: row["id"], canonical: canonical)
      }
      return root.finish()
    }
  }

  /// Whether the records are those that the file says it holds.
  public func holdsItsRecords() throws(KitStoreError) -> Bool {
    try stateRoot().hex == facts().stateRoot
  }

  /// What became of a record from one release to another.
  public enum Change: String, Sendable {
    /// Only the newer release has it.
    case added
    /// Both have it, with different content.
    case changed
    /// Only the older release has it.
    case removed
  }

  /// The records that are not the same in an older release, in canonical order.
  public func changes(since older: CatalogDatabase) throws(KitStoreError) -> [(name: RecordName, change: Change)] {
    do {
      let both = try DatabaseQueue()
      return try both.inDatabase { database in
        try database.execute(sql: "ATTACH ? AS old", arguments: [older.address])
        try database.execute(sql: "ATTACH ? AS new", arguments: [address])
        return try Row.fetchAll(
          database,
          sql: """
            SELECT new.record.kind, new.record.id, iif(old.record.id IS NULL, 'added', 'changed') AS change
            FROM new.record LEFT JOIN old.record USING (kind, id) WHERE old.record.json IS NOT new.record.json
            UNION ALL
            SELECT kind, id, 'removed' FROM old.record AS gone
            WHERE NOT EXISTS (SELECT 1 FROM new.record WHERE kind = gone.kind AND id = gone.id)
            ORDER BY 1, 2
            """
        ).compactMap { row in
          Change(rawValue: row["change"]).map { (RecordName(kind: row["kind"], id: row["id"]), $0) }
        }
      }
    } catch {
      throw .cannotRead(url.path, "\(error)")
    }
  }
}
