import Foundation

/// A catalog folder of a test's own.
struct CatalogFolder {
  let url: URL

  /// A copy of the small catalog, or an empty folder.
  init(copying source: String? = "catalog-small") throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("catalog-\(UUID().uuidString)")
    if let source {
      let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures")
      try FileManager.default.copyItem(at: fixtures.appendingPathComponent(source), to: url)
    } else {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
  }

  func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  func write(_ data: Data, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func remove() {
    try? FileManager.default.removeItem(at: url)
  }
}
