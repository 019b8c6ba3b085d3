#if Server
import NIOPosix

/// The inbox in a PostgreSQL database, which any number of servers share.
public final class PostgresStore: RecordStore {
  private let connections: ConnectionShelf
  private let threads = NIOThreadPool.singleton

  /// Connects to a server.
  ///
  /// - Parameters:
  ///   - url: `postgres://user@host/database`, or any other form that libpq takes.
  ///   - connections: how many transactions run at the same time.
  public init(_ url: String, connections count: Int = 8) throws(StoreError) {
    var all: [PostgresConnection] = []
    for _ in 0..<max(1, count) { all.append(try PostgresConnection(url)) }
    connections = ConnectionShelf(all)
  }

  /// Runs `body` between BEGIN and COMMIT.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let connection = await connections.borrow()
    let result: Result<Value, StoreError>
    do {
      result = try await threads.runIfActive {
        Result { () throws(StoreError) in try connection.transaction(body) }
      }
    } catch {
      // The pool's threads stop only with the program; a cancelled caller has lost interest.
      result = .failure(.failed("\(error)"))
    }
    await connections.giveBack(connection)
    return try result.get()
  }

  /// Runs `body` in a transaction of its own.
  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await write(body)
  }
}

/// Lends connections to one borrower each; others wait in line.
private actor ConnectionShelf {
  private var free: [PostgresConnection]
  private var line: [CheckedContinuation<PostgresConnection, Never>] = []

  init(_ connections: [PostgresConnection]) { free = connections }

  func borrow() async -> PostgresConnection {
    if let connection = free.popLast() { return connection }
    return await withCheckedContinuation { line.append($0) }
  }

  func giveBack(_ connection: PostgresConnection) {
    if line.isEmpty { free.append(connection) } else { line.removeFirst().resume(returning: connection) }
  }
}
#endif
