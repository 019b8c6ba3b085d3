import DurableFiles
import Foundation
import KitStore
import Releases
import Transfer
public import Trust

/// The time that a kit goes by when it asks whether a repository is up to date.
public struct KitTime: Sendable {
  /// What the clock of the machine shows.
  public var clock: UTCTime
  /// When the program was released; it cannot be earlier.
  public var built: UTCTime
  /// How many days after its expiry a repository is still taken, on a supervisor's word.
  public var graceDays: Int64

  /// A time by the machine's clock.
  public init(clock: UTCTime, built: UTCTime, graceDays: Int64 = 0) {
    self.clock = clock
    self.built = built
    self.graceDays = graceDays
  }
}

/// A repository whose files this kit believes only after verifying them.
///
/// What was verified is kept under the name of its content, so that a transfer that broke off goes on and a stick can
/// be made of it.
struct VerifiedRepository {
  private let trust: KitTrust
  private let home: KitHome
  private let source: any RepositorySource
  private let progress: KitUpdate.Progress
  private var updater: Updater
  private var floor: TimeFloor
  /// By how many seconds the clock is behind what the kit knows of the time; 0 if it is not.
  let clockIsBehind: Int64

  /// Prepares to read a repository.
  ///
  /// - Throws: ``SyncError/noRoot`` before the kit was given a root.
  init(
    _ source: any RepositorySource,
    for home: KitHome,
    time: KitTime,
    progress: @escaping KitUpdate.Progress
  ) throws(SyncError) {
    let trust = KitTrust(of: home)
    guard try trust.root() != nil else { throw .noRoot }
    floor = trust.floor(built: time.built)
    let (now, behind) = floor.time(byClock: time.clock)
    floor.note(clock: time.clock)
    clockIsBehind = behind
    self.trust = trust
    self.home = home
    self.source = source
    self.progress = progress
    do {
      let reference = ReferenceTime(now, graceDays: time.graceDays)
      updater = try Updater(folder: MetadataFolder(trust.metadata), time: reference) { name, limit in
        try source.read("metadata/\(name)", upTo: limit)
      }
    } catch {
      throw SyncError(error)
    }
  }

  /// Brings what is trusted up to date.
  mutating func refresh() throws(SyncError) {
    do {
      try updater.refresh()
      try keepRoots()
    } catch {
      throw SyncError(error)
    }
    trust.keep(floor)
  }

  /// Notes when a release that was taken was issued.
  mutating func note(issuedAt seconds: Int) {
    floor.note(issued: UTCTime(seconds: Int64(seconds)))
    trust.keep(floor)
  }

  /// The roots that were passed on the way are fetched once more from the source, which has just shown them.
  private func keepRoots() throws {
    for version in stride(from: updater.metadata.root.version, to: 0, by: -1) {
      let name = RoleFile.name(of: TopLevelRole.root.rawValue, version: version)
      if FileManager.default.fileExists(atPath: trust.roots.appendingPathComponent(name).path) { break }
      guard let bytes = try source.read("metadata/\(name)", upTo: Updater.Limits().root) else { break }
      try trust.keep(root: bytes, version: version)
    }
  }

  /// A target of the repository, fetched and verified.
  ///
  /// - Returns: the file, named by its content.
  mutating func fetch(_ path: String) throws -> URL {
    guard let file = try fetchIfThere(path) else { throw TrustError.missing(file: path) }
    return file
  }

  /// The same for a target that a repository need not have.
  mutating func fetchIfThere(_ path: String) throws -> URL? {
    guard let target = try updater.target(path) else { return nil }
    guard let digest = target.hashes.sha256 else { throw TrustError.noKnownDigest(file: path) }
    let remote = target.remotePath(consistent: updater.metadata.root.consistentSnapshot)
    return try fetch(target, digest: digest, from: "targets/\(RepositoryPath.encoded(remote))")
  }

  /// The content of a picture, verified against the index that names it.
  ///
  /// - Parameter folders: where it may lie already, under its own path.
  func fetch(_ picture: MediaIndex.Picture, orFrom folders: [URL]) throws -> URL {
    let target = TargetFile(
      path: picture.path,
      length: Int64(picture.length),
      hashes: FileHashes(sha256: picture.sha256)
    )
    let downloads = KitDownloads(of: home)
    for folder in folders where !downloads.holds(picture.sha256) {
      let file = folder.appendingPathComponent(picture.path)
      if (try? Self.check(file, target)) != nil { try? downloads.take(copyOf: file, as: picture.sha256) }
    }
    return try fetch(target, digest: picture.sha256, from: "targets/\(picture.blobPath)")
  }

  private func fetch(_ target: TargetFile, digest: String, from path: String) throws -> URL {
    let downloads = KitDownloads(of: home)
    try downloads.create()
    let file = downloads.file(digest)
    if (try? Self.check(file, target)) != nil { return file }
    guard let length = Int(exactly: target.length) else { throw TrustError.noKnownDigest(file: target.path) }
    let part = downloads.part(digest)
    var mayTryAgain = FileManager.default.fileExists(atPath: part.path)
    while true {
      try source.download(path, into: part, length: length) { progress(target.path, $0, length) }
      do {
        try Self.check(part, target)
        try DurableFile.move(part, to: file)
        return file
      } catch let error as TrustError {
        try? FileManager.default.removeItem(at: part)
        // Only a part that was continued deserves a second try: its beginning may be from another file.
        guard mayTryAgain else { throw error }
        mayTryAgain = false
      }
    }
  }

  private static func check(_ file: URL, _ target: TargetFile) throws {
    var verifier = try TargetVerifier(target)
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    while let data = try handle.read(upToCount: 1 << 17), !data.isEmpty {
      try data.withUnsafeBytes { try verifier.update($0) }
    }
    try verifier.finish()
  }
}

extension SyncError {
  /// Whatever went wrong on the way, in the words of a sync.
  init(_ error: any Error) {
    switch error {
    case let error as SyncError: self = error
    case let error as TrustError: self = .trust(error)
    case let error as TransferError: self = .transfer(error)
    case let error as ReleaseError: self = .release(error)
    case let error as KitStoreError: self = .kit(error)
    case let error as DurableFileError: self = .kit(.cannotWrite(error.path, error.reason))
    default: self = .kit(.cannotWrite("the kit's folder", error.localizedDescription))
    }
  }
}
