import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing
import Transfer

@Suite struct HTTPSourceTests {
  private let part = FileManager.default.temporaryDirectory.appendingPathComponent("part-\(UUID().uuidString)")
  private let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

  private func source(_ server: ScriptedServer) throws -> HTTPSource {
    var patience = HTTPConnection.Patience()
    patience.stallSeconds = 2
    var persistence = HTTPSource.Persistence()
    persistence.firstPause = 0.01
    return try HTTPSource(base: server.base, connection: HTTPConnection(patience: patience), persistence: persistence)
  }

  private func download(_ server: ScriptedServer, length: Int? = nil) throws {
    try source(server).download("a/b", into: part, length: length ?? content.count) { _ in }
  }

  private var arrived: [UInt8] { (try? Array(Data(contentsOf: part))) ?? [] }

  @Test func `a small file is read and a missing one is nil`() throws {
    let server = try ScriptedServer { $0.path == "/a%20b" ? .init(200, Array("hello".utf8)) : .init(404) }
    let source = try source(server)
    #expect(try source.read(RepositoryPath.encoded("a b"), upTo: 5) == Array("hello".utf8))
    #expect(try source.read("other", upTo: 5) == nil)
    #expect(throws: TransferError.tooLong(server.base + "a%20b", limit: 4)) { try source.read("a%20b", upTo: 4) }
  }

  @Test(arguments: [500, 503, 429]) func `a server in trouble is never taken for one without the file`(status: Int)
    throws
  {
    let server = try ScriptedServer { _ in .init(status) }
    #expect(throws: TransferError.refused(server.base + "x", status: status)) {
      try source(server).read("x", upTo: 10)
    }
    #expect(server.requests.count == 4)
  }

  @Test func `a link that is cut again and again fetches every byte once`() throws {
    let content = content
    let server = try ScriptedServer { .file(content, for: $0, cut: 7_000) }
    try download(server)
    #expect(arrived == content)
    #expect(server.requests.count == 15)
  }

  @Test func `what arrived before a stop is continued later`() throws {
    let content = content
    let server = try ScriptedServer { .file(content, for: $0) }
    try Data(content.prefix(60_000)).write(to: part)
    try download(server)
    #expect(arrived == content)
    #expect(server.requests.map(\.rangeStart) == [60_000])
  }

  @Test func `a server that cannot continue sends the whole file in place of the part`() throws {
    let content = content
    let server = try ScriptedServer { _ in .init(200, content) }
    try Data(repeating: 1, count: 500).write(to: part)
    try download(server)
    #expect(arrived == content)
  }

  @Test func `a part with another beginning than asked for is refused and what was there is kept`() throws {
    let content = content
    let server = try ScriptedServer { _ in
      .init(206, Array(content[400...]), headers: ["Content-Range: bytes 400-\(content.count - 1)/\(content.count)"])
    }
    try Data(content.prefix(500)).write(to: part)
    #expect(throws: TransferError.self) { try download(server) }
    #expect(arrived == Array(content.prefix(500)))
  }

  @Test func `a file that shrank on the server is fetched anew`() throws {
    let content = content
    let tries = Mutex(0)
    let server = try ScriptedServer { request in
      tries.withLock { $0 += 1 }
      return request.rangeStart == nil ? .init(200, content) : .init(416)
    }
    try Data(repeating: 1, count: 500).write(to: part)
    try download(server)
    #expect(arrived == content)
    #expect(tries.withLock { $0 } == 2)
  }

  @Test func `a login page in the way is refused before a byte of it is kept`() throws {
    let server = try ScriptedServer { _ in .init(200, Array("<html>please log in</html>".utf8)) }
    try Data(content.prefix(500)).write(to: part)
    #expect(throws: TransferError.self) { try download(server) }
    #expect(arrived == Array(content.prefix(500)))
  }

  @Test func `a redirect is reported and not followed`() throws {
    let server = try ScriptedServer { _ in .init(302, headers: ["Location: http://203.0.113.9/evil"]) }
    #expect(throws: TransferError.redirected(server.base + "a/b", to: "http://203.0.113.9/evil")) {
      try download(server)
    }
    #expect(server.requests.count == 1)
  }

  @Test func `a packed answer is refused`() throws {
    let content = content
    let server = try ScriptedServer { _ in .init(200, content, headers: ["Content-Encoding: gzip"]) }
    #expect(throws: TransferError.self) { try download(server) }
    #expect(arrived.isEmpty)
  }

  @Test func `an endless answer stops at the length it may have`() throws {
    let server = try ScriptedServer { _ in .init(200, [UInt8](repeating: 0, count: 1 << 20), announced: nil) }
    #expect(throws: TransferError.self) { try download(server, length: 1000) }
    #expect(arrived.count <= 1000)
  }

  @Test func `a server that falls silent is given up`() throws {
    let server = try ScriptedServer { _ in
      Thread.sleep(forTimeInterval: 4)
      return .init(200)
    }
    var persistence = HTTPSource.Persistence()
    persistence.fruitlessTries = 1
    var patience = HTTPConnection.Patience()
    patience.stallSeconds = 1
    let source = try HTTPSource(
      base: server.base,
      connection: HTTPConnection(patience: patience),
      persistence: persistence
    )
    #expect(throws: TransferError.self) { try source.read("x", upTo: 10) }
  }

  @Test(arguments: ["", "ftp://host/", "host", "http://", "http://host/?q", "file:///etc"])
  func `what is no web address is refused`(base: String) throws {
    #expect(throws: TransferError.unusableAddress(base)) { try HTTPSource(base: base, connection: HTTPConnection()) }
  }
}
