#if Server
import Foundation
import Glibc
import TestSupport
import Testing
import Transfer

@testable import Central

struct RepositoryTests {
  private let program: CentralProgram
  private let content = Array((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  init() throws {
    program = try CentralProgram()
    let files: [(String, [UInt8])] = [
      ("timestamp.json", Array("{}".utf8)), ("1.root.json", Array("{}".utf8)), ("7.snapshot.json", Array("{}".utf8)),
      ("blobs/ab/" + String(repeating: "a", count: 64), content), ("empty", []), (".hidden", [1]),
    ]
    for (name, bytes) in files {
      let file = program.repository.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    try program.serve()
  }

  private var blob: String { "/blobs/ab/" + String(repeating: "a", count: 64) }

  @Test func `files come whole, in parts and not at all when they are known`() throws {
    let whole = try HTTP.get(program, blob)
    #expect(whole.head.status == 200)
    #expect(whole.body == content)
    let tag = try #require(whole.head.headers["etag"])
    let cases: [(range: String, status: Int, part: Range<Int>)] = [
      ("bytes=0-0", 206, 0..<1), ("bytes=299999-", 206, 299_999..<300_000), ("bytes=-10", 206, 299_990..<300_000),
      ("bytes=100-999999999", 206, 100..<300_000), ("bytes=-999999999", 206, 0..<300_000),
      ("bytes=300000-", 416, 0..<0), ("bytes=-0", 416, 0..<0), ("bytes=5-1", 200, 0..<300_000),
      ("bytes=0-1,5-6", 200, 0..<300_000), ("lines=0-1", 200, 0..<300_000), ("bytes=x-", 200, 0..<300_000),
      ("bytes=99999999999999999999-", 200, 0..<300_000), ("bytes=-", 200, 0..<300_000),
    ]
    for (range, status, part) in cases {
      let reply = try HTTP.get(program, blob, headers: [("Range", range)])
      #expect(reply.head.status == status, "\(range)")
      #expect(reply.body == Array(content[part]), "\(range)")
      if status == 206 {
        #expect(reply.head.headers["content-range"] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/300000")
      } else if status == 416 {
        #expect(reply.head.headers["content-range"] == "bytes */300000")
      }
    }
    #expect(try HTTP.get(program, blob, headers: [("If-None-Match", tag)]).head.status == 304)
    #expect(try HTTP.get(program, blob, headers: [("If-None-Match", "\"x\", W/\(tag)")]).head.status == 304)
    #expect(try HTTP.get(program, blob, headers: [("If-None-Match", "\"x\"")]).head.status == 200)
    let resumed = try HTTP.get(program, blob, headers: [("Range", "bytes=5-"), ("If-Range", tag)])
    #expect(resumed.head.status == 206)
    let changed = try HTTP.get(program, blob, headers: [("Range", "bytes=5-"), ("If-Range", "\"old\"")])
    #expect(changed.head.status == 200)
    #expect(changed.body == content)
    #expect(try HTTP.get(program, "/empty").body.isEmpty)
    let head = try HTTP.get(program, blob, method: "HEAD")
    #expect(head.head.headers["content-length"] == "300000")
    #expect(head.body.isEmpty)
  }

  @Test func `what changes is asked for again soon, what is named by content never`() throws {
    func caching(_ path: String) throws -> String? { try HTTP.get(program, path).head.headers["cache-control"] }
    #expect(try caching("/timestamp.json") == "public, max-age=60")
    #expect(try caching("/1.root.json") == "public, max-age=60")
    #expect(try caching("/7.snapshot.json") == "public, max-age=31536000, immutable")
    #expect(try caching(blob) == "public, max-age=31536000, immutable")
    // A root that comes tomorrow must not be hidden by today's answer.
    let missing = try HTTP.get(program, "/2.root.json")
    #expect(missing.head.status == 404)
    #expect(missing.head.headers["cache-control"] == "no-store")
  }

  @Test func `a replaced file has another tag`() throws {
    let before = try HTTP.get(program, "/timestamp.json").head.headers["etag"]
    try Data("[]".utf8).write(to: program.repository.appendingPathComponent("timestamp.json"), options: .atomic)
    let after = try HTTP.get(program, "/timestamp.json").head.headers["etag"]
    #expect(before != after)
  }

  @Test func `nothing outside the repository is ever reached`() throws {
    let outside = program.folder.url.appendingPathComponent("secret")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: outside.appendingPathComponent("file"))
    let files = FileManager.default
    try files.createSymbolicLink(
      at: program.repository.appendingPathComponent("link"),
      withDestinationURL: outside.appendingPathComponent("file")
    )
    try files.createSymbolicLink(at: program.repository.appendingPathComponent("folder"), withDestinationURL: outside)
    mkfifo(program.repository.appendingPathComponent("pipe").path, 0o644)
    let targets = [
      "/../secret/file", "/%2e%2e/secret/file", "/blobs/../../secret/file", "/blobs/%2e%2e%2f%2e%2e%2fsecret/file",
      "/..%2fsecret%2ffile", "/link", "/folder/file", "/folder", "/pipe", "/.hidden", "/blobs", "/blobs/", "//secret",
      "/", "/%00", "/timestamp.json%00.png", "/timestamp.json/", "/%", "/%zz", "/\\..\\secret\\file",
      "/" + String(repeating: "a/", count: 900), "/" + String(repeating: "x", count: 3_000), "/data/receipt.key",
      "http://127.0.0.1:\(program.port)/../secret/file",
    ]
    for target in targets {
      let reply = try RawConnection.get(program.port, target)
      #expect(reply.hasPrefix("HTTP/1.1 40"), "\(target): \(reply.prefix(40))")
      #expect(!reply.contains("secret\n") && !reply.hasSuffix("secret"), "\(target)")
    }
    #expect(try HTTP.get(program, "/timestamp.json?x=/../secret").head.status == 200)
  }
}
#endif
