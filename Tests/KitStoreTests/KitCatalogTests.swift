import CanonicalJSON
import Catalog
import Overlays
import TestSupport
import Testing

@testable import KitStore

/// The release as a kit uses it, with what was said there.
@Suite struct KitCatalogTests {
  private let small: SmallRelease
  private let release: CatalogDatabase
  private let tube = RecordName(kind: .commodity, id: "maraging-tube")
  private let valve = RecordName(kind: .commodity, id: "bellows-valve")
  private let gone = RecordName(kind: .commodity, id: "copper-pot")
  private let solvent = RecordName(kind: .substance, id: "x-de-1")

  init() throws {
    small = try SmallRelease()
    try small.build()
    release = try small.open()
  }

  private func kit(_ changes: [(RecordName, OverlayStatement.Change)]) throws -> KitCatalog {
    let statements = changes.enumerated().map { offset, change in
      OverlayStatement(
        key: OverlayStatement.Key(kit: "k", seq: Int64(offset) + 1),
        author: "",
        time: 0,
        OverlayDraft(change.0, title: change.0 == gone ? "Copper pot" : "", change.1)
      )
    }
    return try KitCatalog(release, statements)
  }

  private func set(_ name: RecordName, _ field: String, _ value: JSONValue) throws -> (
    RecordName, OverlayStatement.Change
  ) {
    let fields = try release.record(name)?.fields ?? JSONObject()
    return (
      name, .set(field: field, value: value, base: OverlayBase.digest(of: field, in: fields, of: name.kind))
    )
  }

  @Test func `where nothing was said the kit answers as the release does`() throws {
    let kit = try kit([])
    #expect(kit.local.isEmpty)
    for query in ["tube", "3A225", "1810", "valv bellows", "zzz"] {
      #expect(try kit.search(query) == release.search(query))
      #expect(try kit.names(for: query) == release.names(for: query))
    }
  }

  @Test func `local words find a record and are marked, the release's still do`() throws {
    let kit = try kit([set(tube, "name", "Rotorrohr"), (valve, .note("Beschlagnahmt in Halle sieben"))])
    let hit = try #require(try kit.search("Rotorrohr").hits.first)
    #expect(hit.id == tube.id && hit.title == "Rotorrohr" && hit.mark == .changed)
    #expect(try kit.search("maraging tube").hits.first?.title == "Rotorrohr")
    #expect(try kit.search("Beschlagnahmt").hits.map(\.id) == [valve.id])
    #expect(try kit.search("Beschlagnahmt").hits.first?.mark == .remarks)
    #expect(try kit.search("Beschlagnahmt").unknown.isEmpty)
    #expect(try kit.catalog().commodities[tube.id]?.name == "Rotorrohr")
    #expect(try kit.catalog().commodities[tube.id]?.also.contains("Maraging steel tube") == true)
  }

  @Test func `a hidden record leaves lists and is counted, but goods are still held against it`() throws {
    let fields = try #require(try release.record(valve)).fields
    let kit = try kit([(valve, .hide(base: OverlayBase.fingerprint(of: fields, of: valve.kind)))])
    let result = try kit.search("bellows valve", kinds: ["commodity"])
    #expect(!result.hits.contains { $0.id == valve.id } && result.hidden == 1)
    #expect(try kit.catalog().commodities[valve.id] != nil)
    #expect(try kit.names(for: valve.id) == [valve])
  }

  @Test func `an addition is found by name, number and id, and identified with`() throws {
    let fields = JSONObject([("name", "Lösemittel sieben"), ("cas", .texts(["64-17-5"]))])
    let kit = try kit([(solvent, .add(fields))])
    for query in ["Losemittel", "64-17-5", "x-de-1"] {
      let hit = try kit.search(query).hits.first
      #expect(hit?.id == solvent.id && hit?.mark == .added, "\(query)")
    }
    #expect(try kit.names(for: "64-17-5") == [solvent] && kit.names(for: "X-DE-1") == [solvent])
    #expect(try kit.catalog().substances[solvent.id]?.cas == ["64-17-5"])
    #expect(try kit.search("64-17-5", kinds: ["commodity"]).hits.isEmpty)
  }

  @Test func `a marking that was added is read on plates`() throws {
    let name = RecordName(kind: .marking, id: "x-de-2")
    let kit = try kit([
      (name, .add(JSONObject([("name", "Werk 7"), ("pattern", #"\bW7-\d+\b"#), ("meaning", "From plant 7.")])))
    ])
    #expect(try kit.markings(in: "plate W7-113, AMS 6514").map(\.record.id) == ["ams-6514", "x-de-2"])
    #expect(try kit.markings(in: "????????").isEmpty)
  }

  @Test func `a withdrawn record is found by what was said of it`() throws {
    let kit = try kit([(gone, .note("Rotor parts inside"))])
    let hit = try #require(try kit.search("copper pot").hits.first { $0.id == gone.id })
    #expect(hit.mark == .withdrawn && hit.title == "Copper pot")
    #expect(try kit.search("rotor parts").hits.contains { $0.id == gone.id })
    #expect(try kit.names(for: "copper-pot") == [gone])
    #expect(try kit.catalog().commodities[gone.id] == nil)
  }

  @Test func `a record of the release takes an addition over`() throws {
    let adopted = SmallRelease.record(
      .substance,
      "solvent-seven",
      ["name": "Solvent seven", "supersedes": .texts([solvent.id])]
    )
    try small.build((SmallRelease.records + [adopted]).sorted(by: CatalogRecord.precedes))
    let statement = OverlayStatement(
      key: OverlayStatement.Key(kit: "k", seq: 1),
      author: "",
      time: 0,
      OverlayDraft(solvent, title: "", .add(JSONObject([("name", "Solvent seven")])))
    )
    let kit = try KitCatalog(small.open(), [statement])
    #expect(kit.local.items[solvent]?.adoptedBy == adopted.name)
    #expect(try kit.catalog().substances.keys.sorted() == ["phosphorus-oxychloride", "solvent-seven"])
    #expect(try kit.search("solvent seven").hits.map(\.mark) == [.adopted, nil])
  }
}
