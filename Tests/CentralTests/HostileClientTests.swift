#if Server
import Envelopes
import Foundation
import Glibc
import KitStore
import Sync
import TestSupport
import Testing
import Transfer

struct HostileClientTests {
  @Test func `slow clients are cut off while others are served`() throws {
    let program = try CentralProgram(arguments: ["--patience", "1"])
    try program.serve()
    let silent = try (0..<50).map { _ in try RawConnection(program.port) }
    let slow = try RawConnection(program.port)
    slow.write(Array("GET /healthz HTTP/1.1\r\nHost: x\r\n".utf8))
    let started = Date()
    var isOpen = true
    // A byte now and then is not enough.
    while isOpen, Date().timeIntervalSince(started) < 15 {
      usleep(200_000)
      isOpen = slow.write(Array("X".utf8))
      #expect(try HTTP.get(program, "/healthz").head.status == 200)
    }
    #expect(!isOpen)
    for connection in silent { #expect(connection.readToEnd() == "") }
  }

  @Test func `garbage, huge heads and huge bodies are refused`() throws {
    let program = try CentralProgram()
    try program.serve()
    let heads = [
      "\u{0}\u{1}\u{2}garbage\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "b", count: 100_000))\r\n\r\n",
      "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 5_000) + "\r\n",
      "GET \(String(repeating: "/x", count: 50_000)) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      "POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      "POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
    ]
    let endless = "GET /" + String(repeating: "x", count: 1 << 20)
    for head in heads + [endless] {
      let connection = try RawConnection(program.port)
      connection.write(Array(head.utf8))
      let reply = try #require(connection.readToEnd())
      #expect(reply.isEmpty || reply.hasPrefix("HTTP/1.1 4"), "\(head.prefix(40)): \(reply.prefix(40))")
    }
    let large = HTTPRequest(
      "POST",
      "http://127.0.0.1:\(program.port)/v1/enrol",
      body: [UInt8](repeating: 0x20, count: 8 << 20)
    )
    // The server may close before it has read everything.
    if let response = try? HTTP.send(large) { #expect(response.head.status == 413) }
    for body in ["", "{}", "null", "[[[[", String(repeating: "[", count: 4_000)] {
      let request = HTTPRequest("POST", "http://127.0.0.1:\(program.port)/v1/enrol", body: Array(body.utf8))
      #expect(try HTTP.send(request).head.status == 400, "\(body)")
    }
    #expect(try HTTP.get(program, "/healthz").head.status == 200)
  }

  @Test func `a kit that asks without end is told to wait, and others are not`() throws {
    let program = try CentralProgram()
    try program.serve()
    let field = try FieldKit(program.keys)
    try field.outbox.enrol(program.code(), at: program.address, HTTP.send)
    let authority = "127.0.0.1:\(program.port)"
    let signature = try RequestSignature(
      RequestParts(method: "GET", authority: authority, path: "/v1/receipt"),
      body: [],
      created: 1,
      by: field.key
    )
    let request = HTTPRequest("GET", "http://\(authority)/v1/receipt", headers: signature.headers)
    let connection = try HTTPConnection()
    var last = try connection.send(request, upTo: 1 << 20)
    #expect(last.head.status == 200)
    for _ in 0..<5_000 where last.head.status == 200 { last = try connection.send(request, upTo: 1 << 20) }
    #expect(last.head.status == 429)
    #expect(last.head.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
    let other = try program.kit()
    try other.queue([1], record: "r-1", at: 1)
    #expect(try other.send(to: program.address, at: 1, HTTP.send).synced == 1)
  }

  @Test func `a server that is told to stop ends in order`() throws {
    let program = try CentralProgram()
    try program.serve()
    let kit = try program.kit()
    try kit.queue([1], record: "r-1", at: 1)
    let idle = try RawConnection(program.port)
    #expect(try kit.send(to: program.address, at: 1, HTTP.send).synced == 1)
    #expect(program.stop(SIGTERM) == 0)
    _ = idle
    try program.serve()
    #expect(try program.records(of: kit).count == 1)
  }

  @Test func `commands say what is wrong and what to do`() throws {
    let program = try CentralProgram()
    let again = try program.command("init")
    #expect(again.status == 74)
    #expect(again.errors.contains("has keys already"))
    let none = try CentralProgram.run(["kits", "--data", "/nonexistent"])
    #expect(none.status == 69)
    #expect(none.errors.contains("gauger-central init"))
    #expect(try program.command("kits").status == 1)
    #expect(try program.command("serve", ["--listen", "nowhere"]).status == 64)
    #expect(try program.command("serve", ["--listen", "192.0.2.1:1"]).status == 74)
    #expect(try program.command("kits", ["--database", "postgresql://nobody@127.0.0.1:1/x"]).status == 74)
  }
}
#endif
