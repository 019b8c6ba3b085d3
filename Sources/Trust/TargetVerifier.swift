import Crypto

/// Checks a target while it arrives, so that it is never held in memory as a whole.
public struct TargetVerifier: Sendable {
  private let target: TargetFile
  private var length: Int64 = 0
  private var digests: RunningDigests

  /// Prepares to check a target.
  ///
  /// - Throws: ``TrustError/noKnownDigest(file:)`` if no digest of it can be computed here.
  public init(_ target: TargetFile) throws(TrustError) {
    self.target = target
    digests = try RunningDigests(target.hashes, file: target.path)
  }

  /// Takes the next bytes.
  ///
  /// - Throws: ``TrustError/wrongLength(file:expected:found:)`` as soon as there are too many.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) throws(TrustError) {
    length += Int64(bytes.count)
    guard length <= target.length else {
      throw .wrongLength(file: target.path, expected: target.length, found: length)
    }
    digests.update(bytes)
  }

  /// Says whether everything that was taken is the target.
  public func finish() throws(TrustError) {
    guard length == target.length else {
      throw .wrongLength(file: target.path, expected: target.length, found: length)
    }
    try digests.finish()
  }
}

extension TargetFile {
  /// Checks a target that is in memory.
  public func check(_ bytes: [UInt8]) throws(TrustError) {
    guard length == bytes.count else {
      throw .wrongLength(file: path, expected: length, found: Int64(bytes.count))
    }
    var digests = try RunningDigests(hashes, file: path)
    bytes.withUnsafeBytes { digests.update($0) }
    try digests.finish()
  }
}

/// The digests of a file that is being read, as many as are announced and known.
struct RunningDigests: Sendable {
  private let expected: FileHashes
  private let file: String
  private var sha256: SHA256?
  private var sha512: SHA512?

  init(_ expected: FileHashes, file: String) throws(TrustError) {
    self.expected = expected
    self.file = file
    sha256 = expected.sha256.map { _ in SHA256() }
    sha512 = expected.sha512.map { _ in SHA512() }
    guard sha256 != nil || sha512 != nil else { throw .noKnownDigest(file: file) }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    sha256?.update(bufferPointer: bytes)
    sha512?.update(bufferPointer: bytes)
  }

  func finish() throws(TrustError) {
    let found = (sha256.map { Hexadecimal.text($0.finalize()) }, sha512.map { Hexadecimal.text($0.finalize()) })
    guard found.0 == expected.sha256, found.1 == expected.sha512 else { throw .wrongDigest(file: file) }
  }
}
