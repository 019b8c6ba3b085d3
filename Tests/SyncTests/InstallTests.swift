import CanonicalJSON
import Foundation
import KitStore
import Releases
import Testing

@testable import Sync

@Suite struct InstallTests {
  private static func edit(_ state: inout [String: PackedRecord]) throws {
    state["r3"] = try SmallRepository.record("commodity", "r3", "Bellows-sealed valve")
    state["r11"] = nil
    state["new"] = try SmallRepository.record("commodity", "new", "Maraging tube")
  }

  @Test func `a kit without a catalog takes the full pack, and then a delta`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    let home = try repository.home
    guard case .installed(let first) = try repository.install() else { Issue.record("not installed"); return }
    #expect(first.from == nil && first.to == 1 && first.changes == nil)
    try repository.publish(Self.edit)
    guard case .installed(let second) = try repository.install() else { Issue.record("not installed"); return }
    #expect(second.parts.map(\.path) == [DeltaPack.path(from: 1, to: 2)])
    #expect(second.changes?.sentence == "1 commodity changed, 1 new commodity, 1 entry withdrawn")
    #expect(try SmallRepository.wholeRelease(of: home) == 2)
    #expect(try repository.install() == .unchanged(release: 2))
    let status = try #require(try ReleaseStatus(of: home, now: 1_790_000_002 + 8 * 86_400))
    #expect(status.release == 2 && status.held == [1, 2] && status.ageInDays == 8 && status.freshness == .amber)
    let database = try CatalogDatabase(at: try #require(home.currentCatalog))
    #expect(try database.search("bellows").hits.first?.id == "r3")
    #expect(try ReleaseManifest(parsing: try #require(try database.manifest())).release == 2)
  }

  @Test func `every line lies on the kit byte for byte, whichever way it came`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    try repository.publish(Self.edit)
    try repository.publish { $0["r5"] = try SmallRepository.record("control", "r5", "a\nb\u{1}é") }
    try repository.install()
    var expected: [[UInt8]] = []
    let source = SmallRepository.source(try #require(repository.states.last))
    while let record = try source() { expected.append(record.line) }
    #expect(repository.fetched == [ReleaseManifest.path] + [(1, 2), (2, 3)].map { DeltaPack.path(from: $0, to: $1) })
    #expect(try repository.lines(of: try #require(repository.home.currentCatalog)) == expected)
    try FileManager.default.removeItem(at: repository.home.folder)
    try repository.install()
    #expect(try repository.lines(of: try #require(repository.home.currentCatalog)) == expected)
  }

  @Test func `a missing or bad delta leads to the full pack, and no path is fetched twice`() throws {
    for damage in ["missing", "bad"] {
      let repository = try SmallRepository()
      try repository.publish()
      try repository.install()
      try repository.publish(Self.edit)
      try repository.publish()
      let delta = DeltaPack.path(from: 1, to: 2)
      if damage == "missing" {
        repository.missing = [delta]
      } else {
        let length = try Data(contentsOf: repository.repository.appendingPathComponent(delta)).count
        try repository.write([UInt8](repeating: 7, count: length), to: delta)
      }
      guard case .installed(let installation) = try repository.install() else { Issue.record("not installed"); return }
      #expect(installation.parts.map(\.path) == [FullPack.path(release: 3)])
      #expect(Set(repository.fetched).count == repository.fetched.count)
    }
  }

  @Test func `a release whose records are not the signed ones is refused and leaves nothing behind`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    try repository.publish(Self.edit) { $0.stateRoot = String(repeating: "0", count: 64) }
    #expect(throws: SyncError.self) { try repository.install() }
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 1)
    #expect(HeldReleases(of: try repository.home).all.map(\.number) == [1])
    #expect(Set(repository.fetched).count == repository.fetched.count)
  }

  @Test func `damaged records on the kit are noticed and replaced by the full pack`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    let file = try #require(try repository.home.currentCatalog)
    try SmallRepository.damage(file)
    #expect(try CatalogDatabase(at: file).holdsItsRecords() == false)
    guard case .installed(let again) = try repository.install() else { Issue.record("not repaired"); return }
    #expect(again.parts.map(\.path) == [FullPack.path(release: 1)])
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 1)
  }

  @Test func `a release for newer programs is refused before anything of it is fetched`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    try repository.publish(Self.edit) {
      $0.fields = [ReleaseManifest.Field(name: "control.exempt", fieldClass: .critical, since: 2)]
    }
    let error = #expect(throws: SyncError.self) { try repository.install() }
    #expect(error?.description.contains("needs a newer gauger") == true)
    #expect(repository.fetched == [ReleaseManifest.path])
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 1)
    #expect(
      ReaderFormat.thisProgram.fields.isSuperset(of: ["control.criterion", "commodity.scores", "feature.states"])
    )
  }

  @Test func `a release that does not work is not taken`() throws {
    struct Silent: Error {}
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    try repository.publish(Self.edit)
    let installer = ReleaseInstaller(home: try repository.home, now: 0) { _ in throw Silent() }
    #expect(throws: SyncError.self) { try installer.install(fetchVerified: repository.fetch) }
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 1)
  }

  @Test func `an older release, and other content under a known number, are refused`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    let old = try Data(contentsOf: repository.repository.appendingPathComponent(ReleaseManifest.path))
    try repository.publish(Self.edit)
    try repository.install()
    let latest = try Data(contentsOf: repository.repository.appendingPathComponent(ReleaseManifest.path))
    try repository.write(Array(old), to: ReleaseManifest.path)
    let older = #expect(throws: SyncError.self) { try repository.install() }
    guard case .older(1, 2)? = older else { Issue.record("\(String(describing: older))"); return }
    var other = try ReleaseManifest(parsing: Array(latest))
    other.stateRoot = String(repeating: "0", count: 64)
    try repository.write(other.bytes, to: ReleaseManifest.path)
    let changed = #expect(throws: SyncError.self) { try repository.install() }
    guard case .contentChanged(2)? = changed else { Issue.record("\(String(describing: changed))"); return }
  }

  @Test func `the two latest releases are kept, and catalogs compiled on the kit`() throws {
    let repository = try SmallRepository()
    let home = try repository.home
    try home.create()
    let compiled = String(repeating: "c", count: 64)
    let file = home.release(compiled).appendingPathComponent("catalog.db")
    try CatalogDatabase.build([], stateRoot: compiled, sourceFingerprint: "f", compiledAt: 5, at: file)
    try home.use(release: compiled)
    for number in 0..<4 {
      try repository.publish { $0["r2"] = try SmallRepository.record("commodity", "r2", "Edition \(number)") }
      try repository.install()
    }
    #expect(HeldReleases(of: home).all.map(\.number) == [3, 4])
    #expect(FileManager.default.fileExists(atPath: file.path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.releases.path).count == 3)
  }

  @Test func `content that comes back under a higher number is taken`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    try repository.install()
    let first = try #require(repository.states.first)
    try repository.publish(Self.edit)
    try repository.install()
    try repository.publish { $0 = first }
    try repository.install()
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 3)
    try repository.publish()
    try repository.install()
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 4)
  }

  @Test func `a forecast says what would be fetched and changes nothing`() throws {
    let repository = try SmallRepository()
    try repository.publish()
    let installer = try repository.installer
    let forecast = try installer.forecast(fetchVerified: repository.fetch)
    #expect(forecast.release == 1 && forecast.parts.map(\.path) == [FullPack.path(release: 1)])
    #expect(repository.fetched == [ReleaseManifest.path])
    #expect(try repository.home.currentCatalog == nil)
  }
}
