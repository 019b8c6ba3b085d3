public import Foundation
import Glibc

/// A repository in a folder or on a stick.
///
/// Only plain files inside the folder are read: a symbolic link, device or pipe that somebody put there is refused.
public struct FolderSource: RepositorySource {
  private let folder: URL
  private static let pieceSize = 1 << 16

  /// The folder in which the repository's paths begin.
  public init(_ folder: URL) {
    self.folder = folder
  }

  /// A small file, or nil if it is not there.
  public func read(_ path: String, upTo limit: Int) throws(TransferError) -> [UInt8]? {
    guard let descriptor = try openFile(path) else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    try readPieces(of: descriptor, path) { (piece) throws(TransferError) in
      guard piece.count <= limit - bytes.count else { throw .tooLong(path, limit: limit) }
      bytes += piece
    }
    return bytes
  }

  /// Copies a file after what is already there.
  public func download(
    _ path: String,
    into part: URL,
    length: Int,
    progress: (Int) -> Void
  ) throws(TransferError) {
    guard let descriptor = try openFile(path) else { throw .missing(path) }
    defer { close(descriptor) }
    let file = try PartFile(part)
    if file.size > length { try file.empty() }
    guard lseek(descriptor, off_t(file.size), SEEK_SET) >= 0 else { throw failure(path) }
    try readPieces(of: descriptor, path) { (piece) throws(TransferError) in
      guard piece.count <= length - file.size else { throw .tooLong(path, limit: length) }
      try file.append(piece)
      progress(file.size)
    }
    guard file.size == length else {
      throw .wrongPart(path, reason: "it has \(file.size) bytes, not \(length)")
    }
    try file.synchronize()
  }

  /// Opens step by step from the folder, so that no link on the way leads out of it.
  private func openFile(_ path: String) throws(TransferError) -> Int32? {
    guard let components = RepositoryPath.components(of: path) else { return nil }
    var descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(path: folder.path, reason: String(cString: strerror(errno))) }
    for component in components {
      // Without waiting: a pipe that somebody put there would hold the kit up for ever.
      let next = openat(descriptor, component, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
      let code = errno
      close(descriptor)
      guard next >= 0 else {
        if code == ENOENT || code == ENOTDIR { return nil }
        throw .failed(path: folder.appendingPathComponent(path).path, reason: String(cString: strerror(code)))
      }
      descriptor = next
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .failed(path: folder.appendingPathComponent(path).path, reason: "it is not a plain file")
    }
    return descriptor
  }

  private func readPieces(
    of descriptor: Int32,
    _ path: String,
    _ body: (UnsafeRawBufferPointer) throws(TransferError) -> Void
  ) throws(TransferError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count == 0 { return }
      if count > 0 {
        try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } else if errno != EINTR {
        throw failure(path)
      }
    }
  }

  private func failure(_ path: String) -> TransferError {
    .failed(path: folder.appendingPathComponent(path).path, reason: String(cString: strerror(errno)))
  }
}
