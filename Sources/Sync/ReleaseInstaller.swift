import Catalog
public import Foundation
public import KitStore
public import Releases

/// Brings a kit from its release to another one, or leaves it where it is.
///
/// The rules, in the order in which they are checked:
/// - only one program at a time changes the releases of a kit;
/// - a release that needs a newer program is refused before anything of it is fetched;
/// - an older release than the kit holds is refused, and so is other content under a number that it holds;
/// - a release that an officer went back from is not taken again unless asked for; a later one is;
/// - no path is fetched twice: where a delta is missing or bad, another way is tried once, in the end the full pack;
/// - the new release is built aside; its state root and counts, the database and a trial of it must be right before it
///   gets its name, and only then the link that names the release in use is turned;
/// - the two latest releases are kept.
///
/// Whatever dies when, the link names the old release or the new one, each whole.
public struct ReleaseInstaller {
  /// Fetches a target of the repository, verified against what was signed, and says where it lies.
  public typealias FetchVerified = (_ targetPath: String) throws -> URL

  /// What was done.
  public enum Outcome: Sendable, Equatable {
    /// The kit uses this release already.
    case unchanged(release: Int)
    /// The kit uses this release now.
    case installed(Installation)
    /// An officer went back from this release, and none after it is there.
    case heldBack(release: Int, reason: String)
  }

  /// A release that was taken.
  public struct Installation: Sendable, Equatable {
    /// The number of the release that was in use before; nil if it was none that was signed.
    public let from: Int?
    /// The number of the release in use now.
    public let to: Int
    /// What is new, against the catalog that was in use before; nil if there was none.
    public let changes: ReleaseChanges?
    /// The parts that were fetched for it.
    public let parts: [ReleaseManifest.Part]
  }

  /// What an update would do.
  public struct Forecast: Sendable, Equatable {
    /// The number of the release that is offered.
    public let release: Int
    /// When it was issued, in seconds since 1970.
    public let issuedAt: Int
    /// The parts that would have to be fetched; empty if the kit has the release.
    public let parts: [ReleaseManifest.Part]
  }

  let home: KitHome
  let reader: ReaderFormat
  let now: Int
  let trial: (CatalogDatabase) throws -> Void

  /// An installer.
  ///
  /// - Parameters:
  ///   - home: the kit.
  ///   - now: seconds since 1970, for the history.
  ///   - reader: what this program can read.
  ///   - trial: identifies something with the new release and throws if that does not work.
  public init(
    home: KitHome,
    now: Int,
    reader: ReaderFormat = .thisProgram,
    trial: @escaping (CatalogDatabase) throws -> Void = { _ in }
  ) {
    self.home = home
    self.now = now
    self.reader = reader
    self.trial = trial
  }

  /// Says what an update would do, without doing any of it.
  public func forecast(fetchVerified: FetchVerified) throws(SyncError) -> Forecast {
    let held = HeldReleases(of: home)
    let (manifest, _) = try offer(fetchVerified)
    try check(manifest, against: held)
    let parts = held.release(manifest.release) == nil ? cheapest(manifest, held.all, without: [])?.plan.parts ?? [] : []
    return Forecast(release: manifest.release, issuedAt: manifest.issuedAt, parts: parts)
  }

  /// Takes the release that is offered.
  ///
  /// - Parameter evenIfHeldBack: takes it also if an officer went back from it.
  /// - Throws: ``SyncError``; the kit is then on the release that it was on.
  public func install(evenIfHeldBack: Bool = false, fetchVerified: FetchVerified) throws(SyncError) -> Outcome {
    let lock = try KitLock(home)
    defer { withExtendedLifetime(lock) {} }
    let held = HeldReleases(of: home)
    let (manifest, bytes) = try offer(fetchVerified)
    try check(manifest, against: held)
    let number = manifest.release
    if let event = ReleaseHistory(of: home).heldBack, number <= event.from ?? 0, !evenIfHeldBack {
      return .heldBack(release: number, reason: event.reason)
    }
    let known = held.release(number).flatMap { $0.isIntact ? $0 : nil }
    if known != nil, held.current?.number == number { return .unchanged(release: number) }
    let before = home.currentCatalog.flatMap { try? CatalogDatabase(at: $0) }
    let parts = known == nil ? try fetchAndBuild(manifest, bytes, onto: held, fetchVerified) : []
    let changes = try changes(since: before, in: manifest)
    try turn(to: manifest.stateRoot)
    // The release is in use; that a note about it could not be written does not undo that.
    try? ReleaseHistory(of: home).add(
      ReleaseHistory.Event(time: now, act: .installed, from: held.current?.number, to: number, reason: "")
    )
    ReleaseCleaning(home: home, now: now).removeAllBut(2, and: number)
    return .installed(Installation(from: held.current?.number, to: number, changes: changes, parts: parts))
  }

  private func offer(_ fetchVerified: FetchVerified) throws(SyncError) -> (ReleaseManifest, [UInt8]) {
    let file = try fetch(ReleaseManifest.path, fetchVerified)
    do throws(ReleaseError) {
      let bytes = try PartFile.bytes(file, limit: ReleaseManifest.longest)
      let manifest = try ReleaseManifest(parsing: bytes)
      try reader.accept(manifest)
      return (manifest, bytes)
    } catch {
      throw .release(error)
    }
  }

  private func check(_ manifest: ReleaseManifest, against held: HeldReleases) throws(SyncError) {
    if let latest = held.all.last, latest.number > manifest.release {
      throw .older(release: manifest.release, held: latest.number)
    }
    if let same = held.release(manifest.release), same.stateRoot != manifest.stateRoot {
      throw .contentChanged(release: manifest.release)
    }
  }

  private func changes(since before: CatalogDatabase?, in manifest: ReleaseManifest) throws(SyncError)
    -> ReleaseChanges?
  {
    guard let before else { return nil }
    do throws(KitStoreError) {
      let file = home.release(manifest.stateRoot).appendingPathComponent("catalog.db")
      return try ReleaseChanges(from: before, to: CatalogDatabase(at: file))
    } catch {
      throw .kit(error)
    }
  }

  func fetch(_ path: String, _ fetchVerified: FetchVerified) throws(SyncError) -> URL {
    do { return try fetchVerified(path) } catch { throw .notFetched(path, reason: "\(error)") }
  }

  func turn(to stateRoot: String) throws(SyncError) {
    do throws(KitStoreError) { try home.use(release: stateRoot) } catch { throw .kit(error) }
  }
}

extension ReaderFormat {
  /// What this program reads.
  public static let thisProgram = ReaderFormat(
    majors: [1],
    minor: 0,
    fields: Set(CatalogRecord.Kind.allCases.flatMap { kind in kind.fields.map { "\(kind.rawValue).\($0)" } })
  )
}
