import Foundation
public import KitStore
import Releases

/// A signed release that lies on this kit, whole.
public struct HeldRelease: Sendable {
  /// Its number.
  public let number: Int
  /// When it was issued, in seconds since 1970.
  public let issuedAt: Int
  /// The digest over its records.
  public let stateRoot: String
  /// Its records.
  public let database: CatalogDatabase

  /// What was signed of it.
  func manifest() throws -> ReleaseManifest {
    try ReleaseManifest(parsing: database.manifest() ?? [])
  }

  /// Whether its records are still those that were signed.
  var isIntact: Bool { (try? database.holdsItsRecords()) ?? false }

  init?(at file: URL) {
    guard let database = try? CatalogDatabase(at: file), let facts = try? database.facts(),
      let number = facts.release, let issuedAt = facts.issuedAt
    else { return nil }
    self.number = number
    self.issuedAt = issuedAt
    stateRoot = facts.stateRoot
    self.database = database
  }
}

/// The signed releases on this kit.
///
/// A release lies in a folder named by its state root, beside catalogs that were compiled on this kit; those have no
/// number, take no part in this and are left alone.
public struct HeldReleases: Sendable {
  /// The releases, the latest last.
  public let all: [HeldRelease]
  /// The one in use; nil if the catalog in use is none that was signed.
  public let current: HeldRelease?

  /// Looks at the kit's folder.
  public init(of home: KitHome) {
    let folder = home.releases
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    all = names.compactMap { HeldRelease(at: folder.appendingPathComponent($0).appendingPathComponent("catalog.db")) }
      .sorted { $0.number < $1.number }
    let used = home.currentCatalog?.standardizedFileURL.path
    current = all.first { $0.database.url.standardizedFileURL.resolvingSymlinksInPath().path == used }
  }

  /// The release of a number.
  public func release(_ number: Int) -> HeldRelease? { all.first { $0.number == number } }
}
