import Testing
import Trust

struct ExpiryTests {
  private func expiring(_ role: TopLevelRole, days: Int64) throws -> Repository {
    var repository = try Repository()
    let expires = Repository.start.adding(days: days)
    repository.timestamp.expires = Repository.start.adding(days: 200)
    switch role {
    case .root: repository.root.expires = expires
    case .timestamp: repository.timestamp.expires = expires
    case .snapshot: repository.snapshot.expires = expires
    case .targets: repository.targets.expires = expires
    }
    try repository.publish(.root, .targets, .snapshot, .timestamp)
    return repository
  }

  @Test func `the same files served after they expired are a freeze and refused`() throws {
    for role in TopLevelRole.allCases {
      let repository = try expiring(role, days: 20)
      let kit = try Kit(repository)
      try kit.refresh(from: repository)
      let kept = kit.kept
      try kit.refresh(from: repository, days: 19)
      let end = Repository.start.adding(days: 20)
      #expect(
        kit.refusal(from: repository, days: 20) == .expired(file: "\(role.rawValue).json", on: end, now: end)
      )
      #expect(kit.kept == kept)
    }
  }

  @Test func `new files that have expired are not kept`() throws {
    for role in [TopLevelRole.timestamp, .snapshot, .targets] {
      let repository = try expiring(role, days: -1)
      let kit = try Kit(repository)
      guard case .expired(file: "\(role.rawValue).json", _, _) = kit.refusal(from: repository) else {
        Issue.record("\(role) was taken")
        continue
      }
      #expect(kit.kept["\(role.rawValue).json"] == nil)
    }
  }

  @Test func `an expired root is kept, and leads to the fresh one after it`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    repository.root.expires = Repository.start.adding(days: -10)
    try repository.publishNextRoot()
    guard case .expired(file: "root.json", _, _) = kit.refusal(from: repository) else {
      Issue.record("an expired root counts")
      return
    }
    #expect(kit.versions == [2, 0, 0, 0])
    #expect(!kit.requests.contains("timestamp.json"))
    repository.root.expires = Repository.start.adding(days: 10)
    try repository.publishNextRoot()
    try kit.refresh(from: repository)
    #expect(kit.versions == [3, 1, 1, 1])
  }

  @Test func `a fresh timestamp is taken though the kept one has expired`() throws {
    var repository = try expiring(.timestamp, days: 7)
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    repository.timestamp.expires = Repository.start.adding(days: 21)
    try repository.release()
    try kit.refresh(from: repository, days: 18)
    #expect(kit.versions == [1, 2, 2, 2])
  }

  @Test func `a delegated role that expired is refused`() throws {
    var repository = try Repository()
    try repository.delegate(to: "national", .paths(["x"]))
    repository.delegated["national"]?.expires = Repository.start.adding(days: -1)
    try repository.publishDelegated()
    try repository.release()
    var updater = try Kit(repository).refresh(from: repository)
    #expect(throws: TrustError.self) { try updater.target("x") }
  }

  @Test func `a supervisor's grace takes a late stick, names what was late, and takes nothing older`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    try repository.release()
    #expect(kit.refusal(from: repository, days: 20) != nil)
    let updater = try kit.refresh(from: repository, days: 20, graceDays: 60)
    #expect(updater.metadata.late == ["timestamp.json"])
    #expect(kit.refusal(from: repository, days: 14 + 60, graceDays: 400) != nil)
    let older = try Repository(rebuilding: repository, version: 1)
    #expect(
      kit.refusal(from: older, days: 20, graceDays: 60) == .rolledBack(file: "timestamp.json", offered: 1, held: 2)
    )
  }

  @Test func `the time never runs behind what is known`() {
    let built = UTCTime(seconds: 1_700_000_000)
    var floor = TimeFloor(built: built)
    #expect(floor.time(byClock: UTCTime(seconds: 0)) == (built, 1_700_000_000))
    floor.note(issued: built.adding(days: 30))
    floor.note(issued: built.adding(days: 20))
    #expect(floor.floor == built.adding(days: 30))
    floor.note(clock: built.adding(days: 3_650))
    floor.note(clock: built.adding(days: 3_000))
    #expect(floor.time(byClock: built.adding(days: 3_649)) == (built.adding(days: 3_650), 86_400))
    floor.forgetClock()
    #expect(floor.time(byClock: built.adding(days: 31)) == (built.adding(days: 31), 0))
  }

  @Test func `a clock set back lets no expired timestamp through`() throws {
    let repository = try expiring(.timestamp, days: 10)
    let kit = try Kit(repository)
    let floor = TimeFloor(built: Repository.start, issued: Repository.start.adding(days: 12))
    let (now, behind) = floor.time(byClock: UTCTime(seconds: 0))
    #expect(behind > 0)
    #expect(kit.refusal(from: repository, days: (now.seconds - Repository.start.seconds) / 86_400) != nil)
  }
}

extension Repository {
  /// The same repository as it was, with a timestamp of another version.
  init(rebuilding other: Repository, version: Int64) throws {
    self = other
    timestamp.version = version
    try publish(.timestamp)
  }
}
