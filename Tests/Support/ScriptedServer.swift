import Foundation
import Glibc
import Synchronization

/// A web server on the loopback that answers as a test tells it, faults included.
public final class ScriptedServer: Sendable {
  /// What a client asked for.
  public struct Request: Sendable {
    /// The method.
    public var method: String
    /// The path with its query, as it was sent.
    public var path: String
    /// The values by header name in lower case.
    public var headers: [String: String]

    /// Where a `Range: bytes=n-` begins.
    public var rangeStart: Int? {
      headers["range"].flatMap { $0.hasPrefix("bytes=") ? Int($0.dropFirst(6).dropLast()) : nil }
    }
  }

  /// What the server does.
  public struct Response: Sendable {
    /// The status.
    public var status: Int
    /// More header lines.
    public var headers: [String]
    /// The body.
    public var body: [UInt8]
    /// The length that is announced, if it is not the body's.
    public var announced: Int?
    /// After how many bytes of the body the connection is cut.
    public var cut: Int?

    /// An answer.
    public init(
      _ status: Int,
      _ body: [UInt8] = [],
      headers: [String] = [],
      announced: Int? = nil,
      cut: Int? = nil
    ) {
      self.status = status
      self.body = body
      self.headers = headers
      self.announced = announced
      self.cut = cut
    }

    /// What an honest server answers, ranges included.
    public static func file(_ bytes: [UInt8], for request: Request, cut: Int? = nil) -> Response {
      guard let start = request.rangeStart else { return Response(200, bytes, cut: cut) }
      guard start < bytes.count else { return Response(416, headers: ["Content-Range: bytes */\(bytes.count)"]) }
      let range = "Content-Range: bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
      return Response(206, Array(bytes[start...]), headers: [range], cut: cut)
    }
  }

  private let descriptor: Int32
  private let port: UInt16
  private let answer: @Sendable (Request) -> Response
  private let log = Mutex<[Request]>([])

  /// Where the server is, with a slash at its end.
  public var base: String { "http://127.0.0.1:\(port)/" }

  /// What was asked so far.
  public var requests: [Request] { log.withLock { $0 } }

  /// Starts a server.
  public init(answer: @escaping @Sendable (Request) -> Response) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = self.descriptor
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
    port = UInt16(bigEndian: address.sin_port)
    self.answer = answer
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(descriptor, nil, nil)
        guard client >= 0 else { return }
        Thread.detachNewThread { [weak self] in
          while let self, self.serve(client) {}
          close(client)
        }
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  /// Answers one request.
  ///
  /// - Returns: whether the connection goes on.
  private func serve(_ client: Int32) -> Bool {
    guard let request = readHead(client) else { return false }
    log.withLock { $0.append(request) }
    let response = answer(request)
    var head = "HTTP/1.1 \(response.status) Status\r\nContent-Length: \(response.announced ?? response.body.count)\r\n"
    for line in response.headers { head += line + "\r\n" }
    let body = response.cut.map { response.body.prefix($0) } ?? response.body[...]
    guard send(client, Array((head + "\r\n").utf8)), request.method == "HEAD" || send(client, Array(body)) else {
      return false
    }
    return response.cut == nil && (response.announced ?? response.body.count) == response.body.count
  }

  private func readHead(_ client: Int32) -> Request? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard bytes.count < 65_536, recv(client, &byte, 1, 0) == 1 else { return nil }
      bytes.append(byte)
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let parts = (lines.first ?? "").split(separator: " ")
    guard parts.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return Request(method: String(parts[0]), path: String(parts[1]), headers: headers)
  }

  private func send(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
