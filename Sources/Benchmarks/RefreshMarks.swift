import Foundation
import Publishing
import Releases
import Synchronization
import TestSupport
import Transfer
import Trust

/// What it costs a kit to see that there is news, and to fetch it.
///
/// The client is `tuf-conformance-client`, a process of its own each time, so that its start counts; the server is
/// `gauger-central`. Both lie beside this program.
enum RefreshMarks {
  static let usage = """
    usage: Benchmarks refresh [--python PYTHON]   (needs tuf-conformance-client and gauger-central beside it; a Python
                              with the package tuf lets another client do the same)
    """
  private static let runs = 7
  private static let large = 47_000_000
  private static let seed: UInt64 = 11

  static func run(_ arguments: [String]) throws -> Bool {
    guard arguments.isEmpty || (arguments.count == 2 && arguments[0] == "--python") else { return false }
    var rows: [[String]] = []
    var fleet: [[String]] = []
    for (count, limit) in [(100, 50.0), (20_000, 150.0)] {
      let server = try CentralProcess(Options.beside("gauger-central"), database: nil)
      try publish(count, into: server.repository)
      rows += try refresh(count, limit, from: server)
      if count == 100 { fleet = try FleetMarks(server).rows(python: arguments.last) }
    }
    rows.append(try cutLink())
    printTable("Refresh and download over loopback", ["", "result", "mark", ""], rows)
    printTable("Many kits look for a release, 100 targets, two at a time", FleetMarks.header, fleet)
    return true
  }

  private static func refresh(_ count: Int, _ limit: Double, from server: CentralProcess) throws -> [[String]] {
    let kit = server.folder.appendingPathComponent("kit")
    let program = Options.beside("tuf-conformance-client")
    let metadata = ["--metadata-url", "http://\(server.authority)/metadata/", "--metadata-dir", kit.path]
    func client(_ arguments: [String]) throws -> ChildRun { try ChildRun(program, arguments, environment: [:]) }
    func begin() throws {
      try? FileManager.default.removeItem(at: kit)
      try FileManager.default.createDirectory(at: kit, withIntermediateDirectories: true)
      let root = server.repository.appendingPathComponent("metadata/1.root.json").path
      _ = try client(["--metadata-dir", kit.path, "init", root])
    }
    var (first, again) = ([ChildRun](), [ChildRun]())
    for _ in 0..<runs {
      try begin()
      first.append(try client(metadata + ["refresh"]))
      again.append(try client(metadata + ["refresh"]))
    }
    var rows = [
      row("first refresh, \(count) targets", first, limit),
      row("refresh without news, \(count) targets", again, count == 100 ? 30 : 150),
    ]
    guard count == 100 else { return rows }
    let download = try client(
      metadata + [
        "--target-name", "data/large", "--target-dir", kit.path, "--target-base-url",
        "http://\(server.authority)/targets/", "download",
      ]
    )
    let figures = "\(decimal(download.wall / 1000, 2)) s, peak \(decimal(download.peakMemory, 1)) MiB"
    rows.append(["47 MB downloaded", figures, "40 MiB", met(download.peakMemory <= 40)])
    return rows
  }

  private static func row(_ name: String, _ runs: [ChildRun], _ limit: Double) -> [String] {
    let wall = runs.map(\.wall).sorted()[runs.count / 2]
    let memory = runs.map(\.peakMemory).max() ?? 0
    return [
      name, "\(decimal(wall, 0)) ms, peak \(decimal(memory, 1)) MiB", "\(decimal(limit, 0)) ms", met(wall <= limit),
    ]
  }

  /// A repository with so many small targets, and one large one.
  private static func publish(_ count: Int, into repository: URL) throws {
    let folder = repository.deletingLastPathComponent().appendingPathComponent("authority")
    let authority = AuthorityFolder(folder)
    let keys = (0..<6).map { _ in SigningKey() }
    let now = UTCTime(seconds: Int64(Date().timeIntervalSince1970))
    let plan = KeyPlan(
      root: keys[0..<2].map(\.publicKey),
      rootThreshold: 2,
      targets: keys[2..<4].map(\.publicKey),
      targetsThreshold: 2,
      snapshot: keys[4].publicKey,
      timestamp: keys[5].publicKey
    )
    try authority.begin(plan, now: now)
    for key in keys[0..<2] { _ = try authority.sign(with: key) }
    var content = ReleaseContent(records: [])
    content.attachments = (0..<count).map { ("data/\($0)", Array("\($0)".utf8)) }
    var numbers = SplitMix64(seed: seed)
    content.attachments.append(("data/large", (0..<large).map { _ in UInt8.random(in: 0...255, using: &numbers) }))
    _ = try authority.prepare(content, now: now)
    for key in keys[2..<4] { _ = try authority.sign(with: key) }
    try authority.publish(with: OnlineKeys(snapshot: keys[4], timestamp: keys[5]), now: now)
    try FileManager.default.removeItem(at: repository)
    try FileManager.default.moveItem(at: authority.repository, to: repository)
  }

  /// 4.2 MB over a link that is cut every 300 kB, on average and at random.
  private static func cutLink() throws -> [String] {
    var numbers = SplitMix64(seed: seed)
    let content = (0..<4_200_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let cuts = Cuts(seed: seed)
    let server = try ScriptedServer { request in
      let rest = content.count - (request.rangeStart ?? 0)
      return .file(content, for: request, cut: cuts.next(of: rest))
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cut-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let part = folder.appendingPathComponent("part")
    var persistence = HTTPSource.Persistence()
    persistence.firstPause = 0.01
    let source = try HTTPSource(base: server.base, connection: HTTPConnection(), persistence: persistence)
    try source.download("file", into: part, length: content.count) { _ in }
    guard try Data(contentsOf: part) == Data(content) else { throw CocoaError(.fileReadCorruptFile) }
    let share = Double(cuts.sent) / Double(content.count)
    let figures = "\(server.requests.count) requests, \(decimal(share, 3)) times its bytes"
    let isMet = server.requests.count <= 20 && share <= 1.02
    return ["4.2 MB, cut every 300 kB at random", figures, "20 requests, 1.02 times", met(isMet)]
  }
}

/// Where a bad link breaks: after exponentially distributed numbers of bytes.
private final class Cuts: Sendable {
  private static let mean = 300_000.0
  private let state: Mutex<(numbers: SplitMix64, sent: Int)>

  init(seed: UInt64) { state = Mutex((SplitMix64(seed: seed), 0)) }

  /// How many bytes went out, as far as the server let them.
  var sent: Int { state.withLock { $0.sent } }

  func next(of rest: Int) -> Int {
    state.withLock { state in
      let cut = Int(-Self.mean * log(Double.random(in: 0.000_001...1, using: &state.numbers)))
      state.sent += min(cut, rest)
      return min(cut, rest)
    }
  }
}
