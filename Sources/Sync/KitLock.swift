import Foundation
import Glibc
import KitStore

/// Keeps two programs from doing the same thing to one kit at once; the system lets it go when the program ends.
final class KitLock {
  private let descriptor: Int32

  /// - Throws: ``SyncError/busy`` if another program holds it.
  init(_ home: KitHome, file: String = "releases.lock") throws(SyncError) {
    do throws(KitStoreError) { try home.create() } catch { throw .kit(error) }
    let path = home.folder.appendingPathComponent(file).path
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .kit(.cannotWrite(path, String(cString: strerror(errno)))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK ? .busy : .kit(.cannotWrite(path, String(cString: strerror(code))))
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
