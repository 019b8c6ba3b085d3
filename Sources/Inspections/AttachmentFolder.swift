import DurableFiles
public import Foundation
public import KitStore
import Trust

/// The photographs and papers of a kit, each under the digest of its content.
public struct AttachmentFolder: Sendable {
  private let folder: URL
  private static let largest = 64 << 20

  /// The attachments of this kit.
  public init(_ home: KitHome) {
    folder = home.folder.appendingPathComponent("attachments", isDirectory: true)
  }

  /// Copies a file into the kit, so that it is safe from a card that is taken out.
  ///
  /// - Returns: what the journal says of it.
  public func keep(_ file: URL, view: Attachment.View) throws(AttachmentError) -> Attachment {
    let bytes = try read(file)
    let digest = try keep(bytes)
    var cleaned: String?
    switch CleanImage.copy(of: bytes) {
    case .cleaned(let copy): cleaned = try keep(copy)
    case .asItIs: cleaned = digest
    case .cannotClean: break
    }
    // Names are kept for people alone; what a terminal would obey has no place in them.
    let name = String(
      file.lastPathComponent.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(120).map(
        Character.init
      )
    )
    return Attachment(digest: digest, cleaned: cleaned, name: name, size: bytes.count, view: view)
  }

  /// The content with this digest.
  public func content(_ digest: String) throws(AttachmentError) -> [UInt8] {
    guard digest.utf8.count == 64, digest.allSatisfy({ $0.isHexDigit }) else { throw .changed(digest: digest) }
    let bytes = try read(folder.appendingPathComponent(digest))
    guard ContentDigest(of: bytes).hex == digest else { throw .changed(digest: digest) }
    return bytes
  }

  private func keep(_ bytes: [UInt8]) throws(AttachmentError) -> String {
    let digest = ContentDigest(of: bytes).hex
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      try DurableFile.create(folder.appendingPathComponent(digest), with: bytes, mode: 0o600)
    } catch let error as DurableFileError {
      throw .failed(path: folder.path, reason: error.reason)
    } catch {
      throw .failed(path: folder.path, reason: error.localizedDescription)
    }
    return digest
  }

  private func read(_ file: URL) throws(AttachmentError) -> [UInt8] {
    let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber)?.intValue
    guard let size else { throw .failed(path: file.path, reason: "there is no such file") }
    guard size <= Self.largest else { throw .failed(path: file.path, reason: "it is larger than 64 MiB") }
    guard let data = try? Data(contentsOf: file) else { throw .failed(path: file.path, reason: "it cannot be read") }
    return Array(data)
  }
}

/// What can go wrong with a photograph or paper.
public enum AttachmentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file cannot be read or written.
  case failed(path: String, reason: String)
  /// A file in the kit is no longer what it was.
  case changed(digest: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .failed(let path, let reason): "\(path): \(reason); name another file, or free some space"
    case .changed(let digest):
      "the attachment \(digest.prefix(12)) in the kit was changed; attach the original again and report it"
    }
  }
}
