import CTransfer
import Foundation

/// One request over HTTP.
public struct HTTPRequest: Sendable {
  /// The method, such as `GET`.
  public var method: String
  /// The whole address.
  public var url: String
  /// The header fields, in order.
  public var headers: [(name: String, value: String)]
  /// What is sent, if anything.
  public var body: [UInt8]?

  /// A request.
  public init(
    _ method: String,
    _ url: String,
    headers: [(name: String, value: String)] = [],
    body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

/// What a server answered before its body.
public struct HTTPHead: Sendable, Equatable {
  /// The status, 100 to 599.
  public var status: Int
  /// The values by header name in lower case; of a name that comes twice the last one.
  public var headers: [String: String]
}

/// What a server answered.
public struct HTTPResponse: Sendable, Equatable {
  /// Status and headers.
  public var head: HTTPHead
  /// The body.
  public var body: [UInt8]
}

/// A connection to servers that is kept open between requests.
///
/// It never follows a redirect, never asks for compression, and gives up when nothing arrives for
/// ``HTTPConnection/Patience/stallSeconds``: there is no limit on the whole time, because slow links are usual. For
/// one thread.
public final class HTTPConnection {
  /// How long to wait.
  public struct Patience: Sendable {
    /// Seconds until the connection must stand.
    public var connectSeconds = 20
    /// Seconds in which nothing arrives.
    public var stallSeconds = 60

    /// The usual patience.
    public init() {}
  }

  private let connection: UnsafeMutableRawPointer
  private let patience: Patience
  private let certificates: String?
  private static let longestHeader = 64 << 10

  /// Prepares a connection; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - patience: how long to wait.
  ///   - certificates: a file of certificates (PEM) to trust in place of the system's.
  /// - Throws: ``TransferError/noTransferLibrary``.
  public init(patience: Patience = Patience(), certificates: String? = nil) throws(TransferError) {
    guard let connection = ctransfer_open() else { throw .noTransferLibrary }
    self.connection = connection
    self.patience = patience
    self.certificates = certificates
  }

  deinit { ctransfer_close(connection) }

  /// Sends a request and takes the whole answer.
  ///
  /// - Parameter limit: the most bytes of body that are taken.
  public func send(_ request: HTTPRequest, upTo limit: Int) throws(TransferError) -> HTTPResponse {
    var body: [UInt8] = []
    var isTooLong = false
    let head = try perform(request) { _ in
      true
    } onBody: { bytes in
      isTooLong = bytes.count > limit - body.count
      if !isTooLong { body += bytes }
      return !isTooLong
    }
    if isTooLong { throw .tooLong(request.url, limit: limit) }
    return HTTPResponse(head: head, body: body)
  }

  /// Sends a request and passes the answer on as it comes.
  ///
  /// - Parameters:
  ///   - onHead: called once before the body; false stops the transfer.
  ///   - onBody: called for every piece; false stops the transfer.
  /// - Returns: the head, also where a callback stopped the transfer.
  func perform(
    _ request: HTTPRequest,
    onHead: @escaping (HTTPHead) -> Bool,
    onBody: @escaping (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(TransferError) -> HTTPHead {
    let answer = Answer(onHead: onHead, onBody: onBody)
    let result = withExtendedLifetime(answer) { call(request, answer) }
    // An answer without a body has not shown its head to anybody yet.
    if result.outcome == 0 { _ = answer.showHead() }
    guard result.outcome != 2 else { throw .broken(request.url, reason: words(of: result)) }
    guard let head = answer.head else { throw .broken(request.url, reason: "the answer has no readable head") }
    return head
  }

  private func call(_ request: HTTPRequest, _ answer: Answer) -> ctransfer_result {
    var result = ctransfer_result()
    let lines = request.headers.map { strdup("\($0.name): \($0.value)") }
    defer { lines.forEach { free($0) } }
    let headers = lines.map { $0.map { UnsafePointer($0) } } + [nil]
    withCStrings(request) { method, url, certificates, agent in
      headers.withUnsafeBufferPointer { headers in
        let body = request.body ?? []
        body.withUnsafeBufferPointer { bytes in
          var call = ctransfer_request()
          call.method = method
          call.url = url
          call.headers = headers.baseAddress
          call.body = request.body == nil ? nil : bytes.baseAddress
          call.body_length = bytes.count
          call.certificates = certificates
          call.user_agent = agent
          call.connect_seconds = patience.connectSeconds
          call.stall_seconds = patience.stallSeconds
          call.context = Unmanaged.passUnretained(answer).toOpaque()
          call.on_header = { bytes, count, context in
            Answer.of(context)?.take(header: UnsafeBufferPointer(start: bytes, count: count)) ?? false
          }
          call.on_body = { bytes, count, context in
            Answer.of(context)?.take(body: UnsafeBufferPointer(start: bytes, count: count)) ?? false
          }
          ctransfer_perform(connection, &call, &result)
        }
      }
    }
    return result
  }

  private func withCStrings(
    _ request: HTTPRequest,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>?, UnsafePointer<CChar>) -> Void
  ) {
    request.method.withCString { method in
      request.url.withCString { url in
        "gauger".withCString { agent in
          guard let certificates else { return body(method, url, nil, agent) }
          certificates.withCString { body(method, url, $0, agent) }
        }
      }
    }
  }

  private func words(of result: ctransfer_result) -> String {
    withUnsafeBytes(of: result.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The answer while it comes in.
  private final class Answer {
    private(set) var head: HTTPHead?
    private var isHeadShown = false
    private var headerBytes = 0
    private let onHead: (HTTPHead) -> Bool
    private let onBody: (UnsafeBufferPointer<UInt8>) -> Bool

    init(onHead: @escaping (HTTPHead) -> Bool, onBody: @escaping (UnsafeBufferPointer<UInt8>) -> Bool) {
      self.onHead = onHead
      self.onBody = onBody
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> Answer? {
      context.map { Unmanaged<Answer>.fromOpaque($0).takeUnretainedValue() }
    }

    func take(header bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      headerBytes += bytes.count
      guard headerBytes <= HTTPConnection.longestHeader else { return false }
      let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      if line.hasPrefix("HTTP/") {
        // A proxy's or an interim answer may come before the final one.
        head = line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map {
          HTTPHead(status: $0, headers: [:])
        }
      } else if let colon = line.firstIndex(of: ":") {
        let name = line[..<colon].lowercased()
        head?.headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      }
      return head != nil
    }

    func take(body bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      showHead() && onBody(bytes)
    }

    func showHead() -> Bool {
      guard let head else { return false }
      defer { isHeadShown = true }
      return isHeadShown || onHead(head)
    }
  }
}
