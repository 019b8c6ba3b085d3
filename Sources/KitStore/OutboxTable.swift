import Foundation
public import GRDB

/// What waits for the authority's receipt: the sealed envelopes of this kit, in the order of their numbers.
///
/// Rows are added and marked, never deleted: an envelope leaves only with its file.
public struct OutboxTable: Sendable {
  /// The step that adds the tables to a kit's file.
  public static let migration = """
    CREATE TABLE outbox (
      sequence INTEGER PRIMARY KEY, record TEXT NOT NULL, revision INTEGER NOT NULL, content TEXT NOT NULL,
      link TEXT NOT NULL, envelope BLOB NOT NULL, state TEXT NOT NULL, queued INTEGER NOT NULL,
      tries INTEGER NOT NULL, next_try INTEGER NOT NULL, last_error TEXT NOT NULL, UNIQUE (record, revision)
    ) STRICT;
    CREATE INDEX outbox_open ON outbox (sequence) WHERE state IN ('queued', 'sent');
    CREATE TABLE outbox_fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TRIGGER outbox_without_gaps BEFORE INSERT ON outbox
      WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM outbox)
      BEGIN SELECT raise(ABORT, 'a number is missing or given twice'); END;
    CREATE TABLE outbox_attachment (
      digest TEXT PRIMARY KEY, record TEXT NOT NULL, name TEXT NOT NULL, sealed TEXT NOT NULL, content BLOB NOT NULL,
      is_complete INTEGER NOT NULL, last_error TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox
      BEGIN SELECT raise(ABORT, 'envelopes are never deleted'); END;
    """

  /// Where an envelope stands.
  public enum State: String, Sendable, CaseIterable {
    /// It was not sent yet.
    case queued
    /// It was sent, or put on a stick; no receipt is held.
    case sent
    /// The authority's receipt for it is held and was verified.
    case acked
    /// The authority refused it.
    case rejected
  }

  /// One envelope.
  public struct Entry: Sendable, Hashable {
    /// Its number, from 1.
    public var sequence: Int64
    /// The record's name.
    public var record: String
    /// The record's revision.
    public var revision: Int64
    /// The digest of what was sealed, to know it again.
    public var content: String
    /// The digest of the envelope's header, which the next one and the receipt name.
    public var link: String
    /// The envelope as it travels.
    public var envelope: [UInt8]
    /// Where it stands.
    public var state = State.queued
    /// When it was queued, in seconds since 1970.
    public var queued: Int64
    /// How often it was sent in vain.
    public var tries: Int64 = 0
    /// When it is sent next, in seconds since 1970.
    public var nextTry: Int64 = 0
    /// Why it was not taken the last time; empty if nothing was wrong.
    public var lastError = ""

    /// An envelope that is queued now.
    public init(
      sequence: Int64,
      record: String,
      revision: Int64,
      content: String,
      link: String,
      envelope: [UInt8],
      queued: Int64
    ) {
      self.sequence = sequence
      self.record = record
      self.revision = revision
      self.content = content
      self.link = link
      self.envelope = envelope
      self.queued = queued
      nextTry = queued
    }
  }

  /// Single facts about the outbox as a whole.
  public enum Fact: String, Sendable {
    /// The last receipt, as it came.
    case receipt
    /// When it came, in seconds since 1970.
    case receiptTime = "receipt time"
    /// What does not fit between this kit and the authority; somebody must look into it.
    case alarm
    /// The last thing that went wrong on the way.
    case lastError = "last error"
  }

  private let database: any DatabaseWriter
  private let path: String

  /// The tables of a kit's file.
  ///
  /// - Parameters:
  ///   - database: the open file, in which ``migration`` was run.
  ///   - path: its name, for messages.
  public init(_ database: any DatabaseWriter, path: String) {
    self.database = database
    self.path = path
  }

  /// Runs `body` on one consistent state.
  public func read<Value>(_ body: (Reader) throws -> Value) throws -> Value {
    try database.read { try body(Reader(database: $0)) }
  }

  /// Runs `body` in one transaction: all of it is on the disk afterwards, or nothing.
  public func write<Value>(_ body: (Writer) throws -> Value) throws -> Value {
    do {
      return try database.write { try body(Writer(database: $0)) }
    } catch let error as DatabaseError {
      throw KitStoreError.cannotWrite(path, error.message ?? "\(error)")
    }
  }

  /// The tables as they stand in one transaction.
  public struct Reader {
    let database: Database

    /// The envelope with the highest number.
    public func last() throws -> Entry? {
      try entries("ORDER BY sequence DESC LIMIT 1").first
    }

