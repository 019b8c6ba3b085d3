public import Foundation

/// A repository on a web server, reached over links that break.
///
/// A transfer that breaks goes on from where it was, at once if anything had arrived, and after growing pauses if not.
public struct HTTPSource: RepositorySource {
  /// How often and how long to try.
  public struct Persistence: Sendable {
    /// How many tries in a row may bring nothing.
    public var fruitlessTries = 4
    /// The pause after the first of them, in seconds; it doubles each time, up to ``longestPause``, give or take 20 %.
    public var firstPause = 1.0
    /// The longest pause, in seconds.
    public var longestPause = 60.0

    /// The usual persistence.
    public init() {}
  }

  private let base: String
  private let connection: HTTPConnection
  private let persistence: Persistence

  /// A repository below an address.
  ///
  /// - Throws: ``TransferError/unusableAddress(_:)`` unless it begins with `http://` or `https://` and names a host.
  public init(
    base: String,
    connection: HTTPConnection,
    persistence: Persistence = Persistence()
  ) throws(TransferError) {
    guard let url = URL(string: base), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false, url.query == nil, url.fragment == nil
    else { throw .unusableAddress(base) }
    self.base = base.hasSuffix("/") ? base : base + "/"
    self.connection = connection
    self.persistence = persistence
  }

  /// A small file, or nil if the server says that it does not exist (404) or gives it to nobody (403).
  public func read(_ path: String, upTo limit: Int) throws(TransferError) -> [UInt8]? {
    var pauses = Pauses(persistence)
    while true {
      do throws(TransferError) {
        return try readOnce(path, upTo: limit)
      } catch {
        guard error.isPassing, pauses.wait() else { throw error }
      }
    }
  }

  private func readOnce(_ path: String, upTo limit: Int) throws(TransferError) -> [UInt8]? {
    let url = base + path
    let response = try connection.send(HTTPRequest("GET", url), upTo: limit)
    if [403, 404].contains(response.head.status) { return nil }
    if let objection = response.head.objection(to: url, after: 0, length: nil) { throw objection }
    return response.body
  }

  /// Brings a file to its length, over as many connections as that takes.
  public func download(
    _ path: String,
    into part: URL,
    length: Int,
    progress: (Int) -> Void
  ) throws(TransferError) {
    let file = try PartFile(part)
    if file.size > length { try file.empty() }
    var pauses = Pauses(persistence)
    while file.size < length {
      let before = file.size
      do throws(TransferError) {
        try withoutActuallyEscaping(progress) { (progress) throws(TransferError) in
          try fetch(base + path, into: file, length: length, progress: progress)
        }
      } catch {
        guard error.isPassing else { throw error }
        if file.size > before {
          pauses = Pauses(persistence)
        } else if !pauses.wait() {
          throw error
        }
      }
    }
    try file.synchronize()
  }

  /// One request for what is still missing.
  private func fetch(
    _ url: String,
    into file: PartFile,
    length: Int,
    progress: @escaping (Int) -> Void
  ) throws(TransferError) {
    let before = file.size
    let range = [(name: "Range", value: "bytes=\(before)-")]
    var failure: TransferError?
    let head = try connection.perform(HTTPRequest("GET", url, headers: before > 0 ? range : [])) { head in
      failure = head.objection(to: url, after: before, length: length)
      // A server that cannot continue sends the whole file again.
      if failure == nil, head.status == 200, before > 0 { failure = file.emptied() }
      return failure == nil
    } onBody: { bytes in
      guard bytes.count <= length - file.size else {
        failure = .tooLong(url, limit: length)
        return false
      }
      do throws(TransferError) {
        try file.append(UnsafeRawBufferPointer(bytes))
        progress(file.size)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if head.status == 416 { try file.empty() }
    if let failure { throw failure }
    guard file.size == length else { throw .broken(url, reason: "\(file.size) of \(length) bytes arrived") }
  }
}

extension HTTPHead {
  /// The announced length of the body.
  var contentLength: Int? { headers["content-length"].flatMap { Int($0) } }

  /// Why this cannot be the head of the file that was asked for; checked before any of its body is kept.
  ///
  /// - Parameters:
  ///   - before: how many bytes were there already.
  ///   - length: the length of the whole file, if it is known.
  func objection(to url: String, after before: Int, length: Int?) -> TransferError? {
    switch status {
    case 200:
      if headers["content-encoding"].map({ $0 != "identity" }) ?? false {
        return .wrongPart(url, reason: "something on the way has packed it")
      }
      guard let length, let announced = contentLength, announced != length else { return nil }
      return .wrongPart(url, reason: "it has \(announced) bytes, not \(length)")
    case 206:
      let range = headers["content-range"] ?? ""
      guard let length, before > 0, range.hasPrefix("bytes \(before)-"), range.hasSuffix("/\(length)") else {
        return .wrongPart(url, reason: "the range is '\(range.prefix(60))'")
      }
      return nil
    case 300..<400: return .redirected(url, to: String((headers["location"] ?? "").prefix(200)))
    case 404, 403: return .missing(url)
    // What was fetched before is thrown away, and the next try begins anew.
    case 416: return .broken(url, reason: "the server has less than was fetched before")
    default: return .refused(url, status: status)
    }
  }
}

/// Growing pauses between tries that bring nothing.
struct Pauses {
  private let persistence: HTTPSource.Persistence
  private var tries = 1

  init(_ persistence: HTTPSource.Persistence) {
    self.persistence = persistence
  }

  /// Waits before the next try.
  ///
  /// - Returns: false if there were enough.
  mutating func wait() -> Bool {
    guard tries < persistence.fruitlessTries else { return false }
    let pause = min(persistence.firstPause * pow(2, Double(tries - 1)), persistence.longestPause)
    // Many kits that lost the same server must not all come back in the same moment.
    Thread.sleep(forTimeInterval: pause * Double.random(in: 0.8...1.2))
    tries += 1
    return true
  }
}
