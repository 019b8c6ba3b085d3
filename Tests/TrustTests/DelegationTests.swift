import Testing
import Trust

struct DelegationTests {
  private func order(_ repository: Repository, _ path: String = "x", found: String? = nil) throws -> [String] {
    let kit = try Kit(repository)
    var updater = try kit.refresh(from: repository)
    let target = try updater.target(path)
    #expect(target == found.map { TargetFile(path: path, bytes: Array($0.utf8)) })
    return kit.requests.dropFirst(4).compactMap { $0.split(separator: ".").dropFirst().first.map(String.init) }
  }

  private func repository(_ delegations: [(String, String)], terminating: Set<String> = []) throws -> Repository {
    var repository = try Repository()
    for (parent, name) in delegations {
      try repository.delegate(from: parent, to: name, terminating: terminating.contains(name))
    }
    return repository
  }

  private func published(_ repository: Repository) throws -> Repository {
    var repository = repository
    try repository.publishDelegated()
    try repository.release()
    return repository
  }

  @Test func `roles are asked in order, each with what is below it first`() throws {
    let tree = try published(repository([("targets", "A"), ("targets", "B"), ("A", "C"), ("A", "D"), ("C", "E")]))
    #expect(try order(tree) == ["A", "C", "E", "D", "B"])
  }

  @Test func `the first role that knows the target answers`() throws {
    var tree = try repository([("targets", "A"), ("targets", "B")])
    tree.addTarget("x", "by A", to: "A")
    tree.addTarget("x", "by B", to: "B")
    #expect(try order(published(tree), found: "by A") == ["A"])
  }

  @Test func `a terminating role ends the search`() throws {
    var tree = try repository([("targets", "A"), ("targets", "B"), ("A", "C"), ("A", "D")], terminating: ["C"])
    tree.addTarget("x", "by B", to: "B")
    #expect(try order(published(tree)) == ["A", "C"])
  }

  @Test func `circles end, and a role that two others name is asked once`() throws {
    let circle = [("targets", "A"), ("targets", "B"), ("B", "C"), ("C", "D"), ("D", "B"), ("A", "C")]
    #expect(try order(published(repository(circle))) == ["A", "C", "D", "B"])
  }

  @Test func `a chain longer than what is followed is an error, not an empty answer`() throws {
    var tree = try Repository()
    var parent = "targets"
    for number in 0..<150 {
      try tree.delegate(from: parent, to: "role\(number)")
      parent = "role\(number)"
    }
    let repository = try published(tree)
    let kit = try Kit(repository)
    var updater = try kit.refresh(from: repository)
    #expect(throws: TrustError.tooManyDelegations(target: "x", limit: 32)) { try updater.target("x") }
    #expect(kit.requests.count == 4 + 31)
  }

  @Test func `only paths in a role's scope are asked of it`() throws {
    var repository = try Repository()
    try repository.delegate(to: "national", .paths(["national/CC/*"]))
    for path in ["national/CC/x", "national/DD/x", "national/CC/deep/x", "catalog/other"] {
      repository.addTarget(path, "forged", to: "national")
    }
    let tree = try published(repository)
    #expect(try order(tree, "national/CC/x", found: "forged") == ["national"])
    #expect(try order(tree, "national/DD/x") == [])
    #expect(try order(tree, "national/CC/deep/x") == [])
    #expect(try order(tree, "catalog/other") == [])
  }

  @Test func `a role below another cannot reach beyond it`() throws {
    var repository = try Repository()
    try repository.delegate(to: "national", .paths(["national/CC/*"]))
    try repository.delegate(from: "national", to: "office", .paths(["*/*/*"]))
    repository.addTarget("national/DD/x", "forged", to: "office")
    #expect(try order(published(repository), "national/DD/x") == [])
  }

