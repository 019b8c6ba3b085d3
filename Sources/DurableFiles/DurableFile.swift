public import Foundation
import Glibc

/// Writes files so that whatever dies when, a name holds its old content or its whole new content.
public enum DurableFile {
  /// Puts new content under a name, in place of whatever stood there.
  ///
  /// - Parameters:
  ///   - url: the file.
  ///   - bytes: its content.
  ///   - mode: who may read and write it.
  public static func replace(
    _ url: URL,
    with bytes: some ContiguousBytes,
    mode: UInt32 = 0o644
  ) throws(DurableFileError) {
    let aside = try writeAside(url, bytes, mode: mode)
    try move(aside, to: url)
  }

  /// Puts content under a name that is free.
  ///
  /// - Returns: whether the name was free; if not, what stood there stays.
  @discardableResult
  public static func create(
    _ url: URL,
    with bytes: some ContiguousBytes,
    mode: UInt32 = 0o644
  ) throws(DurableFileError) -> Bool {
    let aside = try writeAside(url, bytes, mode: mode)
    defer { unlink(aside.path) }
    guard link(aside.path, url.path) == 0 else {
      if errno == EEXIST { return false }
      throw .lastSystemError(at: url)
    }
    try synchronize(url.deletingLastPathComponent())
    return true
  }

  /// Gives a finished file or folder its final name, in place of a file that stood there.
  public static func move(_ aside: URL, to url: URL) throws(DurableFileError) {
    guard rename(aside.path, url.path) == 0 else {
      let error = DurableFileError.lastSystemError(at: url)
      unlink(aside.path)
      throw error
    }
    try synchronize(url.deletingLastPathComponent())
  }

  /// Points a symbolic link to `target`, in one step.
  public static func point(_ link: URL, to target: String) throws(DurableFileError) {
    let aside = self.aside(link)
    guard symlink(target, aside.path) == 0 else { throw .lastSystemError(at: link) }
    try move(aside, to: link)
  }

  /// Waits until a file's content, or a folder's names, are on the disk.
  public static func synchronize(_ url: URL) throws(DurableFileError) {
    let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .lastSystemError(at: url) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .lastSystemError(at: url) }
  }

  /// A name beside `url` that nothing else uses.
  public static func aside(_ url: URL) -> URL {
    url.deletingLastPathComponent().appendingPathComponent(".\(url.lastPathComponent).\(UUID().uuidString)")
  }

  private static func writeAside(
    _ url: URL,
    _ bytes: some ContiguousBytes,
    mode: UInt32
  ) throws(DurableFileError) -> URL {
    let aside = self.aside(url)
    let descriptor = open(aside.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .lastSystemError(at: url) }
    let failure: Int32 = bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
      }
      return fsync(descriptor) == 0 ? 0 : errno
    }
    close(descriptor)
    guard failure == 0 else {
      unlink(aside.path)
      throw DurableFileError(path: url.path, code: failure)
    }
    return aside
  }
}

/// A file that could not be written; what stood there before still does.
public struct DurableFileError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The file.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// The error of one file.
  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What the system says.
  public var reason: String { String(cString: strerror(code)) }

  /// What happened and what to do.
  public var description: String {
    "cannot write \(path): \(reason)" + (code == ENOSPC || code == EDQUOT ? "; free some space and try again" : "")
  }

  static func lastSystemError(at url: URL) -> Self { Self(path: url.path, code: errno) }
}
