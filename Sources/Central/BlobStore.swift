#if Server
import Crypto
import DurableFiles
import Envelopes
import Foundation
import Glibc

/// Attachments on their way in: one file for each kit and digest, added to at its end.
///
/// A kit sees only its own, so that nobody learns what others sent.
struct BlobStore: Sendable {
  /// How much of an attachment is here.
  struct Progress: Hashable {
    let offset: Int
    let isComplete: Bool
  }

  private let folder: CentralFolder

  init(_ folder: CentralFolder) { self.folder = folder }

  private func whole(_ kit: Fingerprint, _ digest: Fingerprint) -> URL { folder.attachment(digest, of: kit) }

  private func part(_ kit: Fingerprint, _ digest: Fingerprint) -> URL {
    folder.folder.appendingPathComponent("uploads/\(kit)/\(digest)")
  }

  /// How much is here and would still be after a power cut.
  func progress(_ kit: Fingerprint, _ digest: Fingerprint) throws -> Progress {
    if let length = Self.length(whole(kit, digest)) { return Progress(offset: length, isComplete: true) }
    let part = part(kit, digest)
    guard let length = Self.length(part) else { return Progress(offset: 0, isComplete: false) }
    try DurableFile.synchronize(part)
    return Progress(offset: length, isComplete: false)
  }

  private static func length(_ file: URL) -> Int? {
    var facts = stat()
    return stat(file.path, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// Opens an attachment for adding to it.
  func open(_ kit: Fingerprint, _ digest: Fingerprint) throws -> BlobWriter {
    let part = part(kit, digest)
    try FileManager.default.createDirectory(
      at: part.deletingLastPathComponent(),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    return try BlobWriter(part)
  }

  /// Ends an upload: what has the digest becomes an attachment, anything else goes.
  ///
  /// - Returns: whether it had the digest.
  func finish(_ kit: Fingerprint, _ digest: Fingerprint) throws -> Bool {
    let part = part(kit, digest)
    try DurableFile.synchronize(part)
    guard try Self.digest(of: part) == digest else {
      unlink(part.path)
      return false
    }
    let whole = whole(kit, digest)
    try FileManager.default.createDirectory(
      at: whole.deletingLastPathComponent(),
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    try DurableFile.synchronize(whole.deletingLastPathComponent().deletingLastPathComponent())
    try DurableFile.move(part, to: whole)
    return true
  }

  /// Takes a whole attachment.
  ///
  /// - Returns: whether it had the digest.
  func take(_ bytes: [UInt8], of kit: Fingerprint, _ digest: Fingerprint) throws -> Bool {
    guard Fingerprint(of: bytes) == digest else { return false }
    if try progress(kit, digest).isComplete { return true }
    // Whatever had come of it by other ways is not needed any more.
    unlink(part(kit, digest).path)
    let writer = try open(kit, digest)
    try bytes.withUnsafeBytes { try writer.append($0) }
    return try finish(kit, digest)
  }

  private static func digest(of file: URL) throws -> Fingerprint? {
    let handle = try FileHandle(forReadingFrom: file)
    var hash = SHA256()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
    return Fingerprint(hex: hash.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
  }
}

/// A part of an attachment that bytes are added to.
final class BlobWriter {
  let start: Int
  private(set) var length: Int
  private let descriptor: Int32
  private var hash = SHA256()

  init(_ file: URL) throws {
    descriptor = Glibc.open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw DurableFileError(path: file.path, code: errno) }
    start = Int(lseek(descriptor, 0, SEEK_END))
    length = start
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw DurableFileError(path: "uploads", code: errno)
      }
    }
    hash.update(bufferPointer: bytes)
    length += bytes.count
  }

  /// Whether what was added has the digest that was signed; if not, it is taken away again.
  func keep(ifSigned signature: RequestSignature) throws -> Bool {
    guard signature.digest.elementsEqual(hash.finalize()) else {
      ftruncate(descriptor, off_t(start))
      return false
    }
    try synchronize()
    return true
  }

  /// Waits until what was added is on the disk.
  func synchronize() throws {
    guard fsync(descriptor) == 0 else { throw DurableFileError(path: "uploads", code: errno) }
  }
}
#endif
