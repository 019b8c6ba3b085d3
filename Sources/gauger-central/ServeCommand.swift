#if Server
import ArgumentParser
import Central
import Foundation

/// Where the inbox and the keys are.
struct DataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of keys, inbox and attachments.", valueName: "dir")) var data: String
  @Option(
    help: ArgumentHelp(
      "Keep the inbox in PostgreSQL (needs libpq5), so that several servers share it; attachments stay in --data.",
      valueName: "postgres://…"
    )
  )
  var database: String?

  var folder: CentralFolder { CentralFolder(URL(fileURLWithPath: data, isDirectory: true)) }

  /// The inbox; the folder must have been made before.
  func inbox() async throws -> Inbox {
    _ = try folder.keys()
    if let database { return try await Inbox(PostgresStore(database)) }
    return try await Inbox(SQLiteStore(at: folder.inbox))
  }
}

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the signed repository and take inspection records in.",
    discussion: """
      The server speaks plain HTTP: put a proxy that speaks TLS 1.3, such as nginx, in front of it, and let it pass the \
      Host header on unchanged, because requests are signed with it. Keep /metrics to yourselves there. Records are \
      sealed and requests signed all the same, so that TLS is not what the records' safety rests on.

      Example:
        gauger-central serve --repository /srv/repository --data /var/lib/gauger-central --listen 127.0.0.1:8080

      Exit status: 0 stopped by SIGTERM or SIGINT, 64 usage, 69 no keys, 74 the address or the inbox cannot be had.
      """
  )

  @OptionGroup var data: DataOptions
  @Option(
    help: ArgumentHelp("The folder of the signed repository; leave out if something else serves it.", valueName: "dir")
  )
  var repository: String?
  @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
  var listen = "127.0.0.1:8080"
  @Option(help: ArgumentHelp("The largest attachment.", valueName: "MiB")) var largestAttachment = 512
  @Option(help: ArgumentHelp("How many connections may be open.", valueName: "count")) var connections = 4_000
  @Option(help: ArgumentHelp("How many records one kit may send every second on average.", valueName: "count"))
  var recordsPerSecond = 100
  @Option(help: ArgumentHelp("How long a client may take over a request's head.", valueName: "seconds"))
  var patience = 30

  func validate() throws {
    guard Self.address(listen) != nil else { throw ValidationError("--listen is HOST:PORT, such as 127.0.0.1:8080") }
    guard (1...65_536).contains(largestAttachment), (1...1_000_000).contains(connections),
      (1...1_000_000).contains(recordsPerSecond), (1...3_600).contains(patience)
    else { throw ValidationError("a limit is out of range") }
  }

  func run() async throws {
    guard let (host, port) = Self.address(listen) else { return }
    var configuration = CentralServer.Configuration(
      repository: repository.map { URL(fileURLWithPath: $0, isDirectory: true) }
    )
    configuration.host = host
    configuration.port = port
    configuration.largestAttachment = largestAttachment << 20
    configuration.mostConnections = connections
    configuration.recordsPerSecond = recordsPerSecond
    configuration.headSeconds = Int64(patience)
    let server = try CentralServer(configuration, folder: data.folder, inbox: await data.inbox())
    let written = host.contains(":") ? "[\(host)]" : host
    do {
      try await server.run { port in Output.show("http://\(written):\(port)/") }
    } catch {
      throw CentralFailure(74, "cannot serve on \(listen): \(error); choose another address with --listen")
    }
  }

  /// Host and port; an IPv6 address stands in brackets.
  static func address(_ text: String) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[colon...].dropFirst()),
      (0...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return host.isEmpty ? nil : (String(host), port)
  }
}
#endif
