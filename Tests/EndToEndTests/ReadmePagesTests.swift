#if Server
import Foundation
import TestSupport
import Testing

/// The README's pages for an authority and for a kit, typed as they stand there.
@Suite final class ReadmePagesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let shell = Executable(at: URL(fileURLWithPath: "/bin/sh"))
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
  private var server: Process?
  /// What the pages leave to the reader, and the folders that stand for his machines.
  private var blanks = ["/var/lib/gauger-central": "central", "/media/stick": "stick", "/media/safe": "safe"]

  init() throws {
    for name in ["safe", "stick"] {
      try FileManager.default.createDirectory(at: file(name), withIntermediateDirectories: true)
    }
    let small = Self.root.appendingPathComponent("Tests/Fixtures/catalog-small")
    try FileManager.default.copyItem(at: small, to: file("Catalog"))
  }

  deinit {
    server?.terminate()
    server?.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `the pages lead from nothing to a kit whose referral the authority reads`() throws {
    var authority = try commands(under: "## An authority")
    #expect(authority.count <= 10, "the first release takes ten commands at most")
    let serve = authority.removeLast()
    for command in authority { try type(command) }
    let address = try start(serve)
    try FileManager.default.moveItem(at: file("central/sealing.key"), to: file("safe/sealing.key"))

    let server = try commands(under: "### Its server")
    @discardableResult
    func onServer(_ name: String) throws -> String {
      try type(try #require(server.first { $0.hasPrefix("gauger-central \(name) ") }))
    }
    blanks["1.root.json"] = "authority/repository/metadata/1.root.json"
    blanks["3f5a…"] = try String(type("sha256sum 1.root.json").prefix(64))
    blanks["https://gauger.example"] = address
    blanks["CODE"] = try onServer("enrol-code").trimmingCharacters(in: .newlines)

    var kit = try commands(under: "## A kit in the field")
    let back = try #require(kit.lastIndex { $0.hasPrefix("gauger sync rollback") })
    let rollback = kit.remove(at: back)
    let stick = try #require(kit.firstIndex { $0.contains("--from /media/stick") })
    let fromStick = kit.remove(at: stick)
    for command in kit { try type(command) }
    try type(fromStick)
    try refer()
    try publishAgain(authority)
    let synced = try type("gauger sync")
    #expect(synced.contains("Release 2 is in use"), "\(synced)")
    #expect(try type(rollback).contains("Release 1 is in use"))

    blanks["KIT"] = try kitName(in: onServer("kits"))
    let photograph = try photograph(in: onServer("records"))
    for field in ["digest", "sealed"] { blanks["--\(field) …"] = "--\(field) \(photograph[field] as? String ?? "")" }
    try onServer("attachment")
    #expect(try Data(contentsOf: file("FILE")) == Data(contentsOf: file("plate.jpg")))
    try onServer("take")
  }

  private func refer() throws {
    try Data("a photograph of a plate".utf8).write(to: file("plate.jpg"))
    try type("gauger inspection declare --begin --hs 850440")
    try type("gauger inspection photo last plate.jpg")
    try type("gauger inspection refer last")
  }

  /// Publishes the next release with the commands of the first.
  private func publishAgain(_ authority: [String]) throws {
    let tube = file("Catalog/commodities/tubes/furniture-tube.yaml")
    let text = try String(contentsOf: tube, encoding: .utf8)
    try Data(text.replacing("Painted or chromed tube", with: "Painted tube").utf8).write(to: tube)
    let first = try #require(authority.firstIndex { $0.hasPrefix("gauger catalog release") })
    for command in authority[first...] { try type(command) }
  }

  private func kitName(in kits: String) throws -> String {
    let line = try #require(kits.split(separator: "\n").last)
    return String(try #require(line.split(separator: " ").first))
  }

  private func photograph(in records: String) throws -> [String: Any] {
    func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let content = try #require(object(records)["content"] as? String)
    return try #require((object(content)["attachments"] as? [[String: Any]])?.first, "\(content)")
  }

  // MARK: - Reading and typing

  /// The commands of the first block below a heading, broken lines joined.
  private func commands(under heading: String) throws -> [String] {
    let text = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let section = try #require(text.split(separator: "\n\(heading)\n").dropFirst().first, "there is no '\(heading)'")
    let block = try #require(section.split(separator: "```sh\n").dropFirst().first?.split(separator: "\n```").first)
    return block.replacing("\\\n", with: "").split(separator: "\n").map(String.init)
  }

  private func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

  private func words(_ command: String) -> (arguments: [String], environment: [String: String]) {
    let filled = blanks.reduce(command) { $0.replacing($1.key, with: $1.value) }
    let programs = Executable("gauger").url.deletingLastPathComponent().path
    let environment = [
      "PATH": "\(programs):/usr/bin:/bin", "GAUGER_HOME": file("kit").path, "GAUGER_PASSPHRASE": "four words of a test",
    ]
    return (["-c", "cd '\(folder.path)' && \(filled)"], environment)
  }

  @discardableResult
  private func type(_ command: String) throws -> String {
    let (arguments, environment) = words(command)
    let run = try Self.shell.run(arguments, environment: environment)
    try #require(run.status == 0, "\(command): \(run.output) \(run.errors)")
    return run.output
  }

  /// Starts the server on any free port, and gives its address.
  private func start(_ command: String) throws -> String {
    let (arguments, environment) = words("exec \(command) --listen 127.0.0.1:0")
    let (process, port) = try Self.shell.serve(arguments, environment: environment)
    server = process
    return "http://127.0.0.1:\(port)"
  }
}
#endif
