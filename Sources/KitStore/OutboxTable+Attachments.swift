import Foundation
import GRDB

extension OutboxTable {
  /// A photograph or a paper on its way, sealed; it stays here for good.
  public struct Attachment: Sendable, Hashable {
    /// The digest of the file.
    public var digest: String
    /// The record that it belongs to.
    public var record: String
    /// The name of the file.
    public var name: String
    /// The digest of its sealed bytes, under which it travels.
    public var sealed: String
    /// How many sealed bytes there are.
    public var length: Int
    /// Whether the authority's server says that it has all of it.
    public var isComplete = false
    /// What went wrong the last time; empty if nothing did.
    public var lastError = ""

    /// An attachment that is queued now.
    public init(digest: String, record: String, name: String, sealed: String, length: Int) {
      self.digest = digest
      self.record = record
      self.name = name
      self.sealed = sealed
      self.length = length
    }
  }
}

extension OutboxTable.Attachment {
  fileprivate init(_ row: Row) {
    digest = row["digest"]
    record = row["record"]
    name = row["name"]
    sealed = row["sealed"]
    length = row["length"]
    isComplete = row["is_complete"]
    lastError = row["last_error"]
  }
}

extension OutboxTable.Reader {
  private static let selection = """
    SELECT digest, record, name, sealed, length(content) AS length, is_complete, last_error FROM outbox_attachment
    """

  /// All attachments, by record and name.
  public func attachments() throws -> [OutboxTable.Attachment] {
    try Row.fetchAll(database, sql: "\(Self.selection) ORDER BY record, name, digest").map(OutboxTable.Attachment.init)
  }

  /// The attachment of a file.
  public func attachment(_ digest: String) throws -> OutboxTable.Attachment? {
    try Row.fetchOne(database, sql: "\(Self.selection) WHERE digest = ?", arguments: [digest])
      .map(OutboxTable.Attachment.init)
  }

  /// Some of the sealed bytes of an attachment.
  public func bytes(of digest: String, from offset: Int, count: Int) throws -> [UInt8] {
    let data = try Data.fetchOne(
      database,
      sql: "SELECT substr(content, ?, ?) FROM outbox_attachment WHERE digest = ?",
      arguments: [offset + 1, count, digest]
    )
    return data.map { Array($0) } ?? []
  }
}

extension OutboxTable.Writer {
  /// Adds an attachment with its sealed bytes.
  public func append(_ attachment: OutboxTable.Attachment, bytes: [UInt8]) throws {
    try database.execute(
      sql: "INSERT INTO outbox_attachment VALUES (?, ?, ?, ?, ?, 0, '')",
      arguments: [attachment.digest, attachment.record, attachment.name, attachment.sealed, Data(bytes)]
    )
  }

  /// Notes how an attachment stands.
  public func mark(_ attachment: OutboxTable.Attachment) throws {
    try database.execute(
      sql: "UPDATE outbox_attachment SET is_complete = ?, last_error = ? WHERE digest = ?",
      arguments: [attachment.isComplete, attachment.lastError, attachment.digest]
    )
  }
}
