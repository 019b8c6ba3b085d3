public import Foundation

/// The folder in which a kit keeps everything: releases of the catalog, and what was made on this kit.
public struct KitHome: Sendable {
  /// The folder.
  public let folder: URL

  /// The folder that the environment names: `GAUGER_HOME`, else `gauger` in the XDG data home, else in `~/.local/share`.
  public init(environment: [String: String]) throws(KitStoreError) {
    if let home = environment["GAUGER_HOME"], !home.isEmpty {
      folder = URL(fileURLWithPath: home, isDirectory: true)
    } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      folder = URL(fileURLWithPath: data, isDirectory: true).appendingPathComponent("gauger", isDirectory: true)
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folder = URL(fileURLWithPath: home, isDirectory: true)
        .appendingPathComponent(".local/share/gauger", isDirectory: true)
    } else {
      throw .noHome
    }
  }

  /// The folder of all releases.
  public var releases: URL { folder.appendingPathComponent("releases", isDirectory: true) }

  /// The folder of one release.
  public func release(_ stateRoot: String) -> URL {
    releases.appendingPathComponent(String(stateRoot.prefix(16)), isDirectory: true)
  }

  /// The link that names the release in use; it is replaced by a rename, so it names the old one or the new one.
  public var current: URL { folder.appendingPathComponent("current") }

  /// The catalog in use, or nil if none was installed yet.
  public var currentCatalog: URL? {
    let link = current.appendingPathComponent("catalog.db")
    guard FileManager.default.fileExists(atPath: link.path) else { return nil }
    // Opened by its resolved path, so that a running session keeps its release when the link moves.
    return link.resolvingSymlinksInPath()
  }

  /// The folder of unfinished inspections.
  public var sessions: URL { folder.appendingPathComponent("sessions", isDirectory: true) }

  /// Creates the folder where it is missing, readable by its owner alone.
  public func create() throws(KitStoreError) {
    do {
      try FileManager.default.createDirectory(
        at: releases,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .cannotWrite(folder.path, error.localizedDescription)
    }
  }
}

/// What can go wrong with a kit's files.
public enum KitStoreError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The environment names no home.
  case noHome
  /// No catalog was installed.
  case noCatalog
  /// A file or folder cannot be written.
  case cannotWrite(String, String)
  /// A database cannot be opened or read.
  case cannotRead(String, String)
  /// The catalog was made for a newer program.
  case newerFormat(String, found: Int, known: Int)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noHome: "there is no home folder; set GAUGER_HOME to a folder that you may write to"
    case .noCatalog: "no catalog is installed in this kit; name a catalog folder with --catalog"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason); free some space or set GAUGER_HOME"
    case .cannotRead(let path, let reason): "cannot read \(path): \(reason); 'gauger kit doctor' can say more"
    case .newerFormat(let path, let found, let known):
      "\(path) has format \(found), but this program knows formats up to \(known); install a newer gauger"
    }
  }
}
