#if Server
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Central

/// A PostgreSQL server of Debian's packages, on a free port of the loopback and in a folder of its own.
final class PostgresServer: Sendable {
  static let shared = Result { try PostgresServer() }

  private static let programs: URL? = {
    let folder = URL(fileURLWithPath: "/usr/lib/postgresql")
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return versions.sorted { $0.compare($1, options: .numeric) == .orderedDescending }
      .map { folder.appendingPathComponent("\($0)/bin") }
      .first { FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("initdb").path) }
  }()

  /// What to do where these tests cannot run.
  static let advice: Comment = "PostgreSQL is not installed here; run 'apt-get install postgresql' to test with it"
  static var isInstalled: Bool { programs != nil }

  let port: Int
  private let folder: URL

  var url: String { "postgresql://postgres@127.0.0.1:\(port)/postgres" }

  private init() throws {
    let programs = try #require(Self.programs)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-postgres-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if getuid() == 0 { try Self.run(["/usr/bin/chown", "postgres", folder.path]) }
    port = try Self.freePort()
    let data = folder.appendingPathComponent("data").path
    try Self.runUnprivileged([
      programs.appendingPathComponent("initdb").path, "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "-N",
    ])
    let server = Self.process(
      Self.unprivileged([
        programs.appendingPathComponent("postgres").path, "-D", data, "-p", "\(port)", "-k", folder.path, "-c",
        "listen_addresses=127.0.0.1",
      ])
    )
    try server.run()
    var tries = 0
    while (try? PostgresConnection(url)) == nil {
      tries += 1
      try #require(tries < 600 && server.isRunning, "PostgreSQL does not answer")
      usleep(100_000)
    }
    // The program that runs the tests ends without telling anybody; a watcher stops the server then.
    let stop = "while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done; "
    let program = programs.appendingPathComponent("pg_ctl").path
    let watcher = Process()
    watcher.executableURL = URL(fileURLWithPath: "/bin/sh")
    let command = Self.unprivileged([program, "-D", data, "-m", "immediate", "stop"]).joined(separator: " ")
    watcher.arguments = ["-c", "\(stop)\(command); rm -rf \(folder.path)"]
    watcher.standardOutput = FileHandle.nullDevice
    watcher.standardError = FileHandle.nullDevice
    try watcher.run()
  }

  /// The server refuses to run as root.
  private static func unprivileged(_ command: [String]) -> [String] {
    getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] + command : command
  }

  private static func runUnprivileged(_ command: [String]) throws { try run(unprivileged(command)) }

  private static func run(_ command: [String]) throws {
    let process = process(command)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command.joined(separator: " "))")
  }

  private static func process(_ command: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { pointer in
      try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        try #require(bind(descriptor, pointer, length) == 0)
        try #require(getsockname(descriptor, pointer, &length) == 0)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
#endif
