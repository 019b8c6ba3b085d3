import Envelopes
import Foundation
import TestSupport
import Transfer

/// The authority's server as a process of its own, in a folder that goes away with it.
final class CentralProcess {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let folder: URL
  let keys: AuthorityKeys
  private let port: Int
  private let program: Executable
  private let database: [String]
  private let server: Process

  var repository: URL { folder.appendingPathComponent("repository") }
  var authority: String { "127.0.0.1:\(port)" }

  /// Makes keys and starts the server.
  ///
  /// - Parameters:
  ///   - program: gauger-central, built with the trait Server.
  ///   - database: where the inbox is, if not in SQLite.
  init(_ program: URL, database: String?) throws {
    let program = Executable(at: program)
    self.program = program
    self.database = database.map { ["--database", $0] } ?? []
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-load-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("repository"),
      withIntermediateDirectories: true
    )
    let data = folder.appendingPathComponent("data").path
    let document = try Self.output(program, ["init", "--data", data] + self.database)
    keys = try AuthorityKeys(parsing: Array(document.utf8))
    let repository = folder.appendingPathComponent("repository").path
    (server, port) = try program.serve(
      [
        "serve", "--data", data, "--repository", repository, "--listen", "127.0.0.1:0", "--records-per-second",
        "1000000",
      ] + self.database
    )
  }

  deinit {
    server.terminate()
    server.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  func code() throws -> EnrolmentCode {
    let data = folder.appendingPathComponent("data").path
    return try EnrolmentCode(typed: try Self.output(program, ["enrol-code", "--data", data] + database))
  }

  /// The most memory that it ever had.
  var memory: String { "\(decimal(ResidentMemory.peak(of: "\(server.processIdentifier)"), 0)) MiB" }

  /// Seconds of processor time that the server took so far.
  var processorSeconds: Double {
    let line = (try? String(contentsOfFile: "/proc/\(server.processIdentifier)/stat", encoding: .utf8)) ?? ""
    let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func output(_ program: Executable, _ arguments: [String]) throws -> String {
    let run = try program.run(arguments)
    guard run.status == 0 else {
      throw Failure(description: "gauger-central \(arguments.first ?? "") ended with \(run.status)")
    }
    return run.output.trimmingCharacters(in: .newlines)
  }
}
