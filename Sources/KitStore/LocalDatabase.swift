public import Foundation
import GRDB
public import Overlays
import CanonicalJSON

/// What was made on this kit, in one SQLite file that survives every release: `local.db`.
///
/// Each step that the file's form has taken is a migration with a number; they run one after the other, each in a
/// transaction of its own that also writes the number down. A file that a newer program has brought further is refused
/// and stays as it is.
public struct LocalDatabase: Sendable {
  /// The file.
  public let url: URL
  let queue: DatabaseQueue

  /// The steps, oldest first; a step that was shipped is never changed, further ones are put behind it.
  static let migrations = [
    // Statements are only ever added, each kit's numbered from 1 without gaps.
    """
    CREATE TABLE overlay (
      kit TEXT NOT NULL, seq INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kit, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER overlay_without_gaps BEFORE INSERT ON overlay
      WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM overlay WHERE kit = NEW.kit)
      BEGIN SELECT raise(ABORT, 'a number is missing or given twice'); END;
    CREATE TRIGGER overlay_unchanged BEFORE UPDATE ON overlay
      BEGIN SELECT raise(ABORT, 'statements are never changed'); END;
    CREATE TRIGGER overlay_kept BEFORE DELETE ON overlay
      BEGIN SELECT raise(ABORT, 'statements are never deleted'); END;
    """,
    OutboxTable.migration,
  ]

  /// What waits for the authority's receipt.
  public var outbox: OutboxTable { OutboxTable(queue, path: url.path) }

  /// Opens a kit's file, or makes it at first use.
  ///
  /// - Throws: ``KitStoreError`` if it cannot be opened or is newer than this program.
  public init(of home: KitHome) throws(KitStoreError) {
    if !FileManager.default.fileExists(atPath: home.localDatabase.path) { try home.create() }
    try self.init(at: home.localDatabase, migrations: Self.migrations)
  }

  /// Opens a kit's file if it has one.
  public static func existing(in home: KitHome) throws(KitStoreError) -> LocalDatabase? {
    guard FileManager.default.fileExists(atPath: home.localDatabase.path) else { return nil }
    return try LocalDatabase(of: home)
  }

  init(at url: URL, migrations: [String]) throws(KitStoreError) {
    self.url = url
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase {
        try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      }
      queue = try DatabaseQueue(path: url.path, configuration: configuration)
      let found = try queue.read(Self.version)
      guard found <= migrations.count else {
        throw KitStoreError.newerFormat(url.path, found: found, known: migrations.count)
      }
      for step in found..<migrations.count {
        try queue.write { database in
          // Another program may have taken the step in the meantime.
          guard try Self.version(database) == step else { return }
          try database.execute(sql: migrations[step])
          try database.execute(sql: "PRAGMA user_version = \(step + 1)")
        }
      }
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotRead(url.path, "\(error)")
    }
  }

  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(KitStoreError) -> Value {
    do {
      return try queue.read(body)
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotRead(url.path, "\(error)")
    }
  }

  /// Runs `body` in one transaction: all of it is on the disk afterwards, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(KitStoreError) -> Value {
    do {
      return try queue.write(body)
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotWrite(url.path, "\(error)")
    }
  }
}

extension LocalDatabase {
  /// Every statement, by kit and number.
  public func statements() throws(KitStoreError) -> [OverlayStatement] {
    try read { database in
      let rows = try Row.fetchAll(database, sql: "SELECT kit, seq, json FROM overlay ORDER BY kit, seq")
      return try rows.map { row in
        guard let statement = (try? JSONValue(parsing: (row["json"] as String).utf8)).flatMap(OverlayStatement.init)
        else { throw KitStoreError.cannotRead(url.path, "local change \(row["seq"] as Int64) is damaged") }
        return statement
      }
    }
  }

  /// Whether the file is whole.
  public func integrityProblems() throws(KitStoreError) -> [String] {
    try read { try String.fetchAll($0, sql: "PRAGMA integrity_check").filter { $0 != "ok" } }
  }

  /// Adds statements of this kit under its next numbers, all of them or none.
  ///
  /// - Parameters:
  ///   - drafts: what is said.
  ///   - kit: the kit's id.
  ///   - author: the number of the officer who says it; may be empty.
  ///   - time: the present, in seconds since 1970.
  /// - Returns: the statements as they were stored.
  @discardableResult
  public func append(
    _ drafts: [OverlayDraft],
    kit: String,
    author: String,
    time: Int64
  ) throws(KitStoreError) -> [OverlayStatement] {
    try write { database in
      let last = try Int64.fetchOne(database, sql: "SELECT max(seq) FROM overlay WHERE kit = ?", arguments: [kit]) ?? 0
      return try drafts.enumerated().map { offset, draft in
        let key = OverlayStatement.Key(kit: kit, seq: last + Int64(offset) + 1)
        let statement = OverlayStatement(key: key, author: author, time: time, draft)
        try database.execute(
          sql: "INSERT INTO overlay VALUES (?, ?, ?)",
          arguments: [kit, key.seq, statement.json.line]
        )
        return statement
      }
    }
  }
}

extension KitHome {
  /// The file with what was made on this kit.
  public var localDatabase: URL { folder.appendingPathComponent("local.db") }
}
