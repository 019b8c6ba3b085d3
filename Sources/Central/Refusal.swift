#if Server
import HTTPTypes
import Hummingbird
import NIOCore

/// A request that is not done, with one sentence that says why.
struct Refusal: HTTPResponseError {
  let status: HTTPResponse.Status
  let reason: String
  var headers: HTTPFields = [:]

  func response(from request: Request, context: some RequestContext) -> Response {
    var headers = headers
    headers[.contentType] = "text/plain; charset=utf-8"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status,
      headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: reason + "\n"))
    )
  }

  static func malformed(_ reason: String) -> Refusal { Refusal(status: .badRequest, reason: reason) }

  static let unknownKit = Refusal(status: .unauthorized, reason: "this kit is not enrolled here or did not sign")

  static let revoked = Refusal(status: .forbidden, reason: "this kit was shut out; ask the authority")

  static let notFound = Refusal(status: .notFound, reason: "there is no such file")

  static func later(_ status: HTTPResponse.Status, _ reason: String, seconds: Int) -> Refusal {
    Refusal(status: status, reason: reason, headers: [.retryAfter: String(seconds)])
  }
}

extension HTTPField.Name {
  static let uploadOffset = Self.named("Upload-Offset")
  static let uploadComplete = Self.named("Upload-Complete")
  static let attachmentReceipt = Self.named("Attachment-Receipt")

  /// A header by a name that is known to be one.
  private static func named(_ name: String) -> HTTPField.Name {
    HTTPField.Name(name) ?? .contentType
  }
}
#endif
