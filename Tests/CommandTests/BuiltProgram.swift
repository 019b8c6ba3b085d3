import Foundation
import TestSupport

/// The program as it was built, run as a process of its own on the small catalog.
struct BuiltProgram {
  /// The kit that runs use; it goes away with the process that made it.
  let home: URL

  /// The program on a kit into which the small catalog is installed.
  init() throws {
    home = Self.newHome()
    let run = try run(["kit", "status", "--catalog", Self.fixture.path])
    guard run.status == 0 else { throw Failure(errors: run.errors) }
  }

  private init(home: URL) { self.home = home }

  /// A short name: output that names the folder is wrapped where it is too long for a line.
  private static func newHome() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\(UUID().uuidString.prefix(8))")
  }

  /// The program on a kit without a catalog.
  static func withoutCatalog() -> BuiltProgram {
    BuiltProgram(home: newHome())
  }

  struct Failure: Error {
    let errors: String
  }

  /// One kit for all tests that only read.
  static let shared = Result { try BuiltProgram() }

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let fixture = tests.deletingLastPathComponent().appendingPathComponent("Fixtures/catalog-lookup")
  static let golden = tests.appendingPathComponent("Golden")

  private static let executable = Executable("gauger")

  /// - Parameter input: what is typed; nothing where it is left out.
  func run(
    _ arguments: [String],
    environment more: [String: String] = [:],
    input: String = ""
  ) throws -> Executable.Run {
    try Self.executable.run(
      arguments,
      environment: ["GAUGER_HOME": home.path].merging(more) { $1 },
      input: input
    )
  }
}
