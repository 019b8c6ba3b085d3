#if Server
import Foundation
import FoundationNetworking
import Testing

@testable import LocalPage

/// A real server on a free port, asked over a real connection.
@Suite(.serialized) struct PageServerTests {
  struct Reply {
    let status: Int
    let text: String
    let headers: [String: String]
  }

  /// Runs the server while `body` asks it.
  private func whileServing(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let desk = try fixtureDesk()
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { continuation.finish() }
        try await PageServer(desk, port: 0).run { continuation.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      let port = try #require(await iterator.next())
      try await body(port)
      group.cancelAll()
    }
  }

  private static func ask(
    _ port: Int,
    _ path: String,
    body: [UInt8]? = nil,
    type: String = "application/x-www-form-urlencoded",
    host: String? = nil
  ) async throws -> Reply {
    let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
    var request = URLRequest(url: url, timeoutInterval: 20)
    if let host { request.setValue(host, forHTTPHeaderField: "Host") }
    if let body {
      request.httpMethod = "POST"
      request.httpBody = Data(body)
      request.setValue(type, forHTTPHeaderField: "Content-Type")
    }
    let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var headers: [String: String] = [:]
    for (name, value) in answer.allHeaderFields { headers["\(name)".lowercased()] = "\(value)" }
    return Reply(status: answer.statusCode, text: String(decoding: data, as: UTF8.self), headers: headers)
  }

  @Test func `the page loads with headers that forbid what it does not need`() async throws {
    try await whileServing { port in
      let reply = try await Self.ask(port, "/")
      #expect(reply.status == 200)
      #expect(reply.text.contains("Anything seen or read"))
      let policy = try #require(reply.headers["content-security-policy"])
      #expect(policy.contains("default-src 'none'"))
      #expect(policy.contains("form-action 'self'"))
      #expect(reply.headers["x-content-type-options"] == "nosniff")
      #expect(reply.headers["set-cookie"] == nil)
      let health = try await Self.ask(port, "/health")
      #expect(health.text == "ok\n")
      let missing = try await Self.ask(port, "/etc/passwd")
      #expect(missing.status == 404)
      #expect(missing.headers["content-security-policy"] == policy)
    }
  }

  @Test func `posted clues are read and the answers posted after them count`() async throws {
    try await whileServing { port in
      let reply = try await Self.ask(port, "/assess", body: form(["text": "tube OD 145 mm, AMS 6514", "mode": "land"]))
      #expect(reply.status == 200)
      for words in ["145 mm", "AMS 6514", "Maraging", "Possible match – refer", "Findings", "edition"] {
        #expect(reply.text.contains(words), "no '\(words)'")
      }
      let next = try await Self.ask(
        port,
        "/assess",
        body: form(["text": "tube OD 145 mm, AMS 6514", "mode": "land", "answer": "magnet-sticks:=yes"])
      )
      #expect(next.text.contains("Take back"))
    }
  }

  @Test func `a form over the limit is refused`() async throws {
    try await whileServing { port in
      let body = form(["text": String(repeating: "a", count: PageServer.largestBody)])
      let refused = try await Self.ask(port, "/assess", body: body)
      #expect(refused.status == 413)
      let long = form(["text": String(repeating: "a", count: PageRequest.longestText + 1)])
      let complaint = try await Self.ask(port, "/assess", body: long)
      #expect(complaint.status == 400)
      let otherType = try await Self.ask(port, "/assess", body: Array("{}".utf8), type: "application/json")
      #expect(otherType.status == 415)
    }
  }

  @Test func `a request under another name is refused`() async throws {
    try await whileServing { port in
      for host in ["evil.example", "evil.example:\(port)", "127.0.0.1:1"] {
        let reply = try await Self.ask(port, "/", host: host)
        #expect(reply.status == 421)
        #expect(!reply.text.contains("Gauger"))
      }
      let local = try await Self.ask(port, "/", host: "localhost:\(port)")
      #expect(local.status == 200)
    }
  }
}
#endif