  @Test func `digits of the path's digest can be a scope`() throws {
    let digest = ContentDigest(of: Array("x".utf8)).hex
    var repository = try Repository()
    try repository.delegate(to: "others", .hashPrefixes([digest.hasPrefix("0") ? "1" : "0"]))
    try repository.delegate(to: "bin", .hashPrefixes([String(digest.prefix(2))]))
    repository.addTarget("x", "in the bin", to: "bin")
    #expect(try order(published(repository), found: "in the bin") == ["bin"])
  }

  @Test func `patterns do not reach over slashes and take other signs as they are`() {
    func covers(_ pattern: String, _ path: String) -> Bool {
      DelegatedRole(name: "r", keys: RoleKeys(keyIDs: [], threshold: 1), scope: .paths([pattern]), terminating: false)
        .covers(path)
    }
    #expect(covers("*.tgz", "a.tgz") && !covers("*.tgz", "a/b.tgz") && !covers("*.tgz", "a.TGZ"))
    #expect(covers("foo-?.tgz", "foo-é.tgz") && !covers("foo-?.tgz", "foo-12.tgz"))
    #expect(covers("*/*", "a/b") && !covers("*/*", "a") && covers("a*b*c", "a-b-b-c") && !covers("a*b", "a-b-c"))
    #expect(covers("", "") && !covers("", "a") && covers("**", "a") && !covers("a.b", "a-b"))
    #expect(!covers(String(repeating: "a*", count: 200) + "b", String(repeating: "a", count: 5_000)))
  }

  @Test func `a role that the snapshot does not list is not even fetched`() throws {
    var repository = try repository([("targets", "A")])
    try repository.release()
    let kit = try Kit(repository)
    var updater = try kit.refresh(from: repository)
    #expect(throws: TrustError.unlisted(file: "A.json")) { try updater.target("x") }
    #expect(kit.requests.count == 4)
  }

  @Test func `a role is checked against whoever delegates to it this time`() throws {
    var repository = try Repository()
    try repository.delegate(to: "parent-a", .paths(["a/*"]))
    try repository.delegate(to: "parent-b", .paths(["b/*"]))
    try repository.delegate(from: "parent-a", to: "shared", .paths(["a/*"]))
    let key = repository.signers["shared"]
    repository.signers["shared"] = nil
    try repository.delegate(from: "parent-b", to: "shared", .paths(["b/*"]))
    repository.signers["shared"] = key
    repository.addTarget("a/x", "genuine", to: "shared")
    repository.addTarget("b/x", "forged", to: "shared")
    let tree = try published(repository)
    var updater = try Kit(tree).refresh(from: tree)
    #expect(try updater.target("a/x") != nil)
    #expect(throws: TrustError.unsigned(file: "shared.json", signers: 0, threshold: 1)) { try updater.target("b/x") }
  }

  @Test func `role names cannot be paths`() throws {
    for name in ["../up", "/etc/passwd", "?", "#", "a b", "é"] {
      var repository = try Repository()
      try repository.delegate(to: name)
      let file = RoleFile.name(of: name)
      #expect(!file.contains("/") && file.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      let signer = repository.signers[name] ?? []
      let role = try #require(repository.delegated[name])
      let bytes = try Signed(role, signedBy: signer).bytes
      repository.files[RoleFile.name(of: name, version: 1)] = bytes
      repository.snapshot.files["\(name).json"] = MetaFile(version: 1)
      try repository.release()
      let kit = try Kit(repository)
      var updater = try kit.refresh(from: repository)
      #expect(try updater.target("x") == nil)
      #expect(kit.kept[file] == bytes)
      #expect(kit.kept.count == 5)
    }
  }

  @Test func `target paths cannot lead out of the folder`() throws {
    var repository = try Repository()
    let paths = ["../x", "/x", "a/../../x", "a//x", "", ".", "a/.", "a\\x", "a\u{0}x", "a/"]
    for path in paths { repository.addTarget(path, "evil") }
    try repository.release()
    var updater = try Kit(repository).refresh(from: repository)
    for path in paths { #expect(throws: TrustError.unsafePath(path)) { try updater.target(path) } }
  }
}
