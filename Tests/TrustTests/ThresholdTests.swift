import CanonicalJSON
import Testing
import Trust

struct ThresholdTests {
  @Test func `one signature fewer than the threshold is not enough, for any role`() throws {
    for role in [TopLevelRole.timestamp, .snapshot, .targets] {
      var repository = try Repository()
      let kit = try Kit(repository)
      repository.assignKeys(role, count: 3, threshold: 2)
      try repository.publishNextRoot()
      try repository.release()
      try kit.refresh(from: repository)
      repository.signers[role.rawValue]?.removeLast(2)
      try repository.release()
      #expect(kit.refusal(from: repository) == .unsigned(file: "\(role.rawValue).json", signers: 1, threshold: 2))
    }
  }

  @Test func `a new root needs the threshold of the old keys and of its own`() throws {
    for (old, new) in [(1, 3), (3, 1), (0, 3), (3, 0)] {
      var repository = try Repository()
      let kit = try Kit(repository)
      let oldKeys = repository.signers["root"] ?? []
      repository.assignKeys(.root, count: 3, threshold: 2)
      repository.signers["root"] = Array((repository.signers["root"] ?? []).prefix(new))
      try repository.publishNextRoot(signedAlsoBy: Array(oldKeys.prefix(old)))
      guard case .unsigned(file: "root.json", _, 2) = kit.refusal(from: repository) else {
        Issue.record("\(old) old and \(new) new signatures pass")
        continue
      }
      #expect(kit.versions == [1, 0, 0, 0])
    }
  }

  @Test func `one key under two ids counts once`() throws {
    let key = SigningKey()
    var twin = key.publicKey.json
    twin["note"] = .text("the same key with another id")
    let second = try PublicKey(.object(twin))
    #expect(second.id != key.publicKey.id)
    let role = RoleKeys(keyIDs: [key.publicKey.id, second.id], threshold: 2)
    let timestamp = TimestampMetadata(version: 1, expires: Repository.start, snapshot: MetaFile(version: 1))
    let once = try Signed(timestamp, signedBy: [key])
    var file = try #require(try JSONValue(parsing: once.bytes).object)
    let signature = try #require(once.signatures.first)
    file["signatures"] = .list(
      [key.publicKey.id, second.id].map { .members(["keyid": .text($0), "sig": .text(signature.value)]) }
    )
    let twice = try Signed<TimestampMetadata>(parsing: JSONValue.object(file).canonicalBytes)
    let keys: NameTable = [key.publicKey.id: key.publicKey, second.id: second]
    #expect(twice.signerCount(of: role, keys: keys) == 1)
    #expect(!twice.isSigned(by: role, keys: keys))
  }

  @Test func `a key that signs for another role does not count`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    repository.signers["timestamp"] = repository.signers["snapshot"]
    try repository.publish(.timestamp)
    #expect(kit.refusal(from: repository) == .unsigned(file: "timestamp.json", signers: 0, threshold: 1))
  }

  @Test func `a file of another role does not pass, though the right key signed it`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    let snapshotAsTimestamp = SnapshotMetadata(
      version: 2,
      expires: Repository.start.adding(days: 9),
      files: ["snapshot.json": MetaFile(version: 1)]
    )
    let keys = repository.signers["timestamp"] ?? []
    repository.files["timestamp.json"] = try Signed(snapshotAsTimestamp, signedBy: keys).bytes
    guard case .malformed(file: "timestamp.json", _) = kit.refusal(from: repository) else {
      Issue.record("a snapshot passed for a timestamp")
      return
    }
  }

  @Test func `wrong and foreign signatures beside enough right ones do no harm`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    repository.signers["timestamp"]?.append(SigningKey())
    try repository.publish(.timestamp)
    var file = try #require(try JSONValue(parsing: repository.files["timestamp.json"] ?? []).object)
    var signatures = try #require(file["signatures"]?.list)
    signatures.append(.members(["keyid": .text("nobody"), "sig": .text("")]))
    signatures.append(.members(["keyid": .text("nobody else"), "sig": .text("not hexadecimal")]))
    file["signatures"] = .list(signatures)
    repository.files["timestamp.json"] = JSONValue.object(file).canonicalBytes
    try kit.refresh(from: repository)
  }

  @Test func `a root that skips a version is refused`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    repository.root.version = 2
    try repository.publishNextRoot()
    repository.files["2.root.json"] = repository.files["3.root.json"]
    repository.files["3.root.json"] = nil
    #expect(kit.refusal(from: repository) == .wrongVersion(file: "root.json", expected: 2, found: 3))
    repository.files["2.root.json"] = repository.files["1.root.json"]
    #expect(kit.refusal(from: repository) == .wrongVersion(file: "root.json", expected: 2, found: 1))
  }

  @Test func `what is said to be signed twice by one key is refused`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    var file = try #require(try JSONValue(parsing: repository.files["timestamp.json"] ?? []).object)
    let signatures = try #require(file["signatures"]?.list)
    file["signatures"] = .list(signatures + signatures)
    repository.files["timestamp.json"] = JSONValue.object(file).canonicalBytes
    guard case .malformed(file: "timestamp.json", _) = kit.refusal(from: repository) else {
      Issue.record("a signature given twice passed")
      return
    }
  }
}
