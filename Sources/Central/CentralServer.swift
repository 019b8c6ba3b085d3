#if Server
import CanonicalJSON
import Crypto
import DurableFiles
import Envelopes
public import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The authority's server: gives the signed repository out and takes inspection records in.
public struct CentralServer: Sendable {
  /// What a server is started with.
  public struct Configuration: Sendable {
    /// The signed repository, or nil where something else serves it.
    public var repository: URL?
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// The port to listen on; 0 takes a free one.
    public var port = 8080
    /// The largest attachment in bytes.
    public var largestAttachment = 512 << 20
    /// How many connections are open at the same time; more wait.
    public var mostConnections = 4_000
    /// How many envelopes a kit may send at once.
    public var recordBurst = 20_000
    /// How many envelopes a kit may send every second on average.
    public var recordsPerSecond = 100
    /// Seconds within which a request's head must have arrived.
    public var headSeconds: Int64 = 30
    /// Seconds within which a request's body must have arrived.
    public var bodySeconds: Int64 = 600

    /// A server of a repository.
    public init(repository: URL?) { self.repository = repository }
  }

  private let configuration: Configuration
  let inbox: Inbox
  let desk: RecordDesk
  private let blobs: BlobDesk
  let blobStore: BlobStore
  var largestAttachment: Int { configuration.largestAttachment }
  private let metrics: Metrics
  private let log = LineLog()

  /// A server that is not running yet.
  public init(
    _ configuration: Configuration,
    folder: CentralFolder,
    inbox: Inbox
  ) throws(CentralFolderError) {
    self.configuration = configuration
    self.inbox = inbox
    metrics = Metrics()
    let signer = try folder.signer()
    let now: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
    let gate = KitGate(
      inbox: inbox,
      requests: KitLimits(KitLimits.Allowance(burst: 600, perSecond: 20)),
      now: now
    )
    desk = RecordDesk(
      inbox: inbox,
      gate: gate,
      strangers: KitLimits(KitLimits.Allowance(burst: 200, perSecond: 20)),
      records: KitLimits(
        KitLimits.Allowance(
          burst: Double(configuration.recordBurst),
          perSecond: Double(max(1, configuration.recordsPerSecond))
        )
      ),
      signer: signer,
      sealingKeys: Set(try folder.keys().sealing.map(\.id)),
      metrics: metrics,
      log: log,
      now: now,
      time: { Int64(Date().timeIntervalSince1970) }
    )
    blobStore = BlobStore(folder)
    blobs = BlobDesk(
      gate: gate,
      store: blobStore,
      signer: signer,
      largest: configuration.largestAttachment,
      metrics: metrics
    )
  }

  /// Serves until the program is told to stop (SIGTERM, SIGINT) or the task is cancelled; requests under way end first.
  ///
  /// - Parameter started: called with the port once requests are answered.
  public func run(started: @escaping @Sendable (Int) -> Void) async throws {
    let logger = Logger(label: "gauger-central") { _ in LineLogHandler() }
    let patience = SlowClientGuard.Patience(
      head: .seconds(configuration.headSeconds),
      body: .seconds(configuration.bodySeconds)
    )
    let application = Application(
      router: router,
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          additionalChannelHandlers: [IdleStateHandler(allTimeout: patience.stall), SlowClientGuard(patience)],
          httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 8 << 10,
            maxHeaderListSize: 32 << 10,
            maxHeaderFieldCount: 100
          )
        )
      ),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        backlog: 1_024,
        availableConnectionsDelegate: MaximumAvailableConnections(configuration.mostConnections, logger: logger)
      ),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? configuration.port
        log.write([("event", .text("started")), ("port", .integer(Int64(port)))])
        started(port)
      },
      logger: logger
    )
    try await application.runService()
    log.write([("event", .text("stopped"))])
  }

  private var router: Router<BasicRequestContext> {
    let router = Router(context: BasicRequestContext.self)
    router.add(middleware: RequestLog(metrics: metrics, log: log))
    router.add(middleware: StoreFailures(log: log))
    router.get("/healthz") { _, _ in try await health() }
    router.get("/metrics") { _, _ in try await measurements() }
    router.post("/v1/enrol") { request, _ in try await desk.enrol(request) }
    router.post("/v1/records") { request, _ in try await desk.take(request) }
    router.get("/v1/receipt") { request, _ in try await desk.receipt(request) }
    router.head("/v1/blobs/:digest") { request, context in
      try await blobs.progress(request, digest: context.parameters.get("digest"))
    }
    router.patch("/v1/blobs/:digest") { request, context in
      try await blobs.append(request, digest: context.parameters.get("digest"))
    }
    if let folder = configuration.repository {
      let repository = StaticRepository(folder: folder)
      router.get("**") { request, _ in try await repository.respond(to: request) }
      router.head("**") { request, _ in try await repository.respond(to: request) }
    }
    return router
  }

  private func health() async throws -> Response {
    _ = try await inbox.totals()
    return Self.plain("ok\n")
  }

  private func measurements() async throws -> Response {
    Self.plain(metrics.text(try await inbox.totals()))
  }

  private static func plain(_ text: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text))
    )
  }
}

/// Turns a database or disk that fails into an answer that makes kits come again later.
private struct StoreFailures<Context: RequestContext>: RouterMiddleware {
  let log: LineLog

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      throw error
    } catch let error as StoreError {
      log.write([("event", .text("failure")), ("reason", .text(error.description))])
    } catch let error as DurableFileError {
      log.write([("event", .text("failure")), ("reason", .text(error.reason))])
    }
    throw Refusal.later(.serviceUnavailable, "the inbox cannot be written now; try again later", seconds: 30)
  }
}
#endif
