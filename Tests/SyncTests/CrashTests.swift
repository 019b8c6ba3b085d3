import Foundation
import KitStore
import Releases
import Testing

@testable import Sync

/// Kills, tears, fills, breaks and unplugs the kit at every operation that changes a file, one run each.
///
/// Afterwards the kit must be on the old release or the new one, each whole, and the next try must succeed.
@Suite(.enabled(if: TrialProcess.library != nil, "needs a C compiler: apt-get install gcc")) struct CrashTests {
  private struct Case {
    let arguments: [String]
    /// The releases that the kit may be on if the process did not end regularly.
    let allowed: Set<Int?>
    let after: Int
  }

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

  private func runs(_ sample: Case, on repository: SmallRepository, _ fault: TrialProcess.Fault) throws -> Int {
    let library = try #require(TrialProcess.library)
    let kit = try repository.home.folder
    let template = repository.folder.appendingPathComponent("template")
    let count = repository.folder.appendingPathComponent("count")
    try FileManager.default.moveItem(at: kit, to: template)
    func restore() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: repository.folder.path)
      where name == "kit" || name.hasPrefix("kit.") {
        try FileManager.default.removeItem(at: repository.folder.appendingPathComponent(name))
      }
      try FileManager.default.copyItem(at: template, to: kit)
    }
    func run(_ fault: TrialProcess.Fault?, at number: Int) throws -> Int32? {
      try restore()
      return try TrialProcess.run(
        sample.arguments,
        environment: TrialProcess.environment(library, watching: kit, fault, at: number, count: count)
      )
    }
    #expect(try run(nil, at: 0) == 0)
    let total = Int(try String(contentsOf: count, encoding: .utf8).prefix { $0 != "\n" }) ?? 0
    // One more than there are, for the moment after the last.
    for number in 1...(total + 1) {
      let status = try run(fault, at: number)
      let found = Result { try SmallRepository.wholeRelease(of: repository.home) }
      guard case .success(let release) = found, sample.allowed.contains(release), status != 0 || release == sample.after
      else {
        Issue.record("\(fault) at \(number) of \(total): status \(status.map(String.init) ?? "none"), kit \(found)")
        return total
      }
      if sample.arguments[0] == "install" {
        _ = try repository.install()
        guard try SmallRepository.wholeRelease(of: repository.home) == sample.after else {
          Issue.record("\(fault) at \(number) of \(total): the next try did not succeed")
          return total
        }
      }
    }
    return total
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `an update that is interrupted leaves the old release or the new one`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 2)
    let sample = Case(
      arguments: ["install", try repository.home.folder.path, repository.repository.path],
      allowed: [2, 3],
      after: 3
    )
    #expect(try runs(sample, on: repository, fault) > 30)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `a first installation that is interrupted leaves no release or a whole one`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 0)
    let sample = Case(
      arguments: ["install", try repository.home.folder.path, repository.repository.path],
      allowed: [nil, 1],
      after: 1
    )
    #expect(try runs(sample, on: repository, fault) > 30)
  }

  @Test(arguments: TrialProcess.Fault.allCases)
  func `going back that is interrupted leaves one release or the other`(_ fault: TrialProcess.Fault) throws {
    let repository = try repository(holding: 2)
    let sample = Case(arguments: ["back", try repository.home.folder.path, "a test"], allowed: [1, 2], after: 1)
    #expect(try runs(sample, on: repository, fault) > 5)
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
