#if Server
import Foundation
import TestSupport
import Testing

/// A field kit: a folder of its own, and the program.
struct FieldStation {
  private static let gauger = Executable("gauger")
  let home: URL

  /// A kit that was told whom to trust.
  init(in parent: URL, _ name: String, trusting root: URL) throws {
    home = parent.appendingPathComponent(name)
    let run = try run("sync", "trust", root.path)
    try #require(run.status == 0, "\(run.errors)")
  }

  private var environment: [String: String] { ["GAUGER_HOME": home.path] }

  func run(_ arguments: String...) throws -> Executable.Run {
    try Self.gauger.run(arguments, environment: environment)
  }

  /// Runs what must succeed.
  @discardableResult
  func done(_ arguments: String...) throws -> String {
    let run = try Self.gauger.run(arguments, environment: environment)
    try #require(run.status == 0, "\(arguments.joined(separator: " ")): \(run.output) \(run.errors)")
    return run.output
  }

  /// Starts a sync that somebody will interrupt.
  func startSync(from address: String) throws -> Process {
    try Self.gauger.start(
      ["sync", "--from", address],
      environment: environment,
      output: FileHandle.nullDevice,
      errors: FileHandle.nullDevice
    )
  }

  /// Begins an inspection and refers it.
  func refer(_ heading: String) throws {
    try done("inspection", "declare", "--begin", "--hs", heading)
    try done("inspection", "refer", "last")
  }

  /// The answer of a command that prints one JSON object.
  func object(_ arguments: String...) throws -> [String: Any] {
    let run = try Self.gauger.run(arguments + ["--json"], environment: environment)
    try #require(run.status == 0, "\(arguments.joined(separator: " ")): \(run.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  /// The release in use, and the digest over its records.
  func release() throws -> (number: Int, stateRoot: String) {
    let status = try object("sync", "status")
    return (try #require(status["release"] as? Int), try #require(status["state_root"] as? String))
  }
}
#endif
