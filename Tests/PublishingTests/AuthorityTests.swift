import CanonicalJSON
import Foundation
import Publishing
import Releases
import Testing
import Trust

/// An authority in a temporary folder, with keys of its own.
struct TestAuthority {
  let folder: AuthorityFolder
  var rootKeys = [SigningKey(), SigningKey(), SigningKey()]
  var targetsKeys = [SigningKey(), SigningKey()]
  let snapshotKey = SigningKey()
  let timestampKey = SigningKey()
  var now = UTCTime(seconds: 1_790_000_000)

  init() {
    let name = "authority-\(UUID().uuidString)"
    folder = AuthorityFolder(FileManager.default.temporaryDirectory.appendingPathComponent(name))
  }

  var plan: KeyPlan {
    KeyPlan(
      root: rootKeys.map(\.publicKey),
      rootThreshold: 2,
      targets: targetsKeys.map(\.publicKey),
      targetsThreshold: 2,
      snapshot: snapshotKey.publicKey,
      timestamp: timestampKey.publicKey
    )
  }

  var online: OnlineKeys { OnlineKeys(snapshot: snapshotKey, timestamp: timestampKey) }

  static func content(_ records: [(id: String, name: String)]) throws -> ReleaseContent {
    ReleaseContent(
      records: try records.sorted { $0.id < $1.id }.map { record in
        try PackedRecord(
          json: JSONObject([
            ("kind", .text("commodity")), ("id", .text(record.id)),
            ("fields", .members(["name": .text(record.name)])),
          ])
        )
      }
    )
  }

  func begin() throws {
    try folder.begin(plan, now: now)
    for key in rootKeys.prefix(2) { _ = try folder.sign(with: key) }
  }

  func release(_ records: [(id: String, name: String)]) throws -> ReleaseManifest {
    let manifest = try folder.prepare(try Self.content(records), now: now)
    for key in targetsKeys { _ = try folder.sign(with: key) }
    try folder.publish(with: online, now: now)
    return manifest
  }

  /// What a kit comes to trust, one that begins with the first root unless its folder is given.
  func refreshedKit(
    at time: UTCTime? = nil,
    from stick: URL? = nil,
    in kit: URL = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(UUID().uuidString)")
  ) throws -> Updater {
    try FileManager.default.createDirectory(at: kit, withIntermediateDirectories: true)
    let metadata = (stick ?? folder.repository).appendingPathComponent("metadata")
    try MetadataFolder(kit).begin(root: Array(Data(contentsOf: metadata.appendingPathComponent("1.root.json"))))
    var updater = try Updater(folder: MetadataFolder(kit), time: ReferenceTime(time ?? now)) { name, _ in
      (try? Data(contentsOf: metadata.appendingPathComponent(name))).map { Array($0) }
    }
    try updater.refresh()
    return updater
  }
}

@Suite struct AuthorityTests {
  @Test func `a ceremony, signatures and a publication bring a release to a kit`() throws {
    let authority = TestAuthority()
    try authority.begin()
    let manifest = try authority.release([("pump", "Pump"), ("valve", "Valve")])
    #expect(manifest.release == 1)
    let targets = try #require(try authority.refreshedKit().metadata.targets)
    #expect(targets.targets.map(\.name).contains(ReleaseManifest.path))
    #expect(try authority.folder.release() == manifest)
    #expect(try authority.folder.waiting().isEmpty)
  }

