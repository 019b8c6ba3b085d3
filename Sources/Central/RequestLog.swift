#if Server
import CanonicalJSON
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Counts every request and writes one line of JSON about it; no addresses, no bodies, no names.
struct RequestLog<Context: RequestContext>: RouterMiddleware {
  let metrics: Metrics
  let log: LineLog

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let clock = ContinuousClock()
    let start = clock.now
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as any HTTPResponseError {
      response = try error.response(from: request, context: context)
      // The rest of a refused body would only be thrown away.
      if error.status == .contentTooLarge { response.headers[.connection] = "close" }
    }
    let seconds = (clock.now - start) / .seconds(1)
    let route = Self.route(context.endpointPath)
    metrics.count(route: route, status: response.status.code, seconds: seconds)
    // Reading the repository is what everybody does all day; the counters tell of it.
    if route != "repository" || response.status.code >= 500 {
      log.write([
        ("event", .text("request")), ("method", .text(request.method.rawValue)), ("route", .text(route)),
        ("status", .integer(Int64(response.status.code))), ("milliseconds", .integer(Int64(seconds * 1_000))),
      ])
    }
    return response
  }

  private static func route(_ path: String?) -> String {
    guard let path, path.hasPrefix("/v1/") || path == "/healthz" || path == "/metrics" else { return "repository" }
    return path
  }
}

/// Lines of JSON on the standard error.
struct LineLog: Sendable {
  /// Writes one line with the time of day.
  func write(_ members: [(key: String, value: JSONValue)]) {
    let time = Date().formatted(.iso8601)
    let line = JSONValue.object(JSONObject([("time", .text(time))] + members)).line + "\n"
    // A log that cannot be written must not stop the server.
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}

/// Passes what libraries have to say on as lines of JSON.
struct LineLogHandler: LogHandler {
  let log = LineLog()
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.error

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    log.write([
      ("event", .text("notice")), ("level", .text(event.level.rawValue)), ("message", .text("\(event.message)")),
    ])
  }
}
#endif
