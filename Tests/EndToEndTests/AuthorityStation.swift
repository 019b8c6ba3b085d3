#if Server
import Foundation
import TestSupport
import Testing

/// An authority at work: its keys, its catalog, what it publishes, its server.
final class AuthorityStation {
  private static let gauger = Executable("gauger")
  private static let central = Executable("gauger-central")
  private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/catalog-small")

  let folder: URL
  private let environment: [String: String]
  private var server: Process?
  private var port = 0

  var repository: URL { folder.appendingPathComponent("authority/repository") }
  var root: URL { repository.appendingPathComponent("metadata/1.root.json") }
  var address: String { "http://127.0.0.1:\(port)" }
  private var data: String { folder.appendingPathComponent("central").path }

  /// Holds the ceremony and publishes release 1.
  init(in parent: URL, _ name: String) throws {
    folder = parent.appendingPathComponent(name)
    environment = [
      "GAUGER_HOME": folder.appendingPathComponent("home").path, "GAUGER_PASSPHRASE": "four words of a test",
    ]
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: Self.fixture, to: folder.appendingPathComponent("Catalog"))
    try catalog("key", path("r1.key"))
    // Without passphrases, which are meant to take long to try.
    for key in ["r2", "r3", "t1", "t2", "snapshot", "timestamp"] { try catalog("key", path("\(key).key"), "--online") }
    try catalog(
      "ceremony",
      path("authority"),
      "--root",
      path("r1.key.pub"),
      path("r2.key.pub"),
      path("r3.key.pub"),
      "--root-threshold",
      "2",
      "--targets",
      path("t1.key.pub"),
      path("t2.key.pub"),
      "--targets-threshold",
      "2",
      "--snapshot",
      path("snapshot.key.pub"),
      "--timestamp",
      path("timestamp.key.pub")
    )
    try catalog("sign", path("authority"), "--key", path("r1.key"), path("r3.key"))
    let keys = try Self.central.run(["init", "--data", data])
    try #require(keys.status == 0, "\(keys.errors)")
    try Data(keys.output.utf8).write(to: folder.appendingPathComponent("inbox.json"))
    try publish(with: ["--inbox", path("inbox.json")])
  }

  deinit { stop() }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func catalog(_ arguments: String...) throws { try catalog(arguments) }

  private func catalog(_ arguments: [String]) throws {
    let run = try Self.gauger.run(["catalog"] + arguments, environment: environment)
    try #require(run.status == 0, "catalog \(arguments.joined(separator: " ")): \(run.errors)")
  }

  // MARK: - Releases

  /// Changes a file of the catalog.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let url = folder.appendingPathComponent("Catalog/\(file)")
    let text = try String(contentsOf: url, encoding: .utf8)
    try #require(text.contains(old), "\(file) has no '\(old)'")
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
  }

  /// Prepares, signs and publishes the next release.
  func publish(with options: [String] = []) throws {
    try catalog(["release", path("authority"), "--catalog", path("Catalog")] + options)
    try catalog("sign", path("authority"), "--key", path("t1.key"), path("t2.key"))
    try catalog(
      "publish",
      path("authority"),
      "--snapshot-key",
      path("snapshot.key"),
      "--timestamp-key",
      path("timestamp.key")
    )
  }

  // MARK: - The server

  /// Serves, on the same port as before.
  func serve() throws {
    (server, port) = try Self.central.serve(
      ["serve", "--data", data, "--repository", repository.path, "--listen", "127.0.0.1:\(port)"]
    )
  }

  /// Kills the server as a power cut would.
  func stop() {
    guard let process = server else { return }
    server = nil
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func enrolmentCode() throws -> String {
    try central("enrol-code").trimmingCharacters(in: .newlines)
  }

  func take(from stick: URL) throws -> String { try central("take", stick.path) }

  /// The inspections in the inbox, by kit: the record's name for every envelope.
  func inbox() throws -> [String: [String]] {
    var inbox: [String: [String]] = [:]
    for kit in try objects(central("kits", "--json"))[0]["kits"] as? [[String: Any]] ?? [] {
      let id = try #require(kit["id"] as? String)
      #expect(kit["alarms"] as? Int == 0)
      let records = try objects(central("records", "--key", path("central/sealing.key"), id))
      inbox[id] = records.compactMap { $0["record"] as? String }
    }
    return inbox
  }

  private func central(_ name: String, _ arguments: String...) throws -> String {
    let run = try Self.central.run([name, "--data", data] + arguments)
    try #require(run.status == 0, "\(name): \(run.errors)")
    return run.output
  }

  private func objects(_ lines: String) throws -> [[String: Any]] {
    try lines.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}
#endif
