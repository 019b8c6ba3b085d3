import CanonicalJSON
import Catalog
import Foundation
import KitStore
import Releases
import Trust

extension ReleaseInstaller {
  /// A way to a release, with the release whose records it starts from.
  struct Route {
    let plan: UpdatePlan
    let base: HeldRelease?
  }

  /// The way that moves the fewest bytes, from any release that is held.
  func cheapest(_ manifest: ReleaseManifest, _ bases: [HeldRelease], without spent: Set<String>) -> Route? {
    let candidates: [HeldRelease?] = bases.filter { $0.number < manifest.release }.reversed().map(Optional.some) + [nil]
    return candidates.compactMap { base in
      UpdatePlan(to: manifest, from: base?.number, without: spent).map { Route(plan: $0, base: base) }
    }.min { $0.plan.bytes < $1.plan.bytes }
  }

  /// Fetches what the release is made of and builds it, by another way where one fails.
  ///
  /// - Returns: the parts that were fetched.
  func fetchAndBuild(
    _ manifest: ReleaseManifest,
    _ bytes: [UInt8],
    onto held: HeldReleases,
    _ fetchVerified: FetchVerified
  ) throws(SyncError) -> [ReleaseManifest.Part] {
    var files: [String: URL] = [:]
    var spent: Set<String> = []
    var bases = held.all
    var failure: SyncError?
    while let route = cheapest(manifest, bases, without: spent) {
      do throws(SyncError) {
        for part in route.plan.parts where files[part.path] == nil {
          // Marked before the attempt, so that no failure of any kind leads to a second one.
          spent.insert(part.path)
          files[part.path] = try fetch(part.path, fetchVerified)
          spent.remove(part.path)
        }
      } catch {
        failure = error
        continue
      }
      do throws(SyncError) {
        try build(manifest, bytes, by: route, from: files)
        return route.plan.parts
      } catch {
        guard case .release = error else { throw error }
        failure = error
        // Either a part is bad or the records it was applied to are; the full pack depends on neither.
        spent.formUnion(route.plan.parts.map(\.path))
        bases = []
      }
    }
    throw failure ?? .notFetched(manifest.full.path, reason: "no way leads to release \(manifest.release)")
  }

  private func build(
    _ manifest: ReleaseManifest,
    _ bytes: [UInt8],
    by route: Route,
    from files: [String: URL]
  ) throws(SyncError) {
    do {
      switch route.plan.way {
      case .full(let part):
        let records = try FullPack.read(try source(part, files), atMost: manifest.recordCount)
        try store(ProvenRecords.of(manifest, records), as: manifest, bytes)
      case .deltas(let deltas):
        guard let base = route.base else { throw KitStoreError.noCatalog }
        try base.database.withLines { lines in
          var records = Self.records(lines)
          for delta in deltas {
            records = RecordDelta.applying(try DeltaPack.read(try source(delta.part, files)), to: records)
          }
          try store(ProvenRecords.of(manifest, records), as: manifest, bytes)
        }
      }
    } catch let error as SyncError {
      throw error
    } catch let error as ReleaseError {
      throw .release(error)
    } catch let error as KitStoreError {
      throw .kit(error)
    } catch {
      throw .kit(.cannotWrite(home.releases.path, "\(error)"))
    }
  }

  private func source(_ part: ReleaseManifest.Part, _ files: [String: URL]) throws(ReleaseError) -> ByteSource {
    guard let file = files[part.path] else { throw .unreadable("\(part.path) was not fetched") }
    return try PartFile.source(file, length: part.length)
  }

  static func records(_ lines: @escaping () throws(KitStoreError) -> [UInt8]?) -> RecordSource {
    var number = 0
    return { () throws(ReleaseError) -> PackedRecord? in
      let line: [UInt8]?
      do throws(KitStoreError) { line = try lines() } catch { throw .unreadable(error.description) }
      number += 1
      guard let line else { return nil }
      do throws(PackFault) { return try PackedRecord(line: line) } catch { throw .line(number, error) }
    }
  }

  private func store(_ records: RecordSource, as manifest: ReleaseManifest, _ bytes: [UInt8]) throws {
    try home.create()
    try CatalogDatabase.build(
      from: {
        guard let packed = try records() else { return nil }
        let record = CatalogRecord(.object(packed.json))
        // A packed record has kind, id and fields, so that there always is a record of the catalog.
        return record.map { StoredRecord($0, line: packed.line) }
      },
      origin: ReleaseOrigin(
        stateRoot: manifest.stateRoot,
        compiledAt: now,
        signed: ReleaseOrigin.Signed(release: manifest.release, issuedAt: manifest.issuedAt, manifest: bytes)
      ),
      at: home.release(manifest.stateRoot).appendingPathComponent("catalog.db"),
      examine: { try examine($0, against: manifest) }
    )
  }

  /// What was written must be what was signed, also when it is read back.
  private func examine(_ database: CatalogDatabase, against manifest: ReleaseManifest) throws {
    let found = try database.stateRoot().hex
    guard found == manifest.stateRoot else {
      throw ReleaseError.wrongStateRoot(expected: manifest.stateRoot, found: found)
    }
    if let problem = try database.integrityProblems().first {
      throw SyncError.doesNotWork(release: manifest.release, reason: problem)
    }
    do { try trial(database) } catch {
      throw SyncError.doesNotWork(release: manifest.release, reason: "\(error)")
    }
  }
}
