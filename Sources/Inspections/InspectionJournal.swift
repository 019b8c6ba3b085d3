import DurableFiles
public import Foundation
import Glibc
public import KitStore

/// The open file of one examination: events are only ever added to it, and each is on the disk before work goes on.
public final class InspectionJournal {
  /// The name of the examination.
  public let id: String
  /// The file.
  public let url: URL
  /// The state so far.
  public private(set) var examination: Examination
  private let descriptor: Int32
  private var digest: String
  private var length: Int

  /// Opens a journal, alone; a line that was torn off is cut away.
  ///
  /// - Throws: ``JournalError`` if the file cannot be used, was changed, or is open elsewhere.
  public convenience init(opening url: URL) throws(JournalError) {
    try self.init(url, flags: O_RDWR)
  }

  /// Begins a journal in a file that must not exist yet.
  public convenience init(creating url: URL) throws(JournalError) {
    try self.init(url, flags: O_RDWR | O_CREAT | O_EXCL)
    do throws(DurableFileError) {
      // Or a power cut could take the file's name, and with it everything in it.
      try DurableFile.synchronize(url.deletingLastPathComponent())
    } catch {
      throw .failed(path: url.path, reason: error.reason)
    }
  }

  private init(_ url: URL, flags: Int32) throws(JournalError) {
    self.url = url
    id = url.deletingPathExtension().lastPathComponent
    let descriptor = open(url.path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .notFound(id: id) : .failed(path: url.path, reason: Self.reason)
    }
    do throws(JournalError) {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(id: id) }
      guard let bytes = try? Data(contentsOf: url) else { throw .failed(path: url.path, reason: "cannot be read") }
      let content = try JournalContent(Array(bytes), path: url.path)
      guard content.length == bytes.count || ftruncate(descriptor, off_t(content.length)) == 0,
        lseek(descriptor, 0, SEEK_END) >= 0
      else { throw .failed(path: url.path, reason: Self.reason) }
      examination = content.examination
      digest = content.digest
      length = content.length
      self.descriptor = descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Writes an event and waits until it is on the disk.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - time: when, in seconds since 1970.
  public func append(_ event: InspectionEvent, at time: Int) throws(JournalError) {
    let line = JournalLine(number: examination.events.count + 1, time: time, previous: digest, event: event)
    let text = Array(line.text.utf8)
    do throws(JournalError) {
      try write(text + [UInt8(ascii: "\n")])
    } catch {
      // What was written of the line must not stand before the next one.
      ftruncate(descriptor, off_t(length))
      lseek(descriptor, 0, SEEK_END)
      throw error
    }
    length += text.count + 1
    digest = JournalLine.digest(of: text)
    examination.apply(event)
  }

  /// Signs everything so far with the kit's key.
  public func seal(with identity: KitIdentity, at time: Int) throws(JournalError) {
    let number = examination.events.count + 1
    guard let seal = JournalSeal.make(identity, inspection: id, number: number, time: time, previous: digest) else {
      throw .notSigned(id: id)
    }
    try append(.sealed(seal), at: time)
  }

  private func write(_ bytes: [UInt8]) throws(JournalError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .failed(path: url.path, reason: Self.reason)
      }
    }
    guard fsync(descriptor) == 0 else { throw .failed(path: url.path, reason: Self.reason) }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
