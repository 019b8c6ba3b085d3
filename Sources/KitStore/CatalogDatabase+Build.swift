import CanonicalJSON
public import Catalog
import DurableFiles
public import Foundation
import GRDB

extension CatalogDatabase {
  /// Writes a release beside its place and moves it there in one step.
  ///
  /// Whatever happens in between, `url` holds nothing, the old file or the whole new one.
  ///
  /// - Parameters:
  ///   - records: all records, sorted.
  ///   - stateRoot: the digest over them.
  ///   - sourceFingerprint: what the files looked like that they were compiled from.
  ///   - compiledAt: seconds since 1970.
  public static func build(
    _ records: [CatalogRecord],
    stateRoot: String,
    sourceFingerprint: String,
    compiledAt: Int,
    at url: URL
  ) throws(KitStoreError) {
    let folder = url.deletingLastPathComponent()
    let aside = DurableFile.aside(url)
    defer { try? FileManager.default.removeItem(at: aside) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var configuration = Configuration()
      // The file is thrown away unless it is finished, so no journal has to protect it.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
      let queue = try DatabaseQueue(path: aside.path, configuration: configuration)
      try queue.write { database in
        try createTables(database)
        try insert(records, into: database)
        try SearchIndex.fill(database, with: records)
        let facts = [
          "state root": stateRoot, "source fingerprint": sourceFingerprint, "compiled at": String(compiledAt),
        ]
        for (name, value) in facts {
          try database.execute(sql: "INSERT INTO fact VALUES (?, ?)", arguments: [name, value])
        }
      }
      try queue.close()
      try DurableFile.synchronize(aside)
      try DurableFile.move(aside, to: url)
    } catch {
      throw .cannotWrite(url.path, "\(error)")
    }
  }

  private static func createTables(_ database: Database) throws {
    try database.execute(
      sql: """
        PRAGMA user_version = \(format);
        CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
        """
    )
  }

  private static func insert(_ records: [CatalogRecord], into database: Database) throws {
    let statement = try database.makeStatement(sql: "INSERT INTO record VALUES (?, ?, ?)")
    for record in records {
      try statement.execute(arguments: [record.kind, record.id, record.json.line])
    }
  }
}

extension KitHome {
  /// Makes a release the one in use, by replacing the link in one step.
  public func use(release stateRoot: String) throws(KitStoreError) {
    do throws(DurableFileError) {
      try DurableFile.point(current, to: "releases/\(stateRoot.prefix(16))")
    } catch {
      throw .cannotWrite(current.path, error.reason)
    }
  }
}
