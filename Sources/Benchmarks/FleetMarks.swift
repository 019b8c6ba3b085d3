import Foundation
import TestSupport
import Transfer
import Trust

/// Many kits that look for a release at one server, and python-tuf doing the same on the same repository.
struct FleetMarks {
  static let header = ["client", "kits", "cold, a second", "cold, median ms", "warm, a second", "warm, median ms"]
  /// How many kits look at once: one for each core of the machine that the marks are measured on.
  private static let workers = 2
  private static let sizes = [64, 1_000]

  private let server: CentralProcess
  private let root: URL

  init(_ server: CentralProcess) {
    self.server = server
    root = server.repository.appendingPathComponent("metadata/1.root.json")
  }

  /// - Parameter python: a Python that has the package `tuf`; nil leaves that client out.
  func rows(python: String?) throws -> [[String]] {
    try Self.sizes.flatMap { kits in
      [try ours(kits)] + (try python.map { [try pythons(kits, $0)] } ?? [])
    }
  }

  private func ours(_ kits: Int) throws -> [String] {
    let folder = server.folder.appendingPathComponent("fleet")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (root, address) = (Array(try Data(contentsOf: root)), "http://\(server.authority)/metadata/")
    let homes = try (0..<kits).map { kit in
      let home = folder.appendingPathComponent("\(kit)", isDirectory: true)
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try MetadataFolder(home).begin(root: root)
      return MetadataFolder(home)
    }
    let rounds = try (0..<2).map { _ in
      try Round.run(threads: Self.workers) { thread, measure in
        for kit in stride(from: thread, to: kits, by: Self.workers) {
          try measure {
            let source = try HTTPSource(base: address, connection: HTTPConnection())
            let time = ReferenceTime(UTCTime(seconds: Int64(Date().timeIntervalSince1970)))
            var updater = try Updater(folder: homes[kit], time: time) { try source.read($0, upTo: $1) }
            try updater.refresh()
          }
        }
      }
    }
    return ["gauger", "\(kits)"]
      + rounds.flatMap { [Double(kits) / $0.seconds, $0.percentile(0.5) * 1_000].map { decimal($0, 1) } }
  }

  private func pythons(_ kits: Int, _ python: String) throws -> [String] {
    let run = try Executable(at: URL(fileURLWithPath: python)).run([
      "-c", Self.script, "http://\(server.authority)/metadata/", root.path, "\(kits)", "\(Self.workers)",
    ])
    guard run.status == 0 else {
      throw CentralProcess.Failure(description: "\(python) cannot check the repository; does it have the package tuf?")
    }
    return ["python-tuf", "\(kits)"] + run.output.split(separator: " ").compactMap { Double($0) }.map { decimal($0, 1) }
  }

  /// Prints, cold and then warm, the checks of a second and the median in milliseconds.
  private static let script = """
    import multiprocessing, pathlib, sys, tempfile, time
    from tuf.ngclient import Updater
    address, root, kits, workers = sys.argv[1], pathlib.Path(sys.argv[2]).read_bytes(), int(sys.argv[3]), int(sys.argv[4])
    def check(folder):
        start = time.monotonic()
        Updater(metadata_dir=folder, metadata_base_url=address, bootstrap=root).refresh()
        return time.monotonic() - start
    with tempfile.TemporaryDirectory() as home, multiprocessing.Pool(workers) as pool:
        folders = [f"{home}/{kit}" for kit in range(kits)]
        for folder in folders: pathlib.Path(folder).mkdir()
        pool.map(len, folders)
        for _ in range(2):
            start = time.monotonic()
            times = sorted(pool.map(check, folders, chunksize=1))
            print(kits / (time.monotonic() - start), times[kits // 2] * 1000, end=" ")
    """
}
