#if Server
public import Envelopes

extension Inbox {
  private static let mostTries: Int64 = 5

  /// Keeps a new code until it is used or expires.
  public func add(_ code: EnrolmentCode, expires: Int64) async throws(StoreError) {
    let added = try await store.write { (transaction) throws(StoreError) in
      try transaction.run(
        "INSERT INTO code (name, proof_key, expires, tries) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING",
        [.text(code.name), .bytes(code.proofKey), .integer(expires)]
      ).touched
    }
    guard added > 0 else { throw .failed("a code of the same name exists; make another one") }
  }

  /// Lets a kit in that knows an unused code.
  ///
  /// A code lets one kit in; the same kit may ask again, because it may not have heard the answer. After five wrong
  /// proofs the code is dead.
  ///
  /// - Returns: the answer, or nil: why is not told to somebody who may be guessing.
  public func enrol(_ request: EnrolmentRequest, at now: Int64) async throws(StoreError) -> EnrolmentAnswer? {
    guard request.hasKey else { return nil }
    return try await store.write { (transaction) throws(StoreError) in
      let rows = try transaction.run(
        "SELECT proof_key, expires, tries, kit FROM code WHERE name = $1\(transaction.lock)",
        [.text(request.code)]
      ).rows
      guard let row = rows.first, try row.integer(1) > now, try row.integer(2) < Self.mostTries else { return nil }
      let proofKey = try row.bytes(0)
      guard request.knows(proofKey) else {
        try transaction.run("UPDATE code SET tries = tries + 1 WHERE name = $1", [.text(request.code)])
        return nil
      }
      let isUsed = !row.isNull(3)
      if isUsed, try row.text(3) != request.kit.hex { return nil }
      try Self.letIn(request, at: now, in: transaction)
      // A kit that was shut out is not let in again under the same key.
      let kit = try transaction.run("\(Kit.columns) WHERE id = $1", [.text(request.kit.hex)]).rows.first
      guard let kit, try Kit(kit).revoked == nil else { return nil }
      return EnrolmentAnswer(to: request, proofKey: proofKey)
    }
  }

  private static func letIn(
    _ request: EnrolmentRequest,
    at now: Int64,
    in transaction: any StoreTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO kit (id, public_key, enrolled, sequence, link, highest, alarms) VALUES ($1, $2, $3, 0, $4, 0, 0)
      ON CONFLICT DO NOTHING
      """,
      [.text(request.kit.hex), .bytes(request.publicKey), .integer(now), .text(Fingerprint.zero.hex)]
    )
    try transaction.run(
      "UPDATE code SET kit = $1 WHERE name = $2",
      [.text(request.kit.hex), .text(request.code)]
    )
  }
}
#endif
