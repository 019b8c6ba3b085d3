import Authoring
import Catalog
import Foundation
import KitStore
import Trust
import Testing

@Suite struct ShippedCatalogTests {
  private func kit() throws -> KitHome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(UUID().uuidString)")
    return try KitHome(environment: ["GAUGER_HOME": folder.path])
  }

  @Test func `a catalog is compiled once, and again when a file has changed`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    var compiled = 0
    func install() throws -> ShippedCatalog.Outcome {
      try ShippedCatalog.install(folder.url, into: home, now: 0) { compiled += 1 }
    }
    _ = try install()
    #expect(try install() == .unchanged)
    #expect(compiled == 1)
    let before = try #require(home.currentCatalog)
    try folder.write(
      "- {id: smell-free, name: New, question: Is it new?, kind: presence, place: goods}",
      to: "features/new.yaml"
    )
    _ = try install()
    #expect(compiled == 2)
    #expect(home.currentCatalog != before)
    #expect(FileManager.default.fileExists(atPath: before.path), "the release before stays for those who read it")
  }

  @Test func `a file that is written again with as many bytes, in a folder below, is noticed`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    func install() throws -> ShippedCatalog.Outcome { try ShippedCatalog.install(folder.url, into: home, now: 0) {} }
    try folder.write("- {id: old, name: Old, question: Q, kind: presence, place: goods}", to: "features/deep/a.yaml")
    _ = try install()
    #expect(try install() == .unchanged)
    try folder.write("- {id: new, name: New, question: Q, kind: presence, place: goods}", to: "features/deep/a.yaml")
    #expect(try install() != .unchanged)
  }

  @Test func `a catalog that bears a stamp is compiled again when the stamp is another`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    func install() throws -> ShippedCatalog.Outcome { try ShippedCatalog.install(folder.url, into: home, now: 0) {} }
    let place = folder.url.standardizedFileURL.path
    try folder.write("\(place)\n1", to: ".stamp")
    _ = try install()
    try folder.write("- {id: new, name: New, question: Q, kind: presence, place: goods}", to: "features/new.yaml")
    #expect(try install() == .unchanged)
    try folder.write("\(place)\n2", to: ".stamp")
    #expect(try install() != .unchanged)
    // The stamp of another folder, as on a copy that somebody edits, counts for nothing.
    try folder.write("\(place)-elsewhere\n2", to: ".stamp")
    _ = try install()
    try folder.write("- {id: newer, name: Newer, question: Q, kind: presence, place: goods}", to: "features/new.yaml")
    #expect(try install() != .unchanged)
  }

  @Test func `a broken catalog is refused and the kit keeps what it has`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    _ = try ShippedCatalog.install(folder.url, into: home, now: 0) {}
    let before = home.currentCatalog
    try folder.write("- {id: broken}", to: "features/broken.yaml")
    #expect(throws: ShippedCatalogError.self) {
      try ShippedCatalog.install(folder.url, into: home, now: 0) {}
    }
    #expect(home.currentCatalog == before)
  }

  @Test func `what is read back from the kit is what was compiled`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    _ = try ShippedCatalog.install(folder.url, into: home, now: 0) {}
    let database = try CatalogDatabase(at: try #require(home.currentCatalog))
    let source = try CatalogSource(folder: folder.url)
    #expect(try database.facts().stateRoot == CompiledCatalog(source).stateRoot.hex)
    let catalog = try KitCatalog(database).catalog()
    #expect(catalog.issues.isEmpty)
    #expect(catalog.commodities.count == source.records.count { $0.kind == "commodity" })
  }

  @Test func `a release that the authority signed stays in use, unless another catalog is named`() throws {
    let home = try kit()
    let folder = try CatalogFolder()
    defer { folder.remove() }
    let root = CompiledCatalog(try CatalogSource(folder: folder.url)).stateRoot.hex
    let signed = ReleaseOrigin.Signed(release: 7, issuedAt: 5, manifest: Array("{}".utf8))
    let other = String(repeating: "a", count: 64)
    for state in [other, root] {
      let origin = ReleaseOrigin(stateRoot: state, compiledAt: 6, signed: signed)
      let place = home.release(state).appendingPathComponent("catalog.db")
      try CatalogDatabase.build(from: { nil }, origin: origin, at: place)
    }
    try home.use(release: other)
    #expect(try ShippedCatalog.install(folder.url, into: home, now: 0) {} == .unchanged)
    let named = try ShippedCatalog.install(folder.url, into: home, insteadOfSigned: true, now: 0) {}
    #expect(named == .installed(stateRoot: root))
    let facts = try CatalogDatabase(at: try #require(home.currentCatalog)).facts()
    #expect(facts.release == 7 && facts.issuedAt == 5, "the same records as a signed release stay that release")
  }

  @Test func `a difference names what was added, changed and removed`() throws {
    let older = try CatalogFolder()
    let newer = try CatalogFolder()
    defer {
      older.remove()
      newer.remove()
    }
    try older.write("- {id: gone, name: Gone, question: Q, kind: presence, place: goods}", to: "features/a.yaml")
    try older.write("- {id: kept, name: Kept, question: Q, kind: presence, place: goods}", to: "features/b.yaml")
    try newer.write("- {id: kept, name: Renamed, question: Q, kind: presence, place: goods}", to: "features/b.yaml")
    try newer.write("- {id: fresh, name: Fresh, question: Q, kind: presence, place: goods}", to: "features/c.yaml")
    let difference = CatalogDifference(
      from: try CatalogSource(folder: older.url).records,
      to: try CatalogSource(folder: newer.url).records
    )
    #expect(difference.added.map(\.id) == ["fresh"])
    #expect(difference.removed.map(\.id) == ["gone"])
    #expect(difference.changed.map(\.id) == ["kept"])
    #expect(difference.changed.first?.fields == ["name"])
  }
}
