import DurableFiles
import Foundation
import KitStore

/// The files that a kit fetched and verified, each named by the SHA-256 of its content.
struct KitDownloads {
  private let folder: URL

  init(of home: KitHome) {
    folder = home.folder.appendingPathComponent("downloads", isDirectory: true)
  }

  func create() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func file(_ digest: String) -> URL { folder.appendingPathComponent(digest) }

  /// What has arrived of a file so far.
  func part(_ digest: String) -> URL { folder.appendingPathComponent(digest + ".part") }

  func holds(_ digest: String) -> Bool { FileManager.default.fileExists(atPath: file(digest).path) }

  /// Takes a file that lies elsewhere; its content was checked.
  func take(copyOf other: URL, as digest: String) throws {
    try put(Array(try Data(contentsOf: other)), as: digest)
  }

  /// Takes content that was checked.
  func put(_ bytes: [UInt8], as digest: String) throws {
    try create()
    try DurableFile.replace(file(digest), with: bytes)
  }

  /// Removes everything that no release needs any more; what cannot be removed is left for the next time.
  func removeAllBut(_ digests: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    where !digests.contains(name) {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
