#if Server
public import Envelopes

/// The authority's inbox: which kits may send, and what they sent.
public struct Inbox: Sendable {
  static let format: Int64 = 1

  let store: any RecordStore

  /// Opens the inbox that a database holds, or makes it.
  public init(_ store: any RecordStore) async throws(StoreError) {
    self.store = store
    try await store.write { (transaction) throws(StoreError) in try Self.prepare(transaction) }
  }

  /// A kit that was let in.
  public struct Kit: Hashable, Sendable {
    /// The digest of its public key.
    public let id: Fingerprint
    /// Its Ed25519 public key.
    public let publicKey: [UInt8]
    /// When it was let in, in seconds since 1970.
    public let enrolled: Int64
    /// When it was shut out, if it was.
    public let revoked: Int64?
    /// How far its chain is held.
    public let head: ChainHead
    /// How often something did not fit its chain.
    public let alarms: Int64
  }

  /// How far a kit's chain is held.
  public struct ChainHead: Hashable, Sendable {
    /// The number of the last envelope without a gap before it.
    public var sequence: Int64
    /// The link of that envelope.
    public var link: Fingerprint
    /// The highest number that is held; above ``sequence`` where some before it are missing.
    public var highest: Int64
  }

  private static func prepare(_ transaction: any StoreTransaction) throws(StoreError) {
    if let turn = transaction.turn { try transaction.run(turn, []) }
    try transaction.run("CREATE TABLE IF NOT EXISTS format (version BIGINT NOT NULL PRIMARY KEY)", [])
    try transaction.run("INSERT INTO format VALUES ($1) ON CONFLICT DO NOTHING", [.integer(format)])
    let found = try transaction.run("SELECT max(version) FROM format", []).rows.first?.integer(0) ?? format
    guard found <= format else { throw .newerFormat(found) }
    for table in tables(bytes: transaction.typeOfBytes) { try transaction.run(table, []) }
  }

  private static func tables(bytes: String) -> [String] {
    [
      """
      CREATE TABLE IF NOT EXISTS kit (
        id TEXT NOT NULL PRIMARY KEY, public_key \(bytes) NOT NULL, enrolled BIGINT NOT NULL, revoked BIGINT,
        sequence BIGINT NOT NULL, link TEXT NOT NULL, highest BIGINT NOT NULL, alarms BIGINT NOT NULL
      )
      """,
      """
      CREATE TABLE IF NOT EXISTS record (
        kit TEXT NOT NULL, record TEXT NOT NULL, revision BIGINT NOT NULL, sequence BIGINT NOT NULL,
        previous TEXT NOT NULL, link TEXT NOT NULL, reason TEXT, received BIGINT NOT NULL, envelope \(bytes) NOT NULL,
        PRIMARY KEY (kit, record, revision), UNIQUE (kit, sequence)
      )
      """,
      """
      CREATE TABLE IF NOT EXISTS quarantine (
        kit TEXT NOT NULL, link TEXT NOT NULL, reason TEXT NOT NULL, received BIGINT NOT NULL,
        envelope \(bytes) NOT NULL, PRIMARY KEY (kit, link)
      )
      """,
      """
      CREATE TABLE IF NOT EXISTS code (
        name TEXT NOT NULL PRIMARY KEY, proof_key \(bytes) NOT NULL, expires BIGINT NOT NULL, tries BIGINT NOT NULL,
        kit TEXT
      )
      """,
    ]
  }

  /// All kits, in the order in which they were let in.
  public func kits() async throws(StoreError) -> [Kit] {
    try await store.read { (transaction) throws(StoreError) in
      var kits: [Kit] = []
      for row in try transaction.run("\(Kit.columns) ORDER BY enrolled, id", []).rows { kits.append(try Kit(row)) }
      return kits
    }
  }

  /// One kit, or nil if it was never let in.
  public func kit(_ id: Fingerprint) async throws(StoreError) -> Kit? {
    try await store.read { (transaction) throws(StoreError) in
      guard let row = try transaction.run("\(Kit.columns) WHERE id = $1", [.text(id.hex)]).rows.first else {
        return nil
      }
      return try Kit(row)
    }
  }

  /// Shuts a kit out; what it sent stays.
  ///
  /// - Returns: whether there is such a kit.
  public func revoke(_ id: Fingerprint, at now: Int64) async throws(StoreError) -> Bool {
    try await store.write { (transaction) throws(StoreError) in
      try transaction.run(
        "UPDATE kit SET revoked = coalesce(revoked, $1) WHERE id = $2",
        [.integer(now), .text(id.hex)]
      ).touched > 0
    }
  }

  /// Sums over all kits.
  public struct Totals: Hashable, Sendable {
    /// How many kits were let in and not shut out.
    public let kits: Int64
    /// How many envelopes are held without a gap before them.
    public let records: Int64
    /// How many numbers lie between those and the highest that is held.
    public let ahead: Int64
    /// How often something did not fit a kit's chain.
    public let alarms: Int64
  }

  /// Sums over all kits, without reading the records.
  public func totals() async throws(StoreError) -> Totals {
    try await store.read { (transaction) throws(StoreError) in
      // PostgreSQL sums whole numbers into a wider type.
      let sums = ["sequence", "highest - sequence", "alarms"].map { "CAST(coalesce(sum(\($0)), 0) AS BIGINT)" }
      let sql = "SELECT count(*) - count(revoked), \(sums.joined(separator: ", ")) FROM kit"
      guard let row = try transaction.run(sql, []).rows.first else { throw .damaged }
      return Totals(
        kits: try row.integer(0),
        records: try row.integer(1),
        ahead: try row.integer(2),
        alarms: try row.integer(3)
      )
    }
  }

  /// Envelopes that are held, in the order of kit and number.
  ///
  /// - Parameters:
  ///   - kit: whose.
  ///   - sequence: those after this number.
  ///   - limit: at most so many.
  public func envelopes(
    of kit: Fingerprint,
    after sequence: Int64,
    limit: Int64
  ) async throws(StoreError) -> [[UInt8]] {
    try await store.read { (transaction) throws(StoreError) in
      let sql = "SELECT envelope FROM record WHERE kit = $1 AND sequence > $2 ORDER BY sequence LIMIT $3"
      var envelopes: [[UInt8]] = []
      let values: [StoreValue] = [.text(kit.hex), .integer(sequence), .integer(limit)]
      for row in try transaction.run(sql, values).rows { envelopes.append(try row.bytes(0)) }
      return envelopes
    }
  }
}

extension Inbox.Kit {
  static let columns = "SELECT id, public_key, enrolled, revoked, sequence, link, highest, alarms FROM kit"

  init(_ row: StoreRow) throws(StoreError) {
    guard let id = Fingerprint(hex: try row.text(0)), let link = Fingerprint(hex: try row.text(5)) else {
      throw .damaged
    }
    self.id = id
    publicKey = try row.bytes(1)
    enrolled = try row.integer(2)
    revoked = row.isNull(3) ? nil : try row.integer(3)
    head = Inbox.ChainHead(sequence: try row.integer(4), link: link, highest: try row.integer(6))
    alarms = try row.integer(7)
  }
}
#endif
