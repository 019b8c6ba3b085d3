import CanonicalJSON
public import Catalog
import DurableFiles
public import Foundation
import GRDB

/// A record with the line that it is stored as.
public struct StoredRecord: Sendable {
  /// What this program reads of it.
  public let record: CatalogRecord
  /// The record as it came; it may hold more than this program knows, and none of that is lost.
  public let line: [UInt8]

  /// A record that came as a line.
  public init(_ record: CatalogRecord, line: [UInt8]) {
    self.record = record
    self.line = line
  }
}

/// Where the records of a release come from.
public struct ReleaseOrigin: Sendable {
  /// The digest over the records.
  public let stateRoot: String
  /// What the files looked like that they were compiled from; empty for a signed release.
  public let sourceFingerprint: String
  /// When the file is made, in seconds since 1970.
  public let compiledAt: Int
  /// What was signed; nil for a catalog that is compiled on this kit.
  public let signed: Signed?

  /// A release that the authority signed.
  public struct Signed: Sendable {
    /// Its number.
    public let release: Int
    /// When it was issued, in seconds since 1970.
    public let issuedAt: Int
    /// Its manifest, byte for byte.
    public let manifest: [UInt8]

    /// A signed release.
    public init(release: Int, issuedAt: Int, manifest: [UInt8]) {
      self.release = release
      self.issuedAt = issuedAt
      self.manifest = manifest
    }
  }

  /// An origin.
  public init(stateRoot: String, sourceFingerprint: String = "", compiledAt: Int, signed: Signed? = nil) {
    self.stateRoot = stateRoot
    self.sourceFingerprint = sourceFingerprint
    self.compiledAt = compiledAt
    self.signed = signed
  }

  fileprivate var facts: [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = [
      ("state root", stateRoot), ("source fingerprint", sourceFingerprint), ("compiled at", String(compiledAt)),
    ]
    if let signed {
      facts += [
        ("release", String(signed.release)), ("issued at", String(signed.issuedAt)),
        ("manifest", String(decoding: signed.manifest, as: UTF8.self)),
      ]
    }
    return facts
  }
}

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
    let origin = ReleaseOrigin(stateRoot: stateRoot, sourceFingerprint: sourceFingerprint, compiledAt: compiledAt)
    var rest = records[...]
    do {
      try build(
        from: { rest.popFirst().map { StoredRecord($0, line: Array($0.json.line.utf8)) } },
        origin: origin,
        at: url
      )
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotWrite(url.path, "\(error)")
    }
  }

  /// Writes a release of records that come one by one beside its place, examines it and moves it there in one step.
  ///
  /// - Parameters:
  ///   - records: gives the next record in canonical order, and nil at the end.
  ///   - origin: where they come from.
  ///   - url: the place.
  ///   - examine: looks at the finished file before it gets its place.
  /// - Throws: what `records` or `examine` throws, or ``KitStoreError``; the place then holds what it held.
  public static func build(
    from records: () throws -> StoredRecord?,
    origin: ReleaseOrigin,
    at url: URL,
    examine: (CatalogDatabase) throws -> Void = { _ in }
  ) throws {
    let aside = DurableFile.aside(url)
    defer { try? FileManager.default.removeItem(at: aside) }
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try write(records, origin: origin, to: aside)
      try examine(CatalogDatabase(at: aside))
      try DurableFile.synchronize(aside)
      try DurableFile.move(aside, to: url)
      // The folder itself may be new.
      try DurableFile.synchronize(url.deletingLastPathComponent().deletingLastPathComponent())
    } catch let error as DatabaseError {
      throw KitStoreError.cannotWrite(url.path, "\(error)")
    } catch let error as DurableFileError {
      throw KitStoreError.cannotWrite(url.path, error.reason)
    } catch let error as CocoaError {
      throw KitStoreError.cannotWrite(url.path, error.localizedDescription)
    }
  }

  private static func write(_ records: () throws -> StoredRecord?, origin: ReleaseOrigin, to file: URL) throws {
    var configuration = Configuration()
    // The file is thrown away unless it is finished, so no journal has to protect it.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") }
    let queue = try DatabaseQueue(path: file.path, configuration: configuration)
    try queue.write { database in
      try createTables(database)
      var index = try SearchIndex.Writer(database)
      let statement = try database.makeStatement(sql: "INSERT INTO record VALUES (?, ?, ?)")
      while let stored = try records() {
        let line = String(decoding: stored.line, as: UTF8.self)
        try statement.execute(arguments: [stored.record.kind, stored.record.id, line])
        try index.add(stored.record)
      }
      try index.finish()
      for (name, value) in origin.facts {
        try database.execute(sql: "INSERT INTO fact VALUES (?, ?)", arguments: [name, value])
      }
    }
    try queue.close()
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
