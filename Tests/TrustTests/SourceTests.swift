import Foundation
import Testing
import Trust

/// What a source does wrong must never read as *there is no news*.
struct SourceTests {
  private struct Unreachable: Error {}

  @Test func `a source that fails at any file fails the refresh, and nothing of it is kept`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    try repository.publishNextRoot()
    try repository.release()
    let names = ["2.root.json", "3.root.json", "timestamp.json", "2.snapshot.json", "2.targets.json"]
    for (number, broken) in names.enumerated() {
      #expect(throws: Unreachable.self) {
        try kit.refresh(from: repository) { name, _ in
          if name == broken { throw Unreachable() }
          return repository.files[name]
        }
      }
      let expected: [[Int64]] = [[1, 1, 1, 1], [2, 1, 1, 1], [2, 1, 1, 1], [2, 2, 1, 1], [2, 2, 2, 1]]
      #expect(kit.versions == expected[number])
    }
    try kit.refresh(from: repository)
    #expect(kit.versions == [2, 2, 2, 2])
  }

  @Test func `only a root may be missing`() throws {
    var repository = try Repository()
    let kit = try Kit(repository)
    try repository.release()
    for name in ["timestamp.json", "2.snapshot.json", "2.targets.json"] {
      var incomplete = repository
      incomplete.files[name] = nil
      #expect(kit.refusal(from: incomplete) == .missing(file: name))
    }
  }

  @Test func `never more is asked for than a file may have, and more is refused`() throws {
    let repository = try Repository()
    let kit = try Kit(repository)
    var limits = Updater.Limits()
    limits.targets = 10_000
    var asked: [String: Int] = [:]
    try kit.refresh(from: repository, limits: limits) { name, most in
      asked[name] = most
      return repository.files[name]
    }
    let snapshot = try #require(repository.files["1.snapshot.json"]).count
    #expect(asked["timestamp.json"] == limits.timestamp && asked["2.root.json"] == limits.root)
    #expect(asked["1.snapshot.json"] == snapshot)
    for name in ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"] {
      let fresh = try Kit(repository)
      #expect(throws: TrustError.self) {
        try fresh.refresh(from: repository, limits: limits) { asked, most in
          asked == name ? Array(repeating: 0x20, count: most + 1) : repository.files[asked]
        }
      }
    }
  }

  @Test func `a file that announces more than is ever read is refused`() throws {
    var repository = try Repository()
    repository.timestamp.snapshot.length = .max
    try repository.publish(.timestamp)
    let kit = try Kit(repository)
    _ = try? kit.refresh(from: repository) { name, most in
      #expect(most <= Updater.Limits().targets)
      return repository.files[name]
    }
    #expect(kit.versions == [1, 1, 0, 0])
  }

  @Test func `a page of html in place of any file is refused`() throws {
    let repository = try Repository()
    let page = Array("<html><body>Welcome to the airport</body></html>".utf8)
    for name in ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"] {
      var portal = repository
      portal.files[name] = page
      let kit = try Kit(repository)
      #expect(kit.refusal(from: portal) != nil)
      try kit.refresh(from: repository)
    }
  }

  @Test func `what is kept but cannot be read is an error, not an absence`() throws {
    let repository = try Repository()
    for name in ["timestamp.json", "snapshot.json", "targets.json"] {
      let kit = try Kit(repository)
      try FileManager.default.createDirectory(
        at: kit.url.appendingPathComponent(name),
        withIntermediateDirectories: false
      )
      #expect(throws: (any Error).self) { try kit.refresh(from: repository) }
      #expect(!kit.requests.contains { $0.hasSuffix(name) })
    }
  }

  @Test func `every refusal names the file, what is wrong and what to do`() {
    let time = Repository.start
    let errors: [TrustError] = [
      .noRoot, .malformed(file: "x.json", reason: "r"), .unsigned(file: "x.json", signers: 1, threshold: 2),
      .expired(file: "x.json", on: time, now: time), .rolledBack(file: "x.json", offered: 1, held: 2),
      .wrongVersion(file: "x.json", expected: 1, found: 2), .wrongLength(file: "x.json", expected: 1, found: 2),
      .wrongDigest(file: "x.json"), .noKnownDigest(file: "x.json"), .missing(file: "x.json"),
      .dropped(file: "x.json"), .unlisted(file: "x.json"), .tooManyRoots(limit: 3),
      .tooManyDelegations(target: "x.json", limit: 3), .unsafePath("x.json"),
    ]
    for error in errors {
      #expect(error.description.contains("x.json") || error.description.contains("root"))
      #expect(error.description.contains("; "))
    }
    #expect(Set(errors.map(\.description)).count == errors.count)
  }
}
