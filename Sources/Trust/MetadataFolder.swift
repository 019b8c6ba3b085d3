import DurableFiles
public import Foundation
import Glibc

/// The folder in which a kit keeps the metadata that it trusts: one file a role, byte for byte as it was received.
public struct MetadataFolder: Sendable {
  private let folder: URL
  private static let largest = 64 << 20

  /// A folder that exists.
  public init(_ folder: URL) { self.folder = folder }

  /// Puts the first root there, if there is none.
  ///
  /// - Returns: whether the folder was without a root.
  /// - Throws: ``TrustError`` if the file is no root signed by its own keys, ``DurableFileError``.
  @discardableResult
  public func begin(root bytes: [UInt8]) throws -> Bool {
    _ = try TrustedMetadata(root: bytes, time: ReferenceTime(UTCTime(seconds: 0)))
    return try DurableFile.create(url(of: TopLevelRole.root.rawValue), with: bytes)
  }

  /// The file of a role; `nil` if there is none.
  ///
  /// - Throws: a Foundation error if it is there and cannot be read, which must not pass for *there is none*.
  public func read(_ role: String) throws -> [UInt8]? {
    let url = url(of: role)
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      return try file.read(upToCount: Self.largest).map { Array($0) } ?? []
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return nil
    }
  }

  /// Puts a role's new file in place of the old one.
  func write(_ bytes: [UInt8], of role: String) throws(DurableFileError) {
    try DurableFile.replace(url(of: role), with: bytes)
  }

  private func url(of role: String) -> URL {
    folder.appendingPathComponent(RoleFile.name(of: role), isDirectory: false)
  }
}
