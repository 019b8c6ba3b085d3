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
    /// The number of the signed release; nil for a catalog that was compiled on this kit.
    public let release: Int?
    /// When the signed release was issued, in seconds since 1970.
    public let issuedAt: Int?
  }

  /// Format 3 keeps neighbouring letters of patterns beside their letters; what reads it reads format 2 as well.
  static let format = 3
  private static let oldestFormat = 2
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
      // What is read is read once; the system keeps the file at hand, and the program need not as well.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -256") }
      configuration.readonly = true
      // The file never changes once it is in place, so no lock is needed and read-only media work too.
      queue = try DatabaseQueue(path: Self.address(of: url), configuration: configuration)
      let found = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard (Self.oldestFormat...Self.format).contains(found) else {
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

  /// What SQLite opens: the file as one that nobody changes.
  var address: String { Self.address(of: url) }

  private static func address(of url: URL) -> String {
    "file:\(url.path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? url.path)?immutable=1"
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
      let rows = try Row.fetchAll(database, sql: "SELECT name, value FROM fact WHERE name <> 'manifest'")
      let facts = Dictionary(rows.map { ($0["name"] as String, $0["value"] as String) }) { first, _ in first }
      let counts = try Row.fetchAll(database, sql: "SELECT kind, count(*) AS n FROM record GROUP BY kind")
      return Facts(
        stateRoot: facts["state root"] ?? "",
        compiledAt: facts["compiled at"].flatMap { Int($0) } ?? 0,
        sourceFingerprint: facts["source fingerprint"] ?? "",
        counts: Dictionary(counts.map { ($0["kind"] as String, $0["n"] as Int) }) { first, _ in first },
        release: facts["release"].flatMap { Int($0) },
        issuedAt: facts["issued at"].flatMap { Int($0) }
      )
    }
  }

  /// The manifest of the signed release, byte for byte as it came; nil for a catalog that was compiled on this kit.
  public func manifest() throws(KitStoreError) -> [UInt8]? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = 'manifest'") }.map { Array($0.utf8) }
  }

  /// What the files looked like that the release was compiled from; asked at every start, so nothing is counted for it.
  public func sourceFingerprint() throws(KitStoreError) -> String? {
    try read { try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = 'source fingerprint'") }
  }

  /// The records that take additions of kits over, in order.
  func recordsThatSupersede() throws(KitStoreError) -> [CatalogRecord] {
    let field = "\"\(CatalogRecord.supersedesField)\":"
    return try records(sql: "SELECT json FROM record WHERE instr(json, ?) > 0 ORDER BY kind, id", [field])
  }

  func records(sql: String, _ arguments: StatementArguments) throws(KitStoreError) -> [CatalogRecord] {
    try read { database in
      // Line by line: all of them at once take as much memory again as what is read from them.
      let lines = try String.fetchCursor(database, sql: sql, arguments: arguments)
      var records: [CatalogRecord] = []
      while let line = try lines.next() {
        if let record = (try? JSONValue(parsing: line.utf8)).flatMap(CatalogRecord.init) { records.append(record) }
      }
      return records
    }
  }

  /// One record.
  public func record(_ name: RecordName) throws(KitStoreError) -> CatalogRecord? {
    try read { database in
      let line = try String.fetchOne(
        database,
        sql: "SELECT json FROM record WHERE kind = ? AND id = ?",
        arguments: [name.kind, name.id]
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
