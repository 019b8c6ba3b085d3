import Foundation
import Glibc
import Trust

/// What the files of a folder look like from outside: names, sizes and times, without opening any.
///
/// Every start of a command takes it, over thousands of files, so it asks the system directly: Foundation's
/// enumeration of the same files takes longer than everything else that a lookup does.
enum FolderFingerprint {
  /// The file that names the state of an installed folder, which is replaced as a whole and not edited: the folder's
  /// path, so that it counts for no copy, and a line that differs with the files.
  private static let stamp = ".stamp"

  /// The fingerprint; it changes whenever a file is added, removed, renamed, replaced or written, and where the folder
  /// bears a stamp, when that is another.
  static func of(_ folder: URL) -> String {
    let root = folder.standardizedFileURL.path
    var bytes = Array(root.utf8)
    if let stamp = try? Data(contentsOf: folder.appendingPathComponent(stamp)), stamp.starts(with: "\(root)\n".utf8) {
      return ContentDigest(of: Array(stamp)).hex
    }
    var waiting = [""]
    while let path = waiting.popLast() {
      for entry in entries(of: path.isEmpty ? root : "\(root)/\(path)") {
        let relative = path.isEmpty ? entry.name : "\(path)/\(entry.name)"
        guard entry.isFile else {
          waiting.append(relative)
          continue
        }
        bytes += relative.utf8
        for number in [entry.size, entry.seconds, entry.nanoseconds] {
          withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }
      }
    }
    return ContentDigest(of: bytes).hex
  }

  private struct Entry {
    let name: String
    let isFile: Bool
    let size: Int64
    let seconds: Int64
    let nanoseconds: Int64
  }

  /// The files and folders in a folder by name; links are passed over, so that a walk always ends.
  private static func entries(of folder: String) -> [Entry] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    let descriptor = dirfd(handle)
    var entries: [Entry] = []
    while let next = readdir(handle) {
      let length = Int(next.pointee.d_reclen) - (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
      let name = withUnsafeBytes(of: &next.pointee.d_name) { bytes in
        String(decoding: bytes.prefix(length).prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      let kind = status.st_mode & S_IFMT
      guard kind == S_IFREG || kind == S_IFDIR else { continue }
      entries.append(
        Entry(
          name: name,
          isFile: kind == S_IFREG,
          size: Int64(status.st_size),
          seconds: Int64(status.st_mtim.tv_sec),
          nanoseconds: Int64(status.st_mtim.tv_nsec)
        )
      )
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
