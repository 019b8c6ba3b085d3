import CanonicalJSON
public import Catalog
public import Foundation
public import Overlays

/// The catalog as this kit uses it: a release, with what was said at kits merged in.
///
/// Where nothing was said it is the release itself, and costs nothing more.
public struct KitCatalog: Sendable {
  /// The release.
  public let release: CatalogDatabase
  /// What was said, merged into the release.
  public let local: MergedCatalog
  let additions: [CatalogRecord]

  /// A release with statements merged in.
  public init(_ release: CatalogDatabase, _ statements: [OverlayStatement] = []) throws(KitStoreError) {
    self.release = release
    guard !statements.isEmpty else {
      local = MergedCatalog()
      additions = []
      return
    }
    let adds = statements.contains { if case .add = $0.change { true } else { false } }
    do {
      let superseding = adds ? try release.recordsThatSupersede() : []
      local = try MergedCatalog(statements, superseded: MergedCatalog.superseded(by: superseding)) {
        try release.record($0)?.fields
      }
      additions = try local.additions { try release.record($0) }
    } catch let error as KitStoreError {
      throw error
    } catch {
      throw .cannotRead(release.url.path, "\(error)")
    }
  }

  /// The catalog in use in a kit, with what was said there.
  public init(of home: KitHome) throws(KitStoreError) {
    guard let url = home.currentCatalog else { throw .noCatalog }
    try self.init(CatalogDatabase(at: url), LocalDatabase.existing(in: home)?.statements() ?? [])
  }

  /// The file of the release.
  public var url: URL { release.url }

  /// Facts about the release.
  public func facts() throws(KitStoreError) -> CatalogDatabase.Facts { try release.facts() }

  /// The editions of the lists, sorted.
  public func editions() throws(KitStoreError) -> [ListEdition] { try release.editions() }

  /// Everything that identification needs: all records but the trade words, which only search uses.
  public func catalog() throws(KitStoreError) -> Catalog {
    try Catalog { kind throws(KitStoreError) in
      merged(try release.records(of: kind)) + additions.filter { $0.kind == kind.rawValue }
    }
  }

  /// The records of some kinds, read and linked, with single records of other kinds.
  public func catalog(of kinds: Set<CatalogRecord.Kind>, and names: [RecordName] = []) throws(KitStoreError) -> Catalog
  {
    let added = additions.filter { record in
      kinds.contains { $0.rawValue == record.kind } || names.contains(record.name)
    }
    return Catalog(records: merged(try release.records(of: kinds, and: names)) + added)
  }

  /// Every record, the kit's additions included.
  public func allRecords() throws(KitStoreError) -> [CatalogRecord] {
    merged(try release.allRecords().compactMap(\.self)) + additions
  }

  /// One record.
  public func record(_ name: RecordName) throws(KitStoreError) -> CatalogRecord? {
    if let addition = additions.first(where: { $0.name == name }) { return addition }
    return try release.record(name).map(local.record)
  }

  /// One record of a known kind.
  public func record(_ kind: CatalogRecord.Kind, _ id: String) throws(KitStoreError) -> CatalogRecord? {
    try record(RecordName(kind: kind, id: id))
  }

  private func merged(_ records: [CatalogRecord]) -> [CatalogRecord] {
    local.isEmpty ? records : records.map(local.record)
  }
}
