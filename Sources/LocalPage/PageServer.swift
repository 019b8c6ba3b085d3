#if Server
import Markup
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// Serves the page to browsers on this machine; it keeps nothing and sets no cookies.
public struct PageServer: Sendable {
  /// The largest form that is taken, in bytes.
  static let largestBody = 64 << 10
  private let desk: PageDesk
  private let host: String
  private let port: Int

  /// A server that is not running yet.
  ///
  /// - Parameters:
  ///   - desk: what answers.
  ///   - host: the address to listen on.
  ///   - port: the port to listen on; 0 takes a free one.
  public init(_ desk: PageDesk, host: String = "127.0.0.1", port: Int) {
    self.desk = desk
    self.host = host
    self.port = port
  }

  /// Serves until the program is told to stop or the task is cancelled.
  ///
  /// - Parameter started: called with the port once requests are answered.
  public func run(started: @escaping @Sendable (Int) -> Void) async throws {
    let bound = BoundPort()
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: PageGuard<BasicRequestContext>(host: host, port: bound))
    router.get("/") { _, _ in Self.response(desk.openingPage) }
    router.get("/health") { _, _ in
      Response(
        status: .ok,
        headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n"))
      )
    }
    router.get("/pictures/**") { _, context in
      guard let drawing = desk.drawing(context.parameters.getCatchAll().joined(separator: "/")) else {
        throw HTTPError(.notFound)
      }
      return Response(
        status: .ok,
        headers: [.contentType: "image/svg+xml"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: drawing))
      )
    }
    router.post("/assess") { request, _ in try await assess(request) }
    var logger = Logger(label: "gauger")
    logger.logLevel = .error
    let application = Application(
      router: router,
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? port
        bound.set(port)
        started(port)
      },
      logger: logger
    )
    try await application.runService()
  }

  private func assess(_ request: Request) async throws -> Response {
    let type = request.headers[.contentType]?.lowercased() ?? ""
    guard type.hasPrefix("application/x-www-form-urlencoded") else { throw HTTPError(.unsupportedMediaType) }
    let body = try await request.body.collect(upTo: Self.largestBody)
    do {
      return Self.response(desk.page(for: try PageRequest(form: Array(body.readableBytesView))))
    } catch {
      return Self.response(desk.page(for: error), status: .badRequest)
    }
  }

  private static func response(_ page: HTML, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: page.text))
    )
  }
}

/// The port that the server has, known once it runs.
final class BoundPort: Sendable {
  private let port = Mutex(0)

  var value: Int { port.withLock { $0 } }

  func set(_ value: Int) {
    port.withLock { $0 = value }
  }
}

/// Refuses requests for other names, and puts the headers that forbid everything a page does not need on answers.
struct PageGuard<Context: RequestContext>: RouterMiddleware {
  let host: String
  let port: BoundPort

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    if HostGuard(host: host, port: port.value).accepts(request.head.authority) {
      do {
        response = try await next(request, context)
      } catch {
        response = Self.plain((error as? any HTTPResponseError)?.status ?? .internalServerError)
      }
    } else {
      response = Self.plain(.misdirectedRequest)
    }
    for (name, value) in Self.headers { response.headers[name] = value }
    return response
  }

  private static var headers: [(HTTPField.Name, String)] {
    let policy = [
      "default-src 'none'", "img-src 'self'", "style-src 'unsafe-inline'", "form-action 'self'", "base-uri 'none'",
      "frame-ancestors 'none'",
    ]
    let headers = [
      ("Content-Security-Policy", policy.joined(separator: "; ")), ("X-Content-Type-Options", "nosniff"),
      ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    return headers.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }

  private static func plain(_ status: HTTPResponse.Status) -> Response {
    Response(
      status: status,
      headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n"))
    )
  }
}
#endif
