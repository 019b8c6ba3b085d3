import Foundation
import KitStore
import Releases
import Testing

@testable import Sync

/// Kills, tears, fills, breaks and unplugs the kit at every operation that changes a file, one run each.
///
/// Afterwards the kit must be on the old release or the new one, each whole, and the next try must succeed.
@Suite(.enabled(if: TrialProcess.library != nil, "needs a C compiler: apt-get install gcc")) struct CrashTests {
  private static func edit(_ state: inout [String: PackedRecord], _ edition: Int) throws {
    state["r2"] = try SmallRepository.record("commodity", "r2", "Edition \(edition)")
    state["r11"] = edition % 2 == 0 ? nil : try SmallRepository.record("control", "r11", "Entry \(edition)")
  }

  /// A kit that holds some releases, and is offered one more.
  private func repository(holding count: Int) throws -> SmallRepository {
    let repository = try SmallRepository()
    for number in 0..<count {
      try repository.publish { try Self.edit(&$0, number) }
      try repository.install()
    }
    try repository.publish { try Self.edit(&$0, count) }
    return repository
  }

  private func check(
    _ arguments: [String],
    on repository: SmallRepository,
    allowed: Set<Int?>,
    after: Int,
    _ fault: TrialProcess.Fault
  ) throws -> Int {
    let home = try repository.home
    return try CrashRuns(arguments, kit: home.folder, in: repository.folder).all(fault) { status in
      let release = try SmallRepository.wholeRelease(of: home)
      guard allowed.contains(release), status != 0 || release == after else { return "the kit is on \(release ?? 0)" }
      guard arguments[0] == "install" else { return nil }
      _ = try repository.install()
      return try SmallRepository.wholeRelease(of: home) == after ? nil : "the next try did not succeed"
    }
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `an update that is interrupted leaves the old release or the new one`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 2)
    let arguments = ["install", try repository.home.folder.path, repository.repository.path]
    #expect(try check(arguments, on: repository, allowed: [2, 3], after: 3, fault) > 30)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `a first installation that is interrupted leaves no release or a whole one`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 0)
    let arguments = ["install", try repository.home.folder.path, repository.repository.path]
    #expect(try check(arguments, on: repository, allowed: [nil, 1], after: 1, fault) > 30)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `going back that is interrupted leaves one release or the other`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 2)
    let arguments = ["back", try repository.home.folder.path, "a test"]
    #expect(try check(arguments, on: repository, allowed: [1, 2], after: 1, fault) > 5)
  }

  @Test func `of two updates at once the second says so and changes nothing`() throws {
    let repository = try repository(holding: 1)
    let arguments = ["install", try repository.home.folder.path, repository.repository.path]
    do {
      let lock = try KitLock(try repository.home)
      defer { withExtendedLifetime(lock) {} }
      #expect(try TrialProcess.run(arguments) == 75)
      #expect(throws: SyncError.self) { try repository.install() }
      #expect(try SmallRepository.wholeRelease(of: repository.home) == 1)
    }
    #expect(try TrialProcess.run(arguments) == 0)
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 2)
  }

  @Test func `who reads all the time reads one whole release each time`() throws {
    let repository = try repository(holding: 1)
    var seen: Set<Int> = []
    for number in 2...6 {
      let update = try TrialProcess.start(["install", try repository.home.folder.path, repository.repository.path])
      repeat {
        seen.insert(try #require(try SmallRepository.wholeRelease(of: repository.home)))
      } while update.isRunning
      update.waitUntilExit()
      #expect(update.terminationStatus == 0)
      try repository.publish { try Self.edit(&$0, number) }
    }
    #expect(try SmallRepository.wholeRelease(of: repository.home) == 6)
    #expect(seen.isSubset(of: [1, 2, 3, 4, 5, 6]))
  }
}
