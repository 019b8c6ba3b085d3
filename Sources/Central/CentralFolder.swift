#if Server
import CanonicalJSON
import Crypto
import DurableFiles
public import Envelopes
public import Foundation
import Glibc

/// The folder in which the server keeps its keys, its inbox and what is uploaded.
///
/// - `authority.json`: the public keys; publish it with every release.
/// - `receipt.key`: signs receipts; the server needs it.
/// - `sealing.key`: opens records; take it off the server, it is needed only where records are read.
/// - `inbox.db`: the inbox, unless it is in PostgreSQL.
/// - `blobs`, `uploads`: attachments, whole and unfinished.
public struct CentralFolder: Sendable {
  /// The folder.
  public let folder: URL

  /// A folder that may not be there yet.
  public init(_ folder: URL) { self.folder = folder }

  /// The inbox in SQLite.
  public var inbox: URL { folder.appendingPathComponent("inbox.db") }

  /// The file of a kit's attachment, still sealed.
  public func attachment(_ sealed: Fingerprint, of kit: Fingerprint) -> URL {
    folder.appendingPathComponent("blobs/\(kit)/\(sealed)")
  }

  private var publicKeys: URL { folder.appendingPathComponent("authority.json") }
  private var receiptKey: URL { folder.appendingPathComponent("receipt.key") }
  private var sealingKey: URL { folder.appendingPathComponent("sealing.key") }

  /// Makes the folder with new keys.
  ///
  /// - Returns: the public keys.
  public func create() throws(CentralFolderError) -> AuthorityKeys {
    let receipt = Curve25519.Signing.PrivateKey()
    let sealing = Curve25519.KeyAgreement.PrivateKey()
    let keys = AuthorityKeys(receipt: receipt.publicKey, sealing: sealing.publicKey)
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .cannotWrite(folder.path, error.localizedDescription)
    }
    do throws(DurableFileError) {
      // The receipt key comes first and never replaces one, so that two ceremonies cannot mix.
      guard try DurableFile.create(receiptKey, with: receipt.rawRepresentation, mode: 0o600) else {
        throw DurableFileError(path: receiptKey.path, code: EEXIST)
      }
      try DurableFile.create(sealingKey, with: sealing.rawRepresentation, mode: 0o600)
      try DurableFile.create(publicKeys, with: Data(keys.document.line.utf8 + [UInt8(ascii: "\n")]))
    } catch {
      throw error.code == EEXIST ? .hasKeys(folder.path) : .cannotWrite(error.path, error.reason)
    }
    return keys
  }

  /// The public keys.
  public func keys() throws(CentralFolderError) -> AuthorityKeys {
    var bytes = Array(try read(publicKeys))
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    do {
      return try AuthorityKeys(parsing: bytes)
    } catch {
      throw .damaged(publicKeys.path)
    }
  }

  func signer() throws(CentralFolderError) -> Curve25519.Signing.PrivateKey {
    do {
      return try Curve25519.Signing.PrivateKey(rawRepresentation: read(receiptKey))
    } catch let error as CentralFolderError {
      throw error
    } catch {
      throw .damaged(receiptKey.path)
    }
  }

  private func read(_ file: URL) throws(CentralFolderError) -> Data {
    do {
      return try Data(contentsOf: file)
    } catch {
      throw .noKeys(folder.path)
    }
  }
}

/// Why the server's folder cannot be used.
public enum CentralFolderError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It has no keys.
  case noKeys(String)
  /// It has keys already.
  case hasKeys(String)
  /// A file does not hold what it should.
  case damaged(String)
  /// A file cannot be written.
  case cannotWrite(String, String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noKeys(let path): "\(path) has no keys; make them with 'gauger-central init --data \(path)'"
    case .hasKeys(let path): "\(path) has keys already; they are kept, because kits trust them"
    case .damaged(let path): "\(path) does not hold a key; restore it from a backup"
    case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}
#endif
