import Foundation
import Glibc
import Testing

/// Drives the built program on a pseudo-terminal, as an inspector would; passed over where it was not built.
struct IdentifyOnTerminalTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// Beside the test bundle, or where an ordinary build puts it.
  private static let program: URL? = {
    let here = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return [here, package.appendingPathComponent(".build/debug")].map { $0.appendingPathComponent("gauger") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  private func withProgram(_ arguments: [String], _ body: (PseudoTerminal, Process) throws -> Void) throws {
    let home = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: home) }
    let terminal = try #require(PseudoTerminal(columns: 80, rows: 24))
    let process = Process()
    process.executableURL = Self.program
    let catalog = Self.package.appendingPathComponent("Tests/Fixtures/catalog-small").path
    process.arguments = ["identify"] + arguments + ["--catalog", catalog]
    process.environment = ["TERM": "xterm", "NO_COLOR": "1", "GAUGER_HOME": home.path]
    process.standardInput = terminal.child
    process.standardOutput = terminal.child
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer { if process.isRunning { process.terminate() } }
    try body(terminal, process)
  }

  @Test(.enabled(if: program != nil, "build the program first"), .timeLimit(.minutes(10)))
  func `keys answer, undo and quit, and the terminal is left as it was`() throws {
    try withProgram([]) { terminal, process in
      #expect(terminal.waits(for: "Type anything you can see or read"))
      #expect(!terminal.echoes)
      terminal.type("capacitor can\r")
      #expect(terminal.waits(for: "Possible hazard: Stored electrical charge"))
      terminal.type("\r")
      #expect(terminal.waits(for: "1. "))
      terminal.type("s")
      #expect(terminal.waits(for: "2. "))
      terminal.type("u")
      #expect(terminal.waits(for: "Taken back"))
      terminal.type("\u{1B}[B")
      terminal.type("q")
      #expect(terminal.waits(for: "gauger identify --resume"))
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(terminal.echoes)
    }
  }

  @Test(
    .enabled(if: program != nil, "build the program first"),
    .timeLimit(.minutes(10)),
    arguments: [SIGTERM, SIGHUP]
  )
  func `a program that is told to end gives the terminal back`(_ signal: Int32) throws {
    try withProgram(["tube"]) { terminal, process in
      #expect(terminal.waits(for: "\u{1B}[?1049h"))
      #expect(terminal.waits(for: ">"))
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == signal)
      #expect(terminal.waits(for: "\u{1B}[?1049l"))
      #expect(terminal.echoes)
    }
  }

  @Test(.enabled(if: program != nil, "build the program first"), .timeLimit(.minutes(10)))
  func `a terminal that cannot move its cursor gets plain lines`() throws {
    try withProgram(["--plain", "tube"]) { terminal, process in
      #expect(terminal.waits(for: "> "))
      #expect(!terminal.text.contains("\u{1B}"))
      terminal.type("q\n")
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }
}

/// The two ends of a terminal that no person sits at.
private final class PseudoTerminal {
  let child: FileHandle
  private let parent: Int32
  private(set) var text = ""
  private var searched = 0

  init?(columns: UInt16, rows: UInt16) {
    var ends: (parent: Int32, child: Int32) = (0, 0)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.parent, &ends.child, nil, nil, &size) == 0 else { return nil }
    parent = ends.parent
    child = FileHandle(fileDescriptor: ends.child, closeOnDealloc: true)
  }

  deinit { close(parent) }

  var echoes: Bool {
    var settings = termios()
    return tcgetattr(child.fileDescriptor, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(parent, bytes, bytes.count)
  }

  /// Reads until the words appear after those waited for last, at most twenty seconds.
  func waits(for words: String) -> Bool {
    var silence = 0
    while silence < 200 {
      let rest = text.utf8.dropFirst(searched)
      if let range = Substring(rest).firstRange(of: words) {
        searched = text.utf8.distance(from: text.utf8.startIndex, to: range.upperBound)
        return true
      }
      var descriptor = pollfd(fd: parent, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, 100) > 0 {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(parent, &buffer, buffer.count)
        guard count > 0 else { return false }
        text += String(decoding: buffer.prefix(count), as: UTF8.self)
      } else {
        silence += 1
      }
    }
    return false
  }
}
