import Envelopes
import Foundation
import Transfer

/// The authority's server as a process of its own, in a folder that goes away with it.
final class CentralProcess {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let folder: URL
  let keys: AuthorityKeys
  private(set) var port = 0
  private let program: URL
  private let database: [String]
  private let server = Process()

  var repository: URL { folder.appendingPathComponent("repository") }
  var authority: String { "127.0.0.1:\(port)" }

  /// Makes keys and starts the server.
  ///
  /// - Parameters:
  ///   - program: gauger-central, built with the trait Server.
  ///   - database: where the inbox is, if not in SQLite.
  init(_ program: URL, database: String?) throws {
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
    server.executableURL = program
    server.arguments =
      [
        "serve", "--data", data, "--repository", repository.path, "--listen", "127.0.0.1:0", "--records-per-second",
        "1000000",
      ] + self.database
    let output = Pipe()
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.split(separator: ":").last?.dropLast(2) ?? "") else {
      throw Failure(description: "the server did not start")
    }
    self.port = port
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

  /// A line of the server's status, such as `VmHWM`, the most memory it ever had.
  func memory(_ line: String) -> String {
    let status = (try? String(contentsOfFile: "/proc/\(server.processIdentifier)/status", encoding: .utf8)) ?? ""
    let value = status.split(separator: "\n").first { $0.hasPrefix("\(line):") }?.split(separator: " ").dropFirst()
      .first
    return value.flatMap { Int($0) }.map { "\($0 / 1_024) MiB" } ?? "unknown"
  }

  /// Seconds of processor time that the server took so far.
  var processorSeconds: Double {
    let line = (try? String(contentsOfFile: "/proc/\(server.processIdentifier)/stat", encoding: .utf8)) ?? ""
    let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func output(_ program: URL, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "gauger-central \(arguments.first ?? "") ended with \(process.terminationStatus)")
    }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
