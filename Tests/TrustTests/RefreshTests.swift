import Testing
import Trust

struct RefreshTests {
  @Test func `a first refresh asks in the order of the specification and keeps what was received`() throws {
    let repository = try Repository()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    #expect(kit.requests == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"])
    #expect(kit.kept["root.json"] == repository.files["1.root.json"])
    #expect(kit.kept["timestamp.json"] == repository.files["timestamp.json"])
    #expect(kit.kept["snapshot.json"] == repository.files["1.snapshot.json"])
    #expect(kit.kept["targets.json"] == repository.files["1.targets.json"])
  }

  @Test func `no news costs two requests`() throws {
    let repository = try Repository()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    let before = kit.requests.count
    try kit.refresh(from: repository)
    #expect(Array(kit.requests.dropFirst(before)) == ["2.root.json", "timestamp.json"])
  }

  @Test func `files that are padded with blanks are kept byte for byte`() throws {
    var repository = try Repository()
    repository.files["timestamp.json"]? += Array(" \n".utf8)
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    #expect(kit.kept["timestamp.json"] == repository.files["timestamp.json"])
  }

  @Test func `a timestamp of the same version with other content is not taken`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    let genuine = kit.kept["timestamp.json"]
    repository.timestamp.snapshot.version = 100
    try repository.publish(.timestamp)
    try kit.refresh(from: repository)
    #expect(kit.kept["timestamp.json"] == genuine)
  }

  @Test func `without consistent snapshots names carry no version`() throws {
    var repository = try Repository()
    let old = repository.signers["root"] ?? []
    repository.root.consistentSnapshot = false
    try repository.publishNextRoot(signedAlsoBy: old)
    try repository.release()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    #expect(Array(kit.requests.suffix(2)) == ["snapshot.json", "targets.json"])
    #expect(TargetFile(path: "a/b", bytes: []).remotePath(consistent: false) == "a/b")
  }

  @Test func `a kit that skipped releases reaches the newest`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    for number in 2...5 { try repository.release("release \(number)") }
    var updater = try kit.refresh(from: repository)
    let target = try #require(try updater.target("catalog/release.json"))
    try target.check(Array("release 5".utf8))
    #expect(kit.versions == [1, 5, 5, 5])
  }

  @Test func `a kit follows a chain of roots, each signed by the last and by itself`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    for _ in 0..<20 {
      let old = repository.signers["root"] ?? []
      repository.assignKeys(.root, count: 3, threshold: 2)
      try repository.publishNextRoot(signedAlsoBy: old)
    }
    try kit.refresh(from: repository)
    #expect(kit.versions == [21, 1, 1, 1])
  }

  @Test func `more roots than one refresh takes are taken over several, never left out`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    for _ in 0..<12 { try repository.publishNextRoot() }
    var limits = Updater.Limits()
    limits.newRoots = 5
    #expect(kit.refusal(from: repository, limits: limits) == .tooManyRoots(limit: 5))
    #expect(kit.versions == [6, 0, 0, 0])
    #expect(kit.refusal(from: repository, limits: limits) == .tooManyRoots(limit: 5))
    try kit.refresh(from: repository, limits: limits)
    #expect(kit.versions == [13, 1, 1, 1])
  }

  @Test func `a chain of 1,100 roots is followed`() throws {
    var repository = try Repository()
    repository.assignKeys(.root, count: 1, threshold: 1)
    try repository.publish(.root)
    let kit = try Kit(repository)
    for _ in 0..<1_100 { try repository.publishNextRoot() }
    #expect(kit.refusal(from: repository) == .tooManyRoots(limit: 1_024))
    try kit.refresh(from: repository)
    #expect(kit.versions == [1_101, 1, 1, 1])
  }

  @Test func `a kit without a root, or with a damaged one, asks for nothing`() throws {
    let repository = try Repository()
    let without = try Kit(root: nil)
    #expect(without.refusal(from: repository) == .noRoot)
    let damaged = try Kit(repository)
    try damaged.write("root.json", Array((repository.files["1.root.json"] ?? []).dropLast(9)))
    #expect(damaged.refusal(from: repository) != nil)
    #expect(without.requests + damaged.requests == [])
  }

  @Test func `a first root must be signed by its own keys, and never replaces one`() throws {
    let (repository, other) = (try Repository(), try Repository())
    let kit = try Kit(repository)
    #expect(try !kit.folder.begin(root: other.files["1.root.json"] ?? []))
    #expect(kit.kept["root.json"] == repository.files["1.root.json"])
    let unsigned = Signed(repository.root).bytes
    #expect(throws: TrustError.unsigned(file: "root.json", signers: 0, threshold: 2)) {
      try kit.folder.begin(root: unsigned)
    }
  }

  @Test func `bit rot in what is kept is repaired from the source`() throws {
    let repository = try Repository()
    for name in ["timestamp.json", "snapshot.json", "targets.json"] {
      let kit = try Kit(repository)
      try kit.refresh(from: repository)
      let genuine = try #require(kit.kept[name])
      for damaged in [[], Array(genuine.dropLast(1)), genuine.flipping(bit: genuine.count * 4)] {
        try kit.write(name, damaged)
        try kit.refresh(from: repository)
        #expect(kit.kept[name] == genuine)
      }
    }
  }
}
