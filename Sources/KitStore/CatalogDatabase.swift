public import Catalog
import CanonicalJSON
public import Foundation
import GRDB

/// One release of the catalog as a read-only SQLite file.
public struct CatalogDatabase: Sendable {
  /// Facts about the release.
  public struct Facts: Sendable, Equatable {
    /// The digest that names the release's content.
    public let stateRoot: String
    /// When it was compiled on this kit, in seconds since 1970.
    public let compiledAt: Int
    /// What the files it was compiled from looked like then.
    public let sourceFingerprint: String
    /// How many records of each kind there are.
    public let counts: [String: Int]
  }

  static let format = 2
  /// The file.
  public let url: URL
  let queue: DatabaseQueue

  /// Opens a release.
  ///
  /// - Throws: ``KitStoreError`` if the file is no catalog or is newer than this program.
  public init(at url: URL) throws(KitStoreError) {
    self.url = url
    do {
      var configuration = Configuration()
      configuration.readonly = true
      // The file never changes once it is in place, so no lock is needed and read-only media work too.
      queue = try DatabaseQueue(
        path: "file:\(url.path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? url.path)?immutable=1",
        configuration: configuration
      )
      let found = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard found == Self.format else {
        throw found > Self.format
          ? KitStoreError.newerFormat(url.path, found: found, known: Self.format)
          : KitStoreError.cannotRead(url.path, "it is no catalog of this program")
      }
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotRead(url.path, "\(error)")
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(KitStoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw .cannotRead(url.path, "\(error)")
    }
  }

  /// Facts about the release.
  public func facts() throws(KitStoreError) -> Facts {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM fact")
      let facts = Dictionary(rows.map { ($0["name"] as String, $0["value"] as String) }) { first, _ in first }
      let counts = try Row.fetchAll(database, sql: "SELECT kind, count(*) AS n FROM record GROUP BY kind")
      return Facts(
        stateRoot: facts["state root"] ?? "",
        compiledAt: facts["compiled at"].flatMap { Int($0) } ?? 0,
        sourceFingerprint: facts["source fingerprint"] ?? "",
        counts: Dictionary(counts.map { ($0["kind"] as String, $0["n"] as Int) }) { first, _ in first }
      )
    }
  }

  /// What the files looked like that the release was compiled from; asked at every start, so nothing is counted for it.
  public func sourceFingerprint() throws(KitStoreError) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = 'source fingerprint'") }
  }

  /// Everything that identification needs: all records but the trade words, which only search uses.
  public func catalog() throws(KitStoreError) -> Catalog {
    let records = try read { database in
      try Row.fetchAll(database, sql: "SELECT json FROM record WHERE kind NOT IN ('trade-term')").compactMap { row in
        (try? JSONValue(parsing: (row["json"] as String).utf8)).flatMap(CatalogRecord.init)
      }
    }
    return Catalog(records: records)
  }

  /// One record.
  public func record(_ kind: CatalogRecord.Kind, _ id: String) throws(KitStoreError) -> CatalogRecord? {
    try read { database in
      let line = try String.fetchOne(
        database,
        sql: "SELECT json FROM record WHERE kind = ? AND id = ?",
        arguments: [kind.rawValue, id]
      )
      return line.flatMap { try? JSONValue(parsing: $0.utf8) }.flatMap(CatalogRecord.init)
    }
  }

  /// Whether the file is whole.
  public func integrityProblems() throws(KitStoreError) -> [String] {
    try read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    }
  }
}
