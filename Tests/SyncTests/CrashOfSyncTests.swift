import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import KitStore
import Publishing
import Releases
import Sync
import Testing
import Trust

/// The same for a whole sync from a signed repository, and for the outbox and its receipts.
@Suite(.enabled(if: TrialProcess.library != nil, "needs a C compiler: apt-get install gcc"))
final class CrashOfSyncTests {
  private let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appendingPathComponent("crash-\(UUID().uuidString)")
  private let authority: AuthorityFolder
  private let rootKeys = [SigningKey(), SigningKey()]
  private let keys = [SigningKey(), SigningKey()]
  private let receiptKey = Curve25519.Signing.PrivateKey()
  private let inbox: AuthorityKeys
  private let home: KitHome
  private let now = UTCTime(seconds: 1_790_000_000)

  init() throws {
    authority = AuthorityFolder(folder.appendingPathComponent("authority"))
    home = try KitHome(environment: ["GAUGER_HOME": folder.appendingPathComponent("kit").path])
    inbox = AuthorityKeys(receipt: receiptKey.publicKey, sealing: Curve25519.KeyAgreement.PrivateKey().publicKey)
    let onlineKeys = [SigningKey(), SigningKey()]
    let plan = KeyPlan(
      root: rootKeys.map(\.publicKey),
      rootThreshold: 2,
      targets: keys.map(\.publicKey),
      targetsThreshold: 2,
      snapshot: onlineKeys[0].publicKey,
      timestamp: onlineKeys[1].publicKey
    )
    try authority.begin(plan, now: now)
    for key in rootKeys { _ = try authority.sign(with: key) }
    try publish(1, OnlineKeys(snapshot: onlineKeys[0], timestamp: onlineKeys[1]))
    let root = try Data(contentsOf: authority.repository.appendingPathComponent("metadata/1.root.json"))
    _ = try KitTrust(of: home).begin(root: Array(root))
    #expect(try TrialProcess.run(["sync", home.folder.path, authority.repository.path]) == 0)
    try publish(2, OnlineKeys(snapshot: onlineKeys[0], timestamp: onlineKeys[1]))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func publish(_ number: Int, _ online: OnlineKeys) throws {
    var state = try SmallRepository.first()
    state["r2"] = try SmallRepository.record("commodity", "r2", "Edition \(number)")
    let drawing = folder.appendingPathComponent("drawing-\(number).svg")
    try Data("<svg>\(number)</svg>".utf8).write(to: drawing)
    var content = ReleaseContent(records: state.values.sorted { ($0.key.kind, $0.key.id) < ($1.key.kind, $1.key.id) })
    content.pictures = [("commodities/r2/front.svg", drawing)]
    content.attachments = [(AuthorityKeys.targetPath, inbox.document.canonicalBytes)]
    _ = try authority.prepare(content, now: now)
    for key in keys { _ = try authority.sign(with: key) }
    try authority.publish(with: online, now: now)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `a sync that is interrupted anywhere leaves a whole kit, and the next one ends it`(
    _ fault: TrialProcess.Fault
  ) throws {
    let arguments = ["sync", home.folder.path, authority.repository.path]
    let total = try CrashRuns(arguments, kit: home.folder, in: folder).all(fault) { status in
      let release = try SmallRepository.wholeRelease(of: home)
      guard release == 1 || release == 2, status != 0 || release == 2 else { return "the kit is on \(release ?? 0)" }
      guard try TrialProcess.run(arguments) == 0, try SmallRepository.wholeRelease(of: home) == 2 else {
        return "the next sync did not succeed"
      }
      let drawing = home.current.appendingPathComponent("Images/commodities/r2/front.svg")
      return try Data(contentsOf: drawing) == Data("<svg>2</svg>".utf8) ? nil : "the drawing is not that of the release"
    }
    #expect(total > 60)
  }

  private func outbox() throws -> Outbox {
    Outbox(try LocalDatabase(of: home).outbox, kit: try KitIdentity(of: home).key, authority: inbox)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `a record that is being queued is queued once or can be queued again`(_ fault: TrialProcess.Fault) throws {
    #expect(try TrialProcess.run(["queue", home.folder.path, "first"]) == 0)
    let arguments = ["queue", home.folder.path, "second"]
    let total = try CrashRuns(arguments, kit: home.folder, in: folder).all(fault) { status in
      guard try LocalDatabase(of: home).integrityProblems().isEmpty else { return "local.db is damaged" }
      let queued = try outbox().status().counts[.queued] ?? 0
      guard queued == 1 || queued == 2, status != 0 || queued == 2 else { return "\(queued) records are queued" }
      guard try TrialProcess.run(arguments) == 0 else { return "it cannot be queued again" }
      let status = try outbox().status()
      return status.counts[.queued] == 2 && status.attachments.count == 2 ? nil : "it is not queued once"
    }
    #expect(total > 5)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `a receipt that is being taken counts for all records or for none yet`(_ fault: TrialProcess.Fault) throws {
    for name in ["first", "second"] { #expect(try TrialProcess.run(["queue", home.folder.path, name]) == 0) }
    let link = try #require(try LocalDatabase(of: home).outbox.read { try $0.entry(2) }?.link)
    let receipt = try Receipt(kit: outbox().id, sequence: 2, link: #require(Fingerprint(hex: link)), by: receiptKey)
    let file = folder.appendingPathComponent("receipt.json")
    try Data(receipt.wire.canonicalBytes).write(to: file)
    let arguments = ["receipt", home.folder.path, file.path]
    let total = try CrashRuns(arguments, kit: home.folder, in: folder).all(fault) { status in
      let acked = try outbox().status().counts[.acked] ?? 0
      guard acked == 0 || acked == 2, status != 0 || acked == 2 else { return "\(acked) records are called synced" }
      guard try TrialProcess.run(arguments) == 0 else { return "the receipt cannot be taken again" }
      return try outbox().status().counts[.acked] == 2 ? nil : "the receipt does not count"
    }
    #expect(total > 5)
  }
}
