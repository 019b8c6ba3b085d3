import DurableFiles
public import Foundation
public import KitStore
public import Transfer

/// Where a repository is: on a web server, or in a folder such as a stick.
public enum RepositoryPlace: Sendable, Equatable {
  /// The address of a server, without a slash at the end.
  case server(String)
  /// A folder.
  case folder(URL)

  private static let longest = 4_096

  /// A place as people type it.
  public init(_ typed: String) {
    let lower = typed.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
      self = .server(typed.hasSuffix("/") ? String(typed.dropLast()) : typed)
    } else {
      self = .folder(URL(fileURLWithPath: typed, isDirectory: true).standardizedFileURL)
    }
  }

  /// The place as it is told to people.
  public var text: String {
    switch self {
    case .server(let address): address
    case .folder(let folder): folder.path
    }
  }

  /// Opens the repository; nothing of it is read yet.
  ///
  /// - Parameter certificates: a file of the certificates that a server's own may come from; nil for the system's.
  public func source(certificates: String? = nil) throws(SyncError) -> any RepositorySource {
    switch self {
    case .server(let address):
      do throws(TransferError) {
        return try HTTPSource(base: address, connection: HTTPConnection(certificates: certificates))
      } catch {
        throw .transfer(error)
      }
    case .folder(let folder):
      let metadata = folder.appendingPathComponent("metadata").path
      guard FileManager.default.fileExists(atPath: metadata) else { throw .noRepository(folder.path) }
      return FolderSource(folder)
    }
  }

  // MARK: - The place to go to again

  private static func note(of home: KitHome) -> URL { home.folder.appendingPathComponent("sync-source") }

  /// The server that this kit was last brought up to date from, or the folder where it never was from a server.
  public static func last(of home: KitHome) -> RepositoryPlace? {
    guard let handle = FileHandle(forReadingAtPath: note(of: home).path),
      let data = try? handle.read(upToCount: longest), let text = String(validating: data, as: UTF8.self),
      !text.isEmpty
    else { return nil }
    return RepositoryPlace(text)
  }

  /// Notes that this kit was brought up to date from here; a stick that came along does not displace a server.
  public func remember(in home: KitHome) {
    if case .folder = self, case .server = Self.last(of: home) { return }
    // Only saves typing the next time.
    try? DurableFile.replace(Self.note(of: home), with: Array(text.utf8), mode: 0o600)
  }
}
