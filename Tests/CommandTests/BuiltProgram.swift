import Foundation

/// The program as it was built, run as a process of its own on the small catalog.
struct BuiltProgram {
  /// What a run left behind.
  struct Run {
    let output: String
    let errors: String
    let status: Int32
  }

  /// The kit that runs use; it goes away with the process that made it.
  let home: URL

  /// The program on a kit into which the small catalog is installed.
  init() throws {
    home = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-home-\(UUID().uuidString)")
    let run = try run(["kit", "status", "--catalog", Self.fixture.path])
    guard run.status == 0 else { throw Failure(errors: run.errors) }
  }

  private init(home: URL) { self.home = home }

  /// The program on a kit without a catalog.
  static func withoutCatalog() -> BuiltProgram {
    BuiltProgram(
      home: FileManager.default.temporaryDirectory.appendingPathComponent("gauger-home-\(UUID().uuidString)")
    )
  }

  struct Failure: Error {
    let errors: String
  }

  /// One kit for all tests that only read.
  static let shared = Result { try BuiltProgram() }

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let fixture = tests.deletingLastPathComponent().appendingPathComponent("Fixtures/catalog-lookup")
  static let golden = tests.appendingPathComponent("Golden")

  /// The program lies beside the tests.
  private static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("gauger")

  /// - Parameter input: what is typed; nothing where it is left out.
  func run(_ arguments: [String], environment more: [String: String] = [:], input: String = "") throws -> Run {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = ["GAUGER_HOME": home.path, "PATH": "/usr/bin:/bin"].merging(more) { $1 }
    // Files rather than pipes: nothing can fill up and stop the program.
    let files = ["out", "err", "in"].map {
      FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\($0)-\(UUID().uuidString)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for (file, text) in zip(files, ["", "", input]) { try Data(text.utf8).write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[2])
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(output: texts[0], errors: texts[1], status: process.terminationStatus)
  }
}