  @Test func `a release is published only when enough keys have signed`() throws {
    let authority = TestAuthority()
    try authority.begin()
    _ = try authority.folder.prepare(try TestAuthority.content([("pump", "Pump")]), now: authority.now)
    _ = try authority.folder.sign(with: authority.targetsKeys[0])
    _ = try authority.folder.sign(with: authority.targetsKeys[0])
    #expect(throws: PublishingError.unsigned(file: "1.targets.json", signers: 1, threshold: 2)) {
      try authority.folder.publish(with: authority.online, now: authority.now)
    }
    #expect(try authority.folder.timestamp() == nil)
    #expect(throws: PublishingError.nothingToSign(key: authority.snapshotKey.publicKey.id)) {
      _ = try authority.folder.sign(with: authority.snapshotKey)
    }
  }

  @Test func `the next release carries a delta that leads to the same records`() throws {
    let authority = TestAuthority()
    try authority.begin()
    _ = try authority.release([("pump", "Pump"), ("valve", "Valve")])
    let second = try authority.release([("pump", "Water pump"), ("tube", "Tube")])
    #expect(second.release == 2 && second.previous == 1)
    #expect(second.deltas.map(\.from) == [1])
    #expect(second.withdrawn.map(\.key.id) == ["valve"])
    #expect(throws: PublishingError.nothingNew(release: 2)) {
      _ = try authority.folder.prepare(
        try TestAuthority.content([("pump", "Water pump"), ("tube", "Tube")]),
        now: authority.now
      )
    }
  }

  @Test func `keys are changed by the old ones and the new ones together`() throws {
    var authority = TestAuthority()
    try authority.begin()
    _ = try authority.release([("pump", "Pump")])
    let old = authority
    authority.rootKeys[2] = SigningKey()
    authority.targetsKeys = [SigningKey(), SigningKey()]
    try authority.folder.rotate(to: authority.plan, now: authority.now)
    _ = try authority.folder.sign(with: authority.rootKeys[2])
    _ = try authority.folder.sign(with: authority.rootKeys[0])
    for key in authority.targetsKeys { _ = try authority.folder.sign(with: key) }
    #expect(throws: PublishingError.unsigned(file: "2.root.json", signers: 1, threshold: 2)) {
      try authority.folder.publish(with: authority.online, now: authority.now)
    }
    _ = try authority.folder.sign(with: old.rootKeys[1])
    try authority.folder.publish(with: authority.online, now: authority.now)
    #expect(try authority.refreshedKit().metadata.root.version == 2)
    #expect(throws: PublishingError.nothingToSign(key: old.targetsKeys[0].publicKey.id)) {
      try authority.folder.rotate(to: authority.plan, now: authority.now)
      _ = try authority.folder.sign(with: old.targetsKeys[0])
    }
  }

  @Test func `a timestamp that is renewed daily keeps kits going, and people are told what expires`() throws {
    var authority = TestAuthority()
    try authority.begin()
    _ = try authority.release([("pump", "Pump")])
    let later = authority.now.adding(days: 60)
    #expect(throws: (any Error).self) { _ = try authority.refreshedKit(at: later) }
    #expect(try authority.folder.renew(with: authority.online, now: later).isEmpty)
    #expect(try authority.refreshedKit(at: later).metadata.timestamp?.version == 2)
    authority.now = authority.now.adding(days: 200)
    let warnings = try authority.folder.renew(with: authority.online, now: authority.now)
    #expect(warnings.count == 1 && warnings[0].hasPrefix("the release expires on "))
  }

  @Test func `a stick is good for longer than the server, and neither keeps a kit from taking the other's news`() throws
  {
    let authority = TestAuthority()
    try authority.begin()
    _ = try authority.release([("a", "A")])
    let (stick, kit) = (FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString), UUID())
    let until = try authority.folder.writeStick(to: stick, validDays: 60, with: authority.online, now: authority.now)
    #expect(until == authority.now.adding(days: 60))
    let later = authority.now.adding(days: 50)
    #expect(throws: TrustError.self) { try authority.refreshedKit(at: later) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(kit)")
    let offline = try authority.refreshedKit(at: later, from: stick, in: folder)
    #expect(offline.metadata.targets != nil)
    #expect(throws: Never.self) { try authority.refreshedKit(in: folder) }
    let capped = try authority.folder.writeStick(to: stick, validDays: 365, with: authority.online, now: authority.now)
    #expect(capped == authority.now.adding(days: RoleTerms.snapshotDays), "never longer than what it vouches for")
  }

  @Test func `keys that protect nothing are refused`() throws {
    let authority = TestAuthority()
    var plans = [KeyPlan](repeating: authority.plan, count: 5)
    plans[0].rootThreshold = 1
    plans[1].targetsThreshold = 3
    plans[2].timestamp = authority.rootKeys[0].publicKey
    plans[3].root[1] = plans[3].root[0]
    plans[4].targets[0] = authority.rootKeys[0].publicKey
    for plan in plans {
      #expect(throws: PublishingError.self) { try authority.folder.begin(plan, now: authority.now) }
    }
    #expect(try authority.folder.stagedRoot() == nil)
  }

  @Test func `a repository in which a file was changed is not published over`() throws {
    let authority = TestAuthority()
    try authority.begin()
    let first = try authority.release([("pump", "Pump")])
    let before = try authority.folder.timestamp()?.role.version
    let folder = authority.folder.repository.appendingPathComponent("targets/catalog")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".release.json") }
    )
    try Data("{}".utf8).write(to: folder.appendingPathComponent(name))
    #expect(throws: PublishingError.self) { _ = try authority.folder.renew(with: authority.online, now: authority.now) }
    #expect(try authority.folder.timestamp()?.role.version == before)
    #expect(first.release == 1)
  }
}

@Suite struct SigningKeyFileTests {
  private let file = FileManager.default.temporaryDirectory.appendingPathComponent("key-\(UUID().uuidString)")
  private let hardness = SigningKeyFile.Hardness(rounds: 1 << 10)

  @Test func `a key opens with its passphrase and with no other`() throws {
    let key = try SigningKeyFile.create(at: file, passphrase: "four words are enough", hardness: hardness)
    #expect(key.isEncrypted)
    #expect(try SigningKeyFile(file).unlock(passphrase: "four words are enough").publicKey == key.publicKey)
    for wrong in ["four words are enougH", "", nil] {
      #expect(throws: PublishingError.wrongPassphrase(file.path)) { try key.unlock(passphrase: wrong) }
    }
    #expect(try SigningKeyFile.publicKey(at: SigningKeyFile.publicFile(of: file)) == key.publicKey)
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a key file is never written over`() throws {
    try SigningKeyFile.create(at: file, passphrase: nil)
    #expect(throws: PublishingError.exists(file.path)) { try SigningKeyFile.create(at: file, passphrase: nil) }
  }

  @Test func `a key file that was changed anywhere never gives another key`() throws {
    let key = try SigningKeyFile.create(at: file, passphrase: "four words are enough", hardness: hardness)
    let bytes = Array(try Data(contentsOf: file))
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var changed = bytes
      changed[place] ^= 1
      try Data(changed).write(to: file)
      guard let opened = try? SigningKeyFile(file).unlock(passphrase: "four words are enough") else { continue }
      #expect(opened.publicKey.material == key.publicKey.material)
    }
  }
}
