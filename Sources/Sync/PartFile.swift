import Foundation
import Releases

/// A downloaded part, read piece by piece.
enum PartFile {
  private static let piece = 1 << 17

  /// - Throws: ``ReleaseError`` if the file cannot be opened or is not as long as the manifest says.
  static func source(_ url: URL, length: Int) throws(ReleaseError) -> ByteSource {
    let handle: FileHandle
    do { handle = try FileHandle(forReadingFrom: url) } catch { throw .unreadable(error.localizedDescription) }
    var read = 0
    return { () throws(ReleaseError) -> [UInt8]? in
      let data: Data?
      do { data = try handle.read(upToCount: piece) } catch { throw .unreadable(error.localizedDescription) }
      read += data?.count ?? 0
      guard read <= length else { throw .tooLarge("\(url.lastPathComponent), in bytes,", limit: length) }
      if let data, !data.isEmpty { return Array(data) }
      guard read == length else { throw .unreadable("\(url.lastPathComponent) is shorter than signed") }
      return nil
    }
  }

  /// A whole small part.
  static func bytes(_ url: URL, limit: Int) throws(ReleaseError) -> [UInt8] {
    do {
      let handle = try FileHandle(forReadingFrom: url)
      let data = try handle.read(upToCount: limit + 1) ?? Data()
      guard data.count <= limit else {
        throw ReleaseError.tooLarge("\(url.lastPathComponent), in bytes,", limit: limit)
      }
      return Array(data)
    } catch let error as ReleaseError {
      throw error
    } catch {
      throw .unreadable(error.localizedDescription)
    }
  }
}
