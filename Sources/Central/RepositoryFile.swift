#if Server
import Foundation
import Glibc

/// A file below the repository's folder, open for reading.
final class RepositoryFile: Sendable {
  let length: Int
  /// Changes whenever the file is replaced, because that makes a new inode.
  let tag: String
  private let descriptor: Int32

  /// Opens the file that a request's path names.
  ///
  /// The path is walked name by name without following any link, so that nothing outside the folder is ever reached.
  ///
  /// - Returns: nil where there is no such file, or the path is none that the repository has.
  init?(_ path: String, in folder: URL) {
    guard let names = Self.names(path), let last = names.last else { return nil }
    var current = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for name in names.dropLast() {
      guard current >= 0 else { return nil }
      let next = openat(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(current)
      current = next
    }
    guard current >= 0 else { return nil }
    // Without waiting, because opening a pipe would wait for its writer.
    let file = openat(current, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    close(current)
    guard file >= 0 else { return nil }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(file)
      return nil
    }
    descriptor = file
    length = Int(facts.st_size)
    let changed = facts.st_mtim
    tag = "\"\(String(facts.st_ino, radix: 36))-\(length)-\(changed.tv_sec)-\(changed.tv_nsec)\""
  }

  deinit { close(descriptor) }

  /// Bytes from `offset`; fewer than `count` only at the end of the file.
  func read(_ count: Int, from offset: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let start = buffer.baseAddress.map { $0 + filled }
        let part = pread(descriptor, start, count - filled, off_t(offset + filled))
        if part > 0 { filled += part } else if part == 0 { return } else if errno != EINTR { throw POSIXError(.EIO) }
      }
    }
  }

  /// The names of a path, or nil where one is hidden, empty or would lead elsewhere.
  static func names(_ path: String) -> [String]? {
    guard path.hasPrefix("/"), path.utf8.count <= 2_000 else { return nil }
    var names: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      // Decoded once and apart from the others, so that an encoded slash never becomes a border between names.
      guard let name = String(part).removingPercentEncoding, !name.isEmpty, !name.hasPrefix("."),
        !name.utf8.contains(UInt8(ascii: "/")), !name.utf8.contains(0)
      else { return nil }
      names.append(name)
    }
    return names
  }
}
#endif
