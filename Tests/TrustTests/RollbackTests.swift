import Testing
import Trust

struct RollbackTests {
  /// A kit that has seen version 3 of everything, and the repository of that time and of the release before.
  private func kitAtThree() throws -> (kit: Kit, now: Repository, before: Repository) {
    var repository = try Repository()
    try repository.release()
    let before = repository
    try repository.release()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    return (kit, repository, before)
  }

  @Test func `an older repository is refused as a whole`() throws {
    let (kit, _, before) = try kitAtThree()
    #expect(kit.refusal(from: before) == .rolledBack(file: "timestamp.json", offered: 2, held: 3))
    #expect(kit.versions == [1, 3, 3, 3])
  }

  @Test(arguments: [true, false])
  func `a new timestamp cannot lead back to an old snapshot`(describesFiles: Bool) throws {
    var (kit, now, before) = try kitAtThree()
    now.describesFiles = describesFiles
    now.snapshot = before.snapshot
    now.timestamp.version = 4
    try now.publish(.snapshot, .timestamp)
    #expect(kit.refusal(from: now) == .rolledBack(file: "snapshot.json", offered: 2, held: 3))
    #expect(kit.versions == [1, 3, 3, 3])
  }

  @Test(arguments: [true, false])
  func `a new snapshot cannot lead back to old targets`(describesFiles: Bool) throws {
    var (kit, now, before) = try kitAtThree()
    now.describesFiles = describesFiles
    now.targets = before.targets
    now.snapshot.version = 4
    now.timestamp.version = 4
    try now.publish(.targets, .snapshot, .timestamp)
    #expect(kit.refusal(from: now) == .rolledBack(file: "targets.json", offered: 2, held: 3))
    #expect(kit.versions == [1, 4, 3, 3])
  }

  @Test func `a kept snapshot that has expired still holds versions down`() throws {
    var repository = try Repository()
    repository.snapshot.expires = Repository.start.adding(days: 5)
    try repository.release()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    repository.snapshot.expires = Repository.start.adding(days: 50)
    repository.targets.version = 0
    try repository.release()
    #expect(kit.refusal(from: repository, days: 6) == .rolledBack(file: "targets.json", offered: 1, held: 2))
  }

  @Test func `a kept timestamp that has expired still holds versions down`() throws {
    let (kit, _, before) = try kitAtThree()
    var replayed = before
    replayed.timestamp.expires = Repository.start.adding(days: 100)
    try replayed.publish(.timestamp)
    #expect(
      kit.refusal(from: replayed, days: 50) == .rolledBack(file: "timestamp.json", offered: 2, held: 3)
    )
  }

  @Test func `a delegated role cannot be led back or dropped`() throws {
    var repository = try Repository()
    try repository.delegate(to: "national")
    repository.delegated["national"]?.version = 5
    try repository.publishDelegated()
    try repository.release()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)

    var older = repository
    older.delegated["national"]?.version = 4
    try older.publishDelegated()
    try older.release()
    #expect(kit.refusal(from: older) == .rolledBack(file: "national.json", offered: 4, held: 5))

    var dropped = repository
    dropped.snapshot.files["national.json"] = nil
    dropped.timestamp.version = 9
    dropped.snapshot.version = 8
    dropped.targets.version = 8
    try dropped.release()
    #expect(kit.refusal(from: dropped) == .dropped(file: "national.json"))
  }

  @Test func `snapshot of the new release with targets of the old one is refused`() throws {
    for describesFiles in [true, false] {
      var repository = try Repository()
      repository.describesFiles = describesFiles
      let kit = try Kit(repository)
      try repository.release("release 2")
      var mixed = repository
      mixed.files["2.targets.json"] = repository.files["1.targets.json"]
      #expect(kit.refusal(from: mixed) != nil)
      #expect(kit.versions == [1, 2, 2, 0])
      if !describesFiles {
        #expect(kit.refusal(from: mixed) == .wrongVersion(file: "targets.json", expected: 2, found: 1))
      }
      mixed = repository
      mixed.files["2.snapshot.json"] = repository.files["1.snapshot.json"]
      let other = try Kit(repository)
      #expect(other.refusal(from: mixed) != nil)
      #expect(other.versions == [1, 2, 0, 0])
    }
  }

  @Test func `targets of the announced length and version with other content are refused`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    let genuine = try #require(repository.files["1.targets.json"])
    repository.addTarget("catalog/release.json", "release 9")
    let snapshot = repository.snapshot
    try repository.publish(.targets)
    repository.snapshot = snapshot
    let other = try #require(repository.files["1.targets.json"])
    #expect(other.count == genuine.count)
    #expect(kit.refusal(from: repository) == .wrongDigest(file: "targets.json"))
    repository.files["1.targets.json"] = genuine + [0x20]
    #expect(
      kit.refusal(from: repository)
        == .wrongLength(file: "1.targets.json", expected: Int64(genuine.count), found: Int64(genuine.count) + 1)
    )
    repository.files["1.targets.json"] = genuine
    try kit.refresh(from: repository)
  }

  @Test func `a length alone, without digests, is checked as well`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    let length = try #require(repository.files["1.snapshot.json"]).count
    repository.timestamp.snapshot = MetaFile(version: 1, length: Int64(length) + 1)
    try repository.publish(.timestamp)
    #expect(
      kit.refusal(from: repository)
        == .wrongLength(file: "snapshot.json", expected: Int64(length) + 1, found: Int64(length))
    )
  }

  @Test func `a kept file that is longer than announced is not taken for it`() throws {
    var repository = try Repository()
    let length = try #require(repository.files["1.snapshot.json"]).count
    repository.timestamp.snapshot = MetaFile(version: 1, length: Int64(length))
    try repository.publish(.timestamp)
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    try kit.write("snapshot.json", (repository.files["1.snapshot.json"] ?? []) + [0x20])
    try kit.refresh(from: repository)
    #expect(kit.kept["snapshot.json"] == repository.files["1.snapshot.json"])
  }

  @Test func `a file in a newer version than announced is refused like an older one`() throws {
    var repository = try Repository()
    repository.describesFiles = false
    try repository.publish(.targets, .snapshot, .timestamp)
    var newer = repository
    try newer.release()
    repository.files["1.targets.json"] = newer.files["2.targets.json"]
    let targets = try Kit(repository).refusal(from: repository)
    #expect(targets == .wrongVersion(file: "targets.json", expected: 1, found: 2))
    repository.files["1.snapshot.json"] = newer.files["2.snapshot.json"]
    let snapshot = try Kit(repository).refusal(from: repository)
    #expect(snapshot == .wrongVersion(file: "snapshot.json", expected: 1, found: 2))
  }
}
