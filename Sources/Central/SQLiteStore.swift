#if Server
public import Foundation
import GRDB
import Synchronization

/// The inbox in one SQLite file beside the server.
///
/// Writes of many requests are committed together: each waits for at most ``window`` and for one synchronisation of the
/// disk, which is what limits the number of commits a second.
public final class SQLiteStore: RecordStore {
  private static let window = Duration.milliseconds(5)
  private static let mostTogether = 500

  private let pool: DatabasePool
  private let committer: GroupCommit

  /// Opens or makes the file.
  public init(at file: URL) throws(StoreError) {
    do {
      var configuration = Configuration()
      // The command that lists kits or makes codes runs beside the server.
      configuration.busyMode = .timeout(20)
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      pool = try DatabasePool(path: file.path, configuration: configuration)
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    } catch {
      throw .failed("\(error)")
    }
    committer = GroupCommit(pool, window: Self.window, mostTogether: Self.mostTogether)
  }

  /// Runs `body` together with what other requests write at the same time.
  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await committer.write(body)
  }

  /// Runs `body` beside writers.
  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    do {
      return try await pool.read { try body(SQLiteTransaction(database: $0)) }
    } catch {
      throw StoreError(sqlite: error)
    }
  }
}

/// Collects transactions and commits them together.
private actor GroupCommit {
  private struct Job: Sendable {
    let run: @Sendable (SQLiteTransaction) -> Bool
    let finish: @Sendable (StoreError?) -> Void
  }

  private let pool: DatabasePool
  private let window: Duration
  private let mostTogether: Int
  private var waiting: [Job] = []
  private var isRunning = false

  init(_ pool: DatabasePool, window: Duration, mostTogether: Int) {
    self.pool = pool
    self.window = window
    self.mostTogether = mostTogether
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any StoreTransaction) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let outcome = Outcome<Value>()
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      waiting.append(
        Job { transaction in
          outcome.set(Result { () throws(StoreError) in try body(transaction) })
        } finish: { error in
          continuation.resume(returning: error.map(Result<Value, StoreError>.failure) ?? outcome.value)
        }
      )
      if !isRunning {
        isRunning = true
        Task { await run() }
      }
    }
    return try result.get()
  }

  private func run() async {
    // What arrived while the last commit was under way has waited long enough.
    try? await Task.sleep(for: window)
    while !waiting.isEmpty {
      let jobs = Array(waiting.prefix(mostTogether))
      waiting.removeFirst(jobs.count)
      let error = await commit(jobs)
      for job in jobs { job.finish(error) }
    }
    isRunning = false
  }

  /// Runs jobs in one transaction; one that fails is undone alone.
  private func commit(_ jobs: [Job]) async -> StoreError? {
    do {
      try await pool.write { database in
        let transaction = SQLiteTransaction(database: database)
        for job in jobs {
          try database.inSavepoint { job.run(transaction) ? .commit : .rollback }
        }
      }
      return nil
    } catch {
      return StoreError(sqlite: error)
    }
  }
}

/// The result of a job, set where it runs and read once its transaction is durable.
private final class Outcome<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, StoreError>>(.failure(.failed("the transaction did not run")))

  var value: Result<Value, StoreError> { result.withLock { $0 } }

  func set(_ value: Result<Value, StoreError>) -> Bool {
    result.withLock { $0 = value }
    if case .success = value { return true }
    return false
  }
}

private struct SQLiteTransaction: StoreTransaction {
  let database: Database
  // There is one writer, so that rows need no lock of their own.
  let lock = ""
  let typeOfBytes = "BLOB"
  let turn: String? = nil

  func run(_ sql: String, _ values: [StoreValue]) throws(StoreError) -> StoreResult {
    do {
      let statement = try database.cachedStatement(sql: sql)
      statement.arguments = StatementArguments(values.map(Self.databaseValue))
      if statement.columnCount > 0 {
        let rows = try Row.fetchAll(statement).map { row in
          StoreRow(values: row.databaseValues.map(Self.storeValue))
        }
        return StoreResult(rows: rows)
      }
      try statement.execute()
      return StoreResult(touched: database.changesCount)
    } catch {
      throw StoreError(sqlite: error)
    }
  }

  private static func databaseValue(_ value: StoreValue) -> DatabaseValue {
    switch value {
    case .null: .null
    case .integer(let integer): integer.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): Data(bytes).databaseValue
    }
  }

  private static func storeValue(_ value: DatabaseValue) -> StoreValue {
    switch value.storage {
    case .null, .double: .null
    case .int64(let integer): .integer(integer)
    case .string(let text): .text(text)
    case .blob(let data): .bytes(Array(data))
    }
  }
}

extension StoreError {
  fileprivate init(sqlite error: any Error) {
    self = error as? StoreError ?? .failed((error as? DatabaseError)?.message ?? "\(error)")
  }
}
#endif
