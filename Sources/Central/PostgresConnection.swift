#if Server
import CPostgres

/// One connection to a PostgreSQL server.
///
/// Unchecked, because libpq wants one thread at a time and the store lends each connection to one borrower only.
final class PostgresConnection: @unchecked Sendable {
  private enum TypeID {
    static let bytes: UInt32 = 17
    static let integer: UInt32 = 20
    static let smallerInteger: UInt32 = 23
  }

  private let connection: OpaquePointer

  init(_ url: String) throws(StoreError) {
    guard cpostgres_is_installed() else { throw .noPostgresLibrary }
    guard let connection = cpostgres_connect(url) else { throw .failed("no memory for a connection") }
    self.connection = connection
    guard cpostgres_is_open(connection) else { throw .failed(message) }
  }

  deinit { cpostgres_close(connection) }

  private var message: String {
    String(cString: cpostgres_message(connection)).split(separator: "\n").joined(separator: "; ")
  }

  /// Runs `body` between BEGIN and COMMIT.
  func transaction<Value>(
    _ body: (any StoreTransaction) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    // The server may have been restarted since the connection was last used.
    if !cpostgres_is_open(connection) { cpostgres_reset(connection) }
    try run("BEGIN", [])
    do throws(StoreError) {
      let value = try body(PostgresTransaction(connection: self))
      try run("COMMIT", [])
      return value
    } catch {
      _ = try? run("ROLLBACK", [])
      throw error
    }
  }

  @discardableResult
  func run(_ sql: String, _ values: [StoreValue]) throws(StoreError) -> StoreResult {
    let parameters = values.map(Parameter.init)
    let result = withParameters(parameters[...], []) { pointers in
      cpostgres_run(
        connection,
        sql,
        Int32(parameters.count),
        parameters.map(\.type),
        pointers,
        parameters.map(\.length),
        parameters.map(\.format)
      )
    }
    defer { cpostgres_clear(result) }
    guard cpostgres_succeeded(result) else { throw .failed(message) }
    let rows = (0..<cpostgres_rows(result)).map { row in
      StoreRow(values: (0..<cpostgres_columns(result)).map { Self.value(result, row, $0) })
    }
    return StoreResult(rows: rows, touched: Int(String(cString: cpostgres_touched(result))) ?? 0)
  }

  /// Calls `body` while every parameter stays where its pointer says.
  private func withParameters<Value>(
    _ rest: ArraySlice<Parameter>,
    _ pointers: [UnsafePointer<CChar>?],
    _ body: ([UnsafePointer<CChar>?]) -> Value
  ) -> Value {
    guard let first = rest.first else { return body(pointers) }
    guard let content = first.content else { return withParameters(rest.dropFirst(), pointers + [nil], body) }
    return content.withUnsafeBytes { bytes in
      withParameters(rest.dropFirst(), pointers + [bytes.assumingMemoryBound(to: CChar.self).baseAddress], body)
    }
  }

  private static func value(_ result: OpaquePointer?, _ row: Int32, _ column: Int32) -> StoreValue {
    guard !cpostgres_is_null(result, row, column), let start = cpostgres_value(result, row, column) else {
      return .null
    }
    let count = Int(cpostgres_length(result, row, column))
    let bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    switch cpostgres_type(result, column) {
    case TypeID.bytes: return .bytes(bytes)
    case TypeID.integer: return .integer(bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) })
    case TypeID.smallerInteger:
      return .integer(Int64(Int32(truncatingIfNeeded: bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) })))
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  private struct Parameter {
    let type: UInt32
    let format: Int32
    /// Ends with a zero byte, which a text needs and which gives bytes of no length a place.
    let content: [UInt8]?

    var length: Int32 { Int32(clamping: (content?.count ?? 1) - 1) }

    init(_ value: StoreValue) {
      switch value {
      case .null: (type, format, content) = (0, 0, nil)
      case .integer(let integer): (type, format, content) = (TypeID.integer, 0, Array(String(integer).utf8) + [0])
      case .text(let text): (type, format, content) = (0, 0, Array(text.utf8) + [0])
      case .bytes(let bytes): (type, format, content) = (TypeID.bytes, 1, bytes + [0])
      }
    }
  }
}

private struct PostgresTransaction: StoreTransaction {
  let connection: PostgresConnection
  let lock = " FOR UPDATE"
  let typeOfBytes = "BYTEA"
  /// The number only has to be the same in every server.
  let turn: String? = "SELECT pg_advisory_xact_lock(6761757)"

  func run(_ sql: String, _ values: [StoreValue]) throws(StoreError) -> StoreResult {
    try connection.run(sql, values)
  }
}
#endif
