import Foundation

/// Changes the releases of a kit in a process of its own, with or without something going wrong in it.
enum TrialProcess {
  /// How something goes wrong.
  enum Fault: String, CaseIterable {
    case kill, torn, full, error, power
  }

  /// The program lies beside the tests.
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("SyncTrial")
  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("crashpoint.c")

  /// The library that makes something go wrong, compiled once; nil where there is no C compiler.
  static let library: URL? = {
    let library = FileManager.default.temporaryDirectory.appendingPathComponent("crashpoint-\(UUID().uuidString).so")
    for compiler in ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"]
    where FileManager.default.isExecutableFile(atPath: compiler) {
      let arguments = ["-shared", "-fPIC", "-O1", "-o", library.path, source.path, "-ldl", "-lpthread"]
      if (try? run(URL(fileURLWithPath: compiler), arguments, [:])) == 0 { return library }
    }
    return nil
  }()

  /// Runs the program and gives its exit status; a process that was killed has none.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Int32? {
    try run(program, arguments, environment)
  }

  /// Starts the program without waiting for its end.
  static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    try start(program, arguments, environment)
  }

  private static func run(_ program: URL, _ arguments: [String], _ more: [String: String]) throws -> Int32? {
    let process = try start(program, arguments, more)
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }

  private static func start(_ program: URL, _ arguments: [String], _ more: [String: String]) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(more) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The environment in which the operation of a number goes wrong; without a fault they are only counted.
  static func environment(
    _ library: URL,
    watching folder: URL,
    _ fault: Fault?,
    at number: Int,
    count: URL
  ) -> [String: String] {
    var environment = ["LD_PRELOAD": library.path, "CRASH_FOLDER": folder.path, "CRASH_COUNT": count.path]
    if let fault {
      environment["CRASH_MODE"] = fault.rawValue
      environment["CRASH_AT"] = String(number)
    }
    return environment
  }
}