    /// The envelope with a number.
    public func entry(_ sequence: Int64) throws -> Entry? {
      try entries("WHERE sequence = ?", [sequence]).first
    }

    /// The last revision of a record.
    public func last(of record: String) throws -> Entry? {
      try entries("WHERE record = ? ORDER BY revision DESC LIMIT 1", [record]).first
    }

    /// Envelopes without a receipt after a number, in order.
    ///
    /// - Parameter due: only those whose next try is not later than this, if given.
    public func open(after sequence: Int64, due: Int64? = nil, limit: Int) throws -> [Entry] {
      try entries(
        "WHERE state IN ('queued', 'sent') AND sequence > ? AND next_try <= ? ORDER BY sequence LIMIT ?",
        [sequence, due ?? Int64.max, limit]
      )
    }

    /// How many envelopes stand where.
    public func counts() throws -> [State: Int] {
      let rows = try Row.fetchAll(database, sql: "SELECT state, count(*) AS n FROM outbox GROUP BY state")
      var counts: [State: Int] = [:]
      for row in rows {
        if let state = State(rawValue: row["state"]) { counts[state] = row["n"] }
      }
      return counts
    }

    /// When the oldest envelope without a receipt was queued, and when the next one is to be sent.
    public func openTimes() throws -> (oldest: Int64, nextTry: Int64)? {
      let sql = "SELECT min(queued) AS oldest, min(next_try) AS next FROM outbox WHERE state IN ('queued', 'sent')"
      guard let row = try Row.fetchOne(database, sql: sql), let oldest = row["oldest"] as Int64?,
        let next = row["next"] as Int64?
      else { return nil }
      return (oldest, next)
    }

    /// Envelopes that the authority refused.
    public func rejected(limit: Int) throws -> [Entry] {
      try entries("WHERE state = 'rejected' ORDER BY sequence LIMIT ?", [limit])
    }

    /// A fact, or nil.
    public func fact(_ fact: Fact) throws -> String? {
      try String.fetchOne(database, sql: "SELECT value FROM outbox_fact WHERE name = ?", arguments: [fact.rawValue])
    }

    private func entries(_ condition: String, _ arguments: StatementArguments = []) throws -> [Entry] {
      let statement = try database.cachedStatement(sql: "SELECT * FROM outbox \(condition)")
      return try Row.fetchAll(statement, arguments: arguments).compactMap { row in
        guard let state = State(rawValue: row["state"]) else { return nil }
        var entry = Entry(
          sequence: row["sequence"],
          record: row["record"],
          revision: row["revision"],
          content: row["content"],
          link: row["link"],
          envelope: Array(row["envelope"] as Data),
          queued: row["queued"]
        )
        entry.state = state
        entry.tries = row["tries"]
        entry.nextTry = row["next_try"]
        entry.lastError = row["last_error"]
        return entry
      }
    }
  }

  /// The tables in a transaction that changes them.
  public struct Writer {
    let database: Database

    /// The tables as they stand now.
    public var reader: Reader { Reader(database: database) }

    /// Adds an envelope.
    public func append(_ entry: Entry) throws {
      try database.execute(
        sql: "INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          entry.sequence, entry.record, entry.revision, entry.content, entry.link, Data(entry.envelope),
          entry.state.rawValue, entry.queued, entry.tries, entry.nextTry, entry.lastError,
        ]
      )
    }

    /// Writes down where an envelope stands now; the envelope itself never changes.
    public func mark(_ entry: Entry) throws {
      let statement = try database.cachedStatement(
        sql: "UPDATE outbox SET state = ?, tries = ?, next_try = ?, last_error = ? WHERE sequence = ?"
      )
      try statement.execute(
        arguments: [entry.state.rawValue, entry.tries, entry.nextTry, entry.lastError, entry.sequence]
      )
    }

    /// Marks everything up to a number as held by the authority, but for what it refused.
    ///
    /// - Returns: how many envelopes this is news for.
    public func acknowledge(upTo sequence: Int64) throws -> Int {
      try database.execute(
        sql: """
          UPDATE outbox SET state = 'acked', last_error = '' WHERE state IN ('queued', 'sent') AND sequence <= ?
          """,
        arguments: [sequence]
      )
      return database.changesCount
    }

    /// Sets a fact, or forgets it.
    public func set(_ fact: Fact, _ value: String?) throws {
      if let value {
        try database.execute(
          sql: "INSERT INTO outbox_fact VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
          arguments: [fact.rawValue, value]
        )
      } else {
        try database.execute(sql: "DELETE FROM outbox_fact WHERE name = ?", arguments: [fact.rawValue])
      }
    }
  }
}
