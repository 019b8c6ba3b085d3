#if Server
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

/// Serves the signed repository: files as they are, with ranges, tags and words for caches.
struct StaticRepository: Sendable {
  private static let piece = 256 << 10

  let folder: URL

  func respond(to request: Request) async throws -> Response {
    let path = request.head.path.map { String($0.prefix { $0 != "?" }) } ?? "/"
    guard let file = RepositoryFile(path, in: folder) else { throw Refusal.notFound }
    var headers: HTTPFields = [
      .eTag: file.tag, .cacheControl: Self.caching(path), .acceptRanges: "bytes", .contentType: Self.type(path),
      .xContentTypeOptions: "nosniff",
    ]
    if Self.names(request.headers[.ifNoneMatch], file.tag) { return Response(status: .notModified, headers: headers) }
    let isSameFile = request.headers[.ifRange].map { $0 == file.tag } ?? true
    let range = request.method == .get && isSameFile ? ByteRange(request.headers[.range], length: file.length) : .whole
    switch range {
    case .whole:
      return Response(status: .ok, headers: headers, body: body(of: file, 0..<file.length, request.method))
    case .part(let part):
      headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(file.length)"
      return Response(status: .partialContent, headers: headers, body: body(of: file, part, request.method))
    case .outside:
      headers[.contentRange] = "bytes */\(file.length)"
      return Response(status: .rangeNotSatisfiable, headers: headers)
    }
  }

  private func body(of file: RepositoryFile, _ range: Range<Int>, _ method: HTTPRequest.Method) -> ResponseBody {
    if method == .head { return ResponseBody(contentLength: range.count) { try await $0.finish(nil) } }
    return ResponseBody(contentLength: range.count) { writer in
      var offset = range.lowerBound
      while offset < range.upperBound {
        let (start, count) = (offset, min(Self.piece, range.upperBound - offset))
        let bytes = try await NIOThreadPool.singleton.runIfActive { try file.read(count, from: start) }
        // The file was cut short under us: the connection must break, because the length is promised.
        guard bytes.count == count else { throw POSIXError(.EIO) }
        try await writer.write(ByteBuffer(bytes: bytes))
        offset += count
      }
      try await writer.finish(nil)
    }
  }

  private static func names(_ header: String?, _ tag: String) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let name = part.trimmingCharacters(in: .whitespaces)
      return name == "*" || name == tag || name == "W/\(tag)"
    }
  }

  /// What changes under its name is asked for again after a minute; what is named after its content or version, never.
  static func caching(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isVersioned =
      parts.count == 3 && parts[2] == "json" && Int(parts[0]) != nil && parts[1] != "root" && parts[1] != "timestamp"
    let isNamedByContent = (parts.first?.utf8.count ?? 0) >= 64 && parts[0].utf8.allSatisfy(isHexadecimal)
    return isVersioned || isNamedByContent ? "public, max-age=31536000, immutable" : "public, max-age=60"
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func type(_ path: String) -> String {
    if path.hasSuffix(".json") { return "application/json" }
    if path.hasSuffix(".svg") { return "image/svg+xml" }
    if path.hasSuffix(".png") { return "image/png" }
    return "application/octet-stream"
  }
}
#endif
