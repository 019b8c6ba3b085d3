#if Server
import CanonicalJSON
import Crypto
import Envelopes
import Foundation
import Glibc
import KitStore
import Sync
import TestSupport
import Testing

@testable import Transfer

struct AttachmentTests {
  private let program: CentralProgram
  private let field: FieldKit
  private let content: [UInt8]
  private let digest: Fingerprint

  init() throws {
    program = try CentralProgram(arguments: ["--largest-attachment", "8"])
    try program.serve()
    field = try FieldKit(program.keys)
    try field.outbox.enrol(program.code(), at: program.address, HTTP.send)
    var random = SplitMix64(seed: 7)
    content = (0..<2_500_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    digest = Fingerprint(of: content)
  }

  private func read(_ offset: Int, _ count: Int) -> [UInt8] { Array(content[offset..<offset + count]) }

  private func upload(_ transport: @escaping OutboxTransport = HTTP.send) throws -> AttachmentProgress {
    try field.outbox.upload(digest, length: content.count, to: program.address, at: 1, read: read, transport)
  }

  private var whole: URL { program.data.appendingPathComponent("blobs/\(field.outbox.id)/\(digest)") }

  private func request(
    _ method: String,
    body: [UInt8] = [],
    offset: Int = 0,
    isLast: Bool = false,
    digest: Fingerprint? = nil
  ) throws -> HTTPRequest {
    let path = "/v1/blobs/\(digest ?? self.digest)"
    let parts = RequestParts(method: method, authority: "127.0.0.1:\(program.port)", path: path)
    let signature = try RequestSignature(parts, body: body, created: 1, by: field.key)
    let headers: [(name: String, value: String)] = [
      ("Upload-Offset", "\(offset)"), ("Upload-Complete", isLast ? "?1" : "?0"),
    ]
    return HTTPRequest(
      method,
      "http://127.0.0.1:\(program.port)\(path)",
      headers: headers + signature.headers,
      body: method == "HEAD" ? nil : body
    )
  }

  private func offset() throws -> Int? {
    try HTTP.send(request("HEAD")).head.headers["upload-offset"].flatMap { Int($0) }
  }

  @Test func `an attachment arrives in pieces and is whole when its digest fits`() throws {
    #expect(try upload() == .complete)
    #expect(try Data(contentsOf: whole) == Data(content))
    // Again is no work, and two equal attachments are one.
    var requests = 0
    let again = try upload { request in
      requests += 1
      return try HTTP.send(request)
    }
    #expect(again == .complete)
    #expect(requests == 1)
  }

  @Test func `an upload that is cut anywhere goes on from what arrived`() throws {
    let piece = Array(content.prefix(200_000))
    let request = try request("PATCH", body: piece)
    var head =
      "PATCH /v1/blobs/\(digest) HTTP/1.1\r\nHost: 127.0.0.1:\(program.port)\r\nContent-Length: \(piece.count)\r\n"
    for (name, value) in request.headers { head += "\(name): \(value)\r\n" }
    let bytes = Array((head + "\r\n").utf8) + piece
    let start = bytes.count - piece.count
    // In the request line, in a header, after the head, in the first and last byte and everywhere between.
    for cut in [3, 100, start - 1, start, start + 1, start + 65_536, start + 65_537, bytes.count - 1] {
      do {
        let connection = try RawConnection(program.port)
        connection.write(Array(bytes.prefix(cut)))
      }
      let expected = max(0, cut - start)
      let arrived = try waited(for: expected)
      #expect(arrived == expected, "cut after \(cut)")
      // The rest of the bytes, from where the server says.
      let rest = try self.request("PATCH", body: Array(piece.dropFirst(expected)), offset: expected)
      var status = 409
      // The server may still be waiting for the rest on the old connection.
      for _ in 0..<100 where status == 409 {
        status = try HTTP.send(rest).head.status
        if status == 409 { usleep(20_000) }
      }
      #expect(status == 204, "cut after \(cut)")
      #expect(try offset() == piece.count)
      try FileManager.default.removeItem(at: program.data.appendingPathComponent("uploads"))
    }
    #expect(try upload() == .complete)
  }

  /// The offset, once the server has noticed that the connection is gone.
  private func waited(for expected: Int) throws -> Int? {
    for _ in 0..<100 {
      if try offset() == expected { return expected }
      usleep(20_000)
    }
    return try offset()
  }

  @Test func `an upload survives the server's end`() throws {
    var requests = 0
    let cut = try upload { request in
      requests += 1
      if requests == 3 {
        program.stop(SIGKILL)
        try program.serve()
      }
      return try HTTP.send(request)
    }
    // The request that met a dead server's address was answered by its successor, from the same offset.
    #expect(cut == .complete)
    #expect(try Data(contentsOf: whole) == Data(content))
  }

  @Test func `a wrong offset is answered with the right one`() throws {
    #expect(try HTTP.send(request("PATCH", body: Array(content.prefix(10)))).head.status == 204)
    for offset in [0, 9, 11, 1 << 40] {
      let response = try HTTP.send(request("PATCH", body: [1], offset: offset))
      #expect(response.head.status == 409, "\(offset)")
      #expect(response.head.headers["upload-offset"] == "10")
    }
    #expect(try offset() == 10)
    #expect(try upload() == .complete)
  }

  @Test func `content with another digest is thrown away whole`() throws {
    let wrong = try HTTP.send(request("PATCH", body: Array(content.prefix(100)), isLast: true))
    #expect(wrong.head.status == 422)
    #expect(try offset() == 0)
    #expect(try upload() == .complete)
  }

  @Test func `a piece that is not the signed one is taken away again`() throws {
    var changed = try request("PATCH", body: Array(content.prefix(100)))
    changed.body?[50] ^= 1
    #expect(try HTTP.send(changed).head.status == 400)
    #expect(try offset() == 0)
  }

  @Test func `attachments over the limit are refused, and names that are none`() throws {
    let large = [UInt8](repeating: 0, count: 9 << 20)
    #expect(try HTTP.send(request("PATCH", body: large)).head.status == 413)
    for name in ["x", "..", String(repeating: "A", count: 64), String(repeating: "a", count: 63)] {
      let path = "/v1/blobs/\(name)"
      let parts = RequestParts(method: "HEAD", authority: "127.0.0.1:\(program.port)", path: path)
      let signature = try RequestSignature(parts, body: [], created: 1, by: field.key)
      let request = HTTPRequest("HEAD", "http://127.0.0.1:\(program.port)\(path)", headers: signature.headers)
      let status = try HTTP.send(request).head.status
      #expect([400, 401, 404].contains(status), "\(name)")
    }
  }

  @Test func `that an attachment has arrived counts only by the authority's own word`() throws {
    #expect(try upload() == .complete)
    let impostor = Curve25519.Signing.PrivateKey()
    let kit = field.outbox.id
    let forged = try AttachmentReceipt(kit: kit, attachment: digest, by: impostor).wire.line
    for receipt in [nil, "", forged] {
      let progress = try upload { _ in
        var headers = ["upload-offset": "\(content.count)", "upload-complete": "?1"]
        headers["attachment-receipt"] = receipt
        return HTTPResponse(head: HTTPHead(status: 204, headers: headers), body: [])
      }
      guard case .interrupted(at: content.count, _) = progress else {
        Issue.record("\(receipt ?? "nothing") passed for a receipt")
        continue
      }
    }
  }

  @Test func `a stick carries attachments out and their receipts back`() throws {
    let place = program.folder.url.appendingPathComponent("stick")
    let stick = OutboxStick(place)
    let outbox = field.outbox
    let attachment = try outbox.attach(content, name: "plate.jpg", to: "r-1")
    #expect(try outbox.export(to: stick, at: 2) == 0)
    #expect(try outbox.importAttachmentReceipts(from: stick) == 0)
    let taken = try program.command("take", [place.path])
    #expect(taken.status == 0, "\(taken.errors)")
    let sealed = try #require(Fingerprint(hex: attachment.sealed))
    let receipt = stick.receipt(of: outbox.id, attachment: sealed)
    let genuine = try Data(contentsOf: receipt)
    try AttachmentReceipt(kit: outbox.id, attachment: sealed, by: Curve25519.Signing.PrivateKey()).wire.line
      .write(to: receipt, atomically: true, encoding: .utf8)
    #expect(throws: OutboxError.self) { try outbox.importAttachmentReceipts(from: stick) }
    #expect(try outbox.status().attachments.map(\.isComplete) == [false])
    try genuine.write(to: receipt)
    #expect(try outbox.importAttachmentReceipts(from: stick) == 1)
    #expect(try outbox.status().attachments.map(\.isComplete) == [true])
    #expect(try outbox.importAttachmentReceipts(from: stick) == 0)
  }

  @Test func `a kit learns nothing of another kit's attachments`() throws {
    #expect(try upload() == .complete)
    let other = try program.kit()
    var first: HTTPResponse?
    _ = try other.upload(digest, length: content.count, to: program.address, at: 1, read: read) { request in
      let response = try HTTP.send(request)
      first = first ?? response
      return response
    }
    #expect(first?.head.headers["upload-offset"] == "0")
    #expect(first?.head.headers["upload-complete"] == "?0")
  }
}
#endif
