import DurableFiles
import Foundation
import KitStore
import Releases

/// Brings the drawings of a release beside its records, after the records themselves.
struct PictureUpdate {
  let home: KitHome

  /// Fetches what is missing of a release's drawings and puts them in place.
  ///
  /// The folder appears when it is whole; drawings that a release shares with others are linked, not copied.
  ///
  /// - Parameters:
  ///   - stateRoot: names the release.
  ///   - index: the drawings.
  ///   - fetch: fetches and verifies the content of one.
  /// - Returns: how many drawings were put in place; 0 if they were there.
  func install(
    for stateRoot: String,
    _ index: MediaIndex,
    fetch: (MediaIndex.Picture) throws -> URL
  ) throws -> Int {
    let place = home.release(stateRoot).appendingPathComponent("Images", isDirectory: true)
    let mark = place.appendingPathComponent(".media-index")
    let bytes = Data(index.bytes)
    if (try? Data(contentsOf: mark)) == bytes { return 0 }
    let aside = DurableFile.aside(place)
    defer { try? FileManager.default.removeItem(at: aside) }
    try FileManager.default.createDirectory(at: aside, withIntermediateDirectories: true)
    // A path of the index stays inside the folder: reading it refuses all others.
    for picture in index.pictures {
      let file = aside.appendingPathComponent(picture.path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try FileManager.default.linkItem(at: try fetch(picture), to: file)
    }
    try bytes.write(to: aside.appendingPathComponent(mark.lastPathComponent))
    if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
    try FileManager.default.moveItem(at: aside, to: place)
    try DurableFile.synchronize(place.deletingLastPathComponent())
    return index.pictures.count
  }
}
