import Testing
import Trust

/// Version numbers driven up by a thief of keys block nothing once the keys are rotated.
struct RecoveryTests {
  @Test func `a rotated timestamp key ends the hold of the old timestamp`() throws {
    var repository = try Repository()
    repository.timestamp.version = 1_000
    try repository.publish(.timestamp)
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    repository.assignKeys(.timestamp, count: 1, threshold: 1)
    try repository.publishNextRoot()
    repository.timestamp.version = 2
    try repository.publish(.timestamp)
    try kit.refresh(from: repository)
    #expect(kit.versions == [2, 2, 1, 1])
  }

  @Test func `a rotated snapshot key ends the hold of the old snapshot and of what it lists`() throws {
    var repository = try Repository()
    try repository.delegate(to: "unwanted")
    try repository.publishDelegated()
    repository.snapshot.version = 1_000
    repository.targets.version = 1_000
    try repository.publish(.targets, .snapshot, .timestamp)
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    repository.assignKeys(.snapshot, count: 1, threshold: 1)
    try repository.publishNextRoot()
    repository.snapshot.version = 1
    repository.targets.version = 1
    repository.targets.delegations = nil
    repository.snapshot.files["unwanted.json"] = nil
    try repository.release()
    try kit.refresh(from: repository)
    #expect(kit.versions == [2, 2, 2, 2])
  }

  @Test func `a rotated snapshot key leaves the hold of the timestamp`() throws {
    var repository = try Repository()
    for _ in 0..<3 { try repository.release() }
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    repository.assignKeys(.snapshot, count: 1, threshold: 1)
    try repository.publishNextRoot()
    repository.timestamp.version = 2
    try repository.release()
    #expect(kit.refusal(from: repository) == .rolledBack(file: "timestamp.json", offered: 3, held: 4))
  }

  @Test func `a new root that keeps the keys keeps the hold`() throws {
    var repository = try Repository()
    try repository.release()
    let before = repository
    try repository.release()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    var replayed = before
    try replayed.publishNextRoot()
    #expect(kit.refusal(from: replayed) == .rolledBack(file: "timestamp.json", offered: 2, held: 3))
    #expect(kit.versions == [2, 3, 3, 3])
  }

  @Test func `what a revoked key signed is refused`() throws {
    for role in [TopLevelRole.timestamp, .snapshot, .targets] {
      var repository = try Repository()
      let stolen = repository.signers[role.rawValue]
      let kit = try Kit(repository)
      repository.assignKeys(role, count: 1, threshold: 1)
      try repository.publishNextRoot()
      repository.signers[role.rawValue] = stolen
      try repository.release()
      #expect(kit.refusal(from: repository) == .unsigned(file: "\(role.rawValue).json", signers: 0, threshold: 1))
    }
  }
}
