#if Server
/// Where the inbox is kept: a database that runs transactions.
///
/// The inbox is written in the SQL that SQLite and PostgreSQL share, with parameters `$1`, `$2` … in the order of their
/// first use.
public protocol RecordStore: Sendable {
  /// Runs `body` as one transaction; when this returns, what it wrote survives a power cut.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value

  /// Runs `body` on one consistent state.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value
}

/// One transaction that is under way.
public protocol StoreTransaction {
  /// The name of the type that holds bytes.
  var typeOfBytes: String { get }
  /// What follows a SELECT so that nobody else changes the row before the transaction ends.
  var lock: String { get }
  /// A statement that keeps other servers from making the same tables at the same time, where there are others.
  var turn: String? { get }

  /// Runs one statement.
  @discardableResult
  func run(_ sql: String, _ values: [StoreValue]) throws(StoreError) -> StoreResult
}

/// One value of a row or a parameter.
public enum StoreValue: Sendable, Hashable {
  /// No value.
  case null
  /// A whole number.
  case integer(Int64)
  /// A text.
  case text(String)
  /// Bytes.
  case bytes([UInt8])

  var integer: Int64? {
    if case .integer(let value) = self { value } else { nil }
  }

  var text: String? {
    if case .text(let value) = self { value } else { nil }
  }

  var bytes: [UInt8]? {
    if case .bytes(let value) = self { value } else { nil }
  }
}

/// What a statement gave.
public struct StoreResult: Sendable {
  /// The rows of a SELECT.
  public var rows: [StoreRow] = []
  /// How many rows were inserted, updated or deleted.
  public var touched = 0
}

/// One row, read from its first column to its last.
public struct StoreRow: Sendable {
  let values: [StoreValue]

  func integer(_ column: Int) throws(StoreError) -> Int64 {
    guard values.indices.contains(column), let value = values[column].integer else { throw .damaged }
    return value
  }

  func text(_ column: Int) throws(StoreError) -> String {
    guard values.indices.contains(column), let value = values[column].text else { throw .damaged }
    return value
  }

  func bytes(_ column: Int) throws(StoreError) -> [UInt8] {
    guard values.indices.contains(column), let value = values[column].bytes else { throw .damaged }
    return value
  }

  func isNull(_ column: Int) -> Bool { values.indices.contains(column) && values[column] == .null }
}

/// Why the inbox could not be read or written; nothing of the transaction was kept.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The database refused or was not reached.
  case failed(String)
  /// The database belongs to a newer program.
  case newerFormat(Int64)
  /// A row does not hold what this program writes.
  case damaged
  /// libpq is not installed.
  case noPostgresLibrary

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .failed(let reason): "the inbox's database failed: \(reason)"
    case .newerFormat(let found):
      "the inbox has format \(found), but this program knows formats up to \(Inbox.format); install a newer one"
    case .damaged: "the inbox holds a row that this program did not write; restore it from a backup"
    case .noPostgresLibrary: "libpq is not installed; run 'apt-get install libpq5' or leave out --database"
    }
  }
}
#endif
