import Foundation
import Glibc
import KitStore

/// Removes releases that are not needed any more, and what interrupted installations left.
///
/// Nothing depends on it: what cannot be removed now is removed next time.
struct ReleaseCleaning {
  let home: KitHome
  let now: Int
  private let files = FileManager.default
  /// An installation takes seconds; what is this old belongs to none that still runs.
  private static let abandonedAfter = 3_600.0

  init(home: KitHome, now: Int) {
    self.home = home
    self.now = now
  }

  func removeAllBut(_ count: Int, and current: Int) {
    let kept = Set(HeldReleases(of: home).all.suffix(count).map(\.number) + [current])
    for name in (try? files.contentsOfDirectory(atPath: home.releases.path)) ?? [] {
      let folder = home.releases.appendingPathComponent(name)
      let catalog = folder.appendingPathComponent("catalog.db")
      removeAbandoned(in: folder)
      if let release = HeldRelease(at: catalog), !kept.contains(release.number) {
        try? files.removeItem(at: catalog)
      }
      // Fails where something is left in it, which is right.
      if !files.fileExists(atPath: catalog.path), isAbandoned(folder) || isEmpty(folder) { rmdir(folder.path) }
    }
    removeAbandoned(in: home.folder)
  }

  private func isEmpty(_ folder: URL) -> Bool {
    (try? files.contentsOfDirectory(atPath: folder.path))?.isEmpty ?? false
  }

  private func removeAbandoned(in folder: URL) {
    for name in (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    where name.hasPrefix(".catalog.db.") || name.hasPrefix(".current.") || name.hasPrefix(".release-history.ndjson.") {
      let file = folder.appendingPathComponent(name)
      if isAbandoned(file) { try? files.removeItem(at: file) }
    }
  }

  private func isAbandoned(_ file: URL) -> Bool {
    let attributes = try? files.attributesOfItem(atPath: file.path)
    guard let changed = attributes?[.modificationDate] as? Date else { return false }
    return abs(Date().timeIntervalSince(changed)) > Self.abandonedAfter
  }
}
