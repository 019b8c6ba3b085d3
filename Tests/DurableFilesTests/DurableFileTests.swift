import DurableFiles
import Foundation
import Testing

@Suite struct DurableFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("durable-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path) }

  @Test func `new content replaces the old and leaves nothing beside it`() throws {
    let file = folder.appendingPathComponent("a")
    try DurableFile.replace(file, with: Data("old".utf8))
    try DurableFile.replace(file, with: Data("new".utf8))
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(try names() == ["a"])
  }

  @Test func `a name that is taken is not written over`() throws {
    let file = folder.appendingPathComponent("a")
    #expect(try DurableFile.create(file, with: Data("first".utf8), mode: 0o600))
    #expect(try !DurableFile.create(file, with: Data("second".utf8)))
    #expect(try String(contentsOf: file, encoding: .utf8) == "first")
    #expect(try names() == ["a"])
  }

  @Test func `a link is pointed elsewhere in one step`() throws {
    let link = folder.appendingPathComponent("current")
    try DurableFile.point(link, to: "one")
    try DurableFile.point(link, to: "two")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "two")
    #expect(try names() == ["current"])
  }

  @Test func `a full disk is named and the old content stays`() throws {
    #expect(throws: DurableFileError(path: "/dev/full/x", code: ENOTDIR)) {
      try DurableFile.replace(URL(fileURLWithPath: "/dev/full/x"), with: Data("x".utf8))
    }
    #expect(DurableFileError(path: "/kit/a", code: ENOSPC).description.contains("free some space"))
  }
}
