/// Tells which names a request may call the server by.
///
/// A web page from elsewhere can point its own name at this machine and then read what is served here; such a
/// request still carries that page's name.
public struct HostGuard: Sendable, Hashable {
  private let names: Set<String>

  /// A guard for a server on this machine.
  ///
  /// - Parameters:
  ///   - host: the address it is bound to.
  ///   - port: the port that it really has.
  public init(host: String, port: Int) {
    let host = host.lowercased()
    let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
    let names = isLoopback ? [host, "127.0.0.1", "localhost", "::1"] : [host]
    let written = names.map { $0.contains(":") ? "[\($0)]" : $0 }
    // Browsers leave out the port that every page has by default.
    self.names = Set(written.map { "\($0):\(port)" } + (port == 80 ? written : []))
  }

  /// Whether a request with this Host header is meant for this server.
  public func accepts(_ header: String?) -> Bool {
    header.map { names.contains($0.lowercased()) } ?? false
  }
}
