import CanonicalJSON
import Crypto
public import Envelopes
public import Transfer

extension Outbox {
  /// Enrols the kit with a code that the authority handed over.
  ///
  /// The same call may be repeated when the answer was lost. Nothing but the kit's right to send comes from the answer:
  /// the authority's keys come with a verified release.
  public func enrol(
    _ code: EnrolmentCode,
    at server: OutboxServer,
    _ transport: OutboxTransport
  ) throws(OutboxError) {
    let answer: HTTPResponse
    do {
      let body = try EnrolmentRequest(code, kit: kit).wire.canonicalBytes
      let headers = [(name: "Content-Type", value: "application/json")]
      answer = try transport(
        HTTPRequest("POST", server.base + server.prefix + "/v1/enrol", headers: headers, body: body)
      )
    } catch let error as EnvelopeError {
      throw .envelope(error)
    } catch {
      throw .unreachable("\(error)")
    }
    guard answer.head.status == 200 else {
      throw .notEnrolled(String(decoding: answer.body.prefix(200), as: UTF8.self))
    }
    do throws(EnvelopeError) {
      try EnrolmentAnswer(parsing: answer.body).verify(code, kit: kit.publicKey)
    } catch {
      throw .envelope(error)
    }
  }
}
