import Foundation
import Glibc

/// A file that is still arriving.
final class PartFile {
  private let descriptor: Int32
  private let path: String
  private(set) var size: Int

  init(_ url: URL) throws(TransferError) {
    path = url.path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .failed(path: path, reason: String(cString: strerror(errno))) }
    size = Int(lseek(descriptor, 0, SEEK_END))
  }

  deinit { close(descriptor) }

  func empty() throws(TransferError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else { throw failure }
    size = 0
  }

  /// Empties the file where nothing can be thrown.
  ///
  /// - Returns: what went wrong.
  func emptied() -> TransferError? {
    do throws(TransferError) {
      try empty()
      return nil
    } catch {
      return error
    }
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
        size += count
      } else if errno != EINTR {
        throw failure
      }
    }
  }

  func synchronize() throws(TransferError) {
    guard fsync(descriptor) == 0 else { throw failure }
  }

  private var failure: TransferError { .failed(path: path, reason: String(cString: strerror(errno))) }
}
