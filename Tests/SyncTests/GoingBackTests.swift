import Foundation
import KitStore
import Releases
import Testing

@testable import Sync

@Suite struct GoingBackTests {
  private func repository(releases: Int) throws -> SmallRepository {
    let repository = try SmallRepository()
    for number in 1...releases {
      try repository.publish { $0["r2"] = try SmallRepository.record("commodity", "r2", "Edition \(number)") }
      try repository.install()
    }
    return repository
  }

  @Test func `going back keeps the reason, and the release is not taken again by itself`() throws {
    let repository = try repository(releases: 2)
    let home = try repository.home
    #expect(throws: SyncError.self) { try repository.installer.goBack(reason: " ") }
    #expect(try repository.installer.goBack(reason: "the new tubes are named wrongly") == 1)
    #expect(try SmallRepository.wholeRelease(of: home) == 1)
    #expect(try repository.install() == .heldBack(release: 2, reason: "the new tubes are named wrongly"))
    #expect(try ReleaseStatus(of: home, now: 0)?.heldBack?.from == 2)
    #expect(throws: SyncError.self) { try repository.installer.goBack(reason: "and again") }
    try repository.publish { $0["r2"] = nil }
    guard case .installed(let installation) = try repository.install() else { Issue.record("not installed"); return }
    #expect(installation.from == 1 && installation.to == 3)
    #expect(installation.parts.map(\.path) == [DeltaPack.path(from: 2, to: 3)])
    #expect(try ReleaseStatus(of: home, now: 0)?.heldBack == nil)
    #expect(ReleaseHistory(of: home).events.map(\.to) == [1, 2, 1, 3])
  }

  @Test func `a release that was held back is taken when asked for, without fetching it again`() throws {
    let repository = try repository(releases: 2)
    try repository.installer.goBack(reason: "a mistake")
    guard case .installed(let installation) = try repository.install(evenIfHeldBack: true) else {
      Issue.record("not installed")
      return
    }
    #expect(installation.parts.isEmpty)
    #expect(repository.fetched == [ReleaseManifest.path])
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 2)
  }

  @Test func `nobody goes back to a release that is recalled, too old, or damaged on the kit`() throws {
    let rules: [(inout ReleaseManifest) -> Void] = [{ $0.yanked = [1] }, { $0.minRelease = 2 }]
    for rule in rules {
      let repository = try SmallRepository()
      try repository.publish()
      try repository.install()
      try repository.publish({ $0["r2"] = nil }, manifest: rule)
      try repository.install()
      let error = #expect(throws: SyncError.self) { try repository.installer.goBack(reason: "why not") }
      guard case .withdrawn(1, _)? = error else { Issue.record("\(String(describing: error))"); return }
      #expect(try SmallRepository.wholeRelease(of: repository.home) == 2)
    }
    let repository = try repository(releases: 2)
    try SmallRepository.damage(try #require(HeldReleases(of: try repository.home).release(1)).database.url)
    let error = #expect(throws: SyncError.self) { try repository.installer.goBack(reason: "why not") }
    guard case .doesNotWork(1, _)? = error else { Issue.record("\(String(describing: error))"); return }
  }
}
