import Foundation
import Publishing
import Testing
import Trust

/// The Python that has python-tuf, if there is one.
private let python: String? = {
  let named = ProcessInfo.processInfo.environment["GAUGER_PYTHON"]
  return [named, "python3"].compactMap { $0 }.first { run([$0, "-c", "import tuf"]).status == 0 }
}()

private func run(_ arguments: [String]) -> (status: Int32, output: String) {
  let process = Process()
  let pipe = Pipe()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.standardOutput = pipe
  process.standardError = pipe
  guard (try? process.run()) != nil else { return (-1, "") }
  let output = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}

@Suite(.enabled(if: python != nil, "python-tuf is not installed: python3 -m pip install tuf"))
struct IndependentClientTests {
  private let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scripts/check-repository").path

  private func check(_ arguments: String...) -> (status: Int32, output: String) {
    run([python ?? "python3", script] + arguments)
  }

  @Test func `another client of the standard accepts every release and the way from one to the next`() throws {
    var authority = TestAuthority()
    // The other client goes by the clock of this machine.
    authority.now = .init(seconds: Int64(Date().timeIntervalSince1970))
    try authority.begin()
    _ = try authority.release([("pump", "Pump"), ("valve", "Valve")])
    let repository = authority.folder.repository
    let first = check(repository.path)
    #expect(first.status == 0, "\(first.output)")
    let older = repository.appendingPathExtension("older")
    try FileManager.default.copyItem(at: repository, to: older)

    authority.rootKeys[2] = .init()
    authority.targetsKeys[1] = .init()
    try authority.folder.rotate(to: authority.plan, now: authority.now)
    for key in authority.rootKeys + authority.targetsKeys { _ = try authority.folder.sign(with: key) }
    try authority.folder.publish(with: authority.online, now: authority.now)
    _ = try authority.release([("pump", "Water pump")])
    let second = check(repository.path, "--previous", older.path)
    #expect(second.status == 0, "\(second.output)")
  }

  @Test func `it finds a file that is missing`() throws {
    var authority = TestAuthority()
    authority.now = .init(seconds: Int64(Date().timeIntervalSince1970))
    try authority.begin()
    _ = try authority.release([("pump", "Pump")])
    try FileManager.default.removeItem(at: authority.folder.repository.appendingPathComponent("targets/catalog/full"))
    #expect(check(authority.folder.repository.path).status == 1)
  }
}
