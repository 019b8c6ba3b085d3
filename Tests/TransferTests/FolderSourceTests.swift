import Foundation
import Glibc
import Testing
import Transfer

@Suite struct FolderSourceTests {
  private let folder: URL
  private let source: FolderSource

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("source-\(UUID().uuidString)")
    let inner = folder.appendingPathComponent("a")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try Data("content".utf8).write(to: inner.appendingPathComponent("b"))
    source = FolderSource(folder)
  }

  @Test func `a file is read, a missing one is nil`() throws {
    #expect(try source.read("a/b", upTo: 7) == Array("content".utf8))
    #expect(try source.read("a/c", upTo: 7) == nil)
    #expect(try source.read("b/c", upTo: 7) == nil)
    #expect(throws: TransferError.tooLong("a/b", limit: 6)) { try source.read("a/b", upTo: 6) }
  }

  @Test(arguments: ["../a/b", "a/../a/b", "/etc/passwd", "a//b", "..%2Fa", "%2e%2e/a", "", "a/b/", "a/%00"])
  func `a path never leads out of the folder`(path: String) throws {
    #expect(try source.read(path, upTo: 100) == nil)
  }

  @Test func `links, pipes and folders that somebody put on the stick are refused`() throws {
    let link = folder.appendingPathComponent("link")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/etc/passwd")
    let pipe = folder.appendingPathComponent("pipe")
    mkfifo(pipe.path, 0o600)
    let inner = folder.appendingPathComponent("inner")
    try FileManager.default.createSymbolicLink(atPath: inner.path, withDestinationPath: "a")
    for path in ["link", "pipe", "a", "inner/b"] {
      #expect(throws: TransferError.self, "\(path)") { try source.read(path, upTo: 1000) }
    }
  }

  @Test func `a copy goes on after what is there`() throws {
    let part = folder.appendingPathComponent("part")
    try Data("CON".utf8).write(to: part)
    try source.download("a/b", into: part, length: 7) { _ in }
    #expect(try String(contentsOf: part, encoding: .utf8) == "CONtent")
  }

  @Test func `a file of another length is refused`() throws {
    let part = folder.appendingPathComponent("part")
    #expect(throws: TransferError.self) { try source.download("a/b", into: part, length: 8) { _ in } }
    #expect(throws: TransferError.self) { try source.download("a/b", into: part, length: 3) { _ in } }
    #expect(throws: TransferError.missing("x")) { try source.download("x", into: part, length: 3) { _ in } }
  }
}
