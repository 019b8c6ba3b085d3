import Envelopes
public import Foundation
public import KitStore
import Releases
public import Transfer
import Trust

/// Brings a kit up to date from a repository: what it trusts, the records, the inbox's keys, the drawings.
///
/// The order is that of importance: what comes later may fail without taking back what came before.
public struct KitUpdate {
  /// Called with a file's name, how many of its bytes are there and how many it has.
  public typealias Progress = (_ name: String, _ bytes: Int, _ length: Int) -> Void

  /// What was done.
  public struct Report: Sendable {
    /// What became of the records.
    public let outcome: ReleaseInstaller.Outcome
    /// How many drawings were put in place.
    public let drawings: Int
    /// Why the drawings are not those of the release, if they are not.
    public let drawingsProblem: String?
    /// By how many seconds the machine's clock is behind what the kit knows of the time; 0 if it is not.
    public let clockIsBehind: Int64
  }

  private let home: KitHome
  private let installer: ReleaseInstaller
  private let time: KitTime
  private let pictureFolders: [URL]
  private let progress: Progress

  /// An update of a kit.
  ///
  /// - Parameters:
  ///   - home: the kit.
  ///   - time: what is known of the time.
  ///   - pictureFolders: folders in which drawings may lie already, beside those of the release in use.
  ///   - trial: identifies something with a new release and throws if that does not work.
  ///   - progress: called while files arrive.
  public init(
    of home: KitHome,
    time: KitTime,
    pictureFolders: [URL] = [],
    trial: @escaping (CatalogDatabase) throws -> Void,
    progress: @escaping Progress = { _, _, _ in }
  ) {
    self.home = home
    self.time = time
    self.pictureFolders = pictureFolders + [home.current.appendingPathComponent("Images")]
    self.progress = progress
    installer = ReleaseInstaller(home: home, now: Int(clamping: time.clock.seconds), trial: trial)
  }

  /// Says what an update would do; only what the kit trusts is brought up to date.
  public func forecast(from source: any RepositorySource) throws(SyncError) -> ReleaseInstaller.Forecast {
    let lock = try KitLock(home, file: Self.lockFile)
    defer { withExtendedLifetime(lock) {} }
    var repository = try verified(source)
    return try installer.forecast { try repository.fetch($0) }
  }

  /// Brings the kit up to date.
  ///
  /// - Parameter evenIfHeldBack: takes the release also if an officer went back from it.
  /// - Throws: ``SyncError``; the kit is then on the release that it was on.
  public func run(from source: any RepositorySource, evenIfHeldBack: Bool = false) throws(SyncError) -> Report {
    let lock = try KitLock(home, file: Self.lockFile)
    defer { withExtendedLifetime(lock) {} }
    let folders = pictureFolders.map { $0.resolvingSymlinksInPath() }
    var repository = try verified(source)
    let outcome = try installer.install(evenIfHeldBack: evenIfHeldBack) { try repository.fetch($0) }
    do {
      let manifest = try Self.manifest(at: repository.fetch(ReleaseManifest.path))
      repository.note(issuedAt: manifest.issuedAt)
      var needed = try keepInboxKeys(from: &repository)
      let (drawings, problem) = install(manifest, needing: &needed, from: &repository, folders)
      if problem == nil, case .installed = outcome { KitDownloads(of: home).removeAllBut(needed) }
      return Report(
        outcome: outcome,
        drawings: drawings,
        drawingsProblem: problem,
        clockIsBehind: repository.clockIsBehind
      )
    } catch {
      throw SyncError(error)
    }
  }

  private static let lockFile = "sync.lock"

  private func verified(_ source: any RepositorySource) throws(SyncError) -> VerifiedRepository {
    var repository = try VerifiedRepository(source, for: home, time: time, progress: progress)
    try repository.refresh()
    return repository
  }

  static func manifest(at file: URL) throws(ReleaseError) -> ReleaseManifest {
    try ReleaseManifest(parsing: PartFile.bytes(file, limit: ReleaseManifest.longest))
  }

  /// - Returns: the digests of all targets that the kit holds, which a stick for the next kit is made of.
  private func keepInboxKeys(from repository: inout VerifiedRepository) throws -> Set<String> {
    if let file = try repository.fetchIfThere(AuthorityKeys.targetPath) {
      let bytes = try PartFile.bytes(file, limit: AuthorityKeys.longest)
      _ = try AuthorityKeys(parsing: bytes)
      try KitTrust(of: home).keep(inboxKeys: bytes)
    }
    return Set(try StickExport(of: home).targets().compactMap(\.hashes.sha256))
  }

  private func install(
    _ manifest: ReleaseManifest,
    needing digests: inout Set<String>,
    from repository: inout VerifiedRepository,
    _ folders: [URL]
  ) -> (count: Int, problem: String?) {
    guard let media = manifest.media, HeldReleases(of: home).current?.number == manifest.release else {
      return (0, nil)
    }
    do {
      let file = try repository.fetch(media.part.path)
      let index = try MediaIndex(parsing: PartFile.bytes(file, limit: MediaIndex.longest))
      digests.formUnion(index.pictures.map(\.sha256))
      let source = repository
      let count = try PictureUpdate(home: home).install(for: manifest.stateRoot, index) {
        try source.fetch($0, orFrom: folders)
      }
      return (count, nil)
    } catch {
      return (0, SyncError(error).description)
    }
  }
}
