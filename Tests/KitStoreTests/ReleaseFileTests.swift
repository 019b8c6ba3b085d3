import CanonicalJSON
import Catalog
import Foundation
import GRDB
import Testing

@testable import KitStore

@Suite struct ReleaseFileTests {
  @Test func `what was built can be opened again and holds every record`() throws {
    let release = try SmallRelease()
    try release.build()
    let database = try release.open()
    #expect(try database.facts().counts["commodity"] == 3)
    #expect(try database.facts().compiledAt == 1_000)
    #expect(try database.allRecords().compactMap(\.self).count == SmallRelease.records.count)
    #expect(try database.integrityProblems().isEmpty)
    #expect(try database.record(RecordName(kind: .control, id: "eu/1C216"))?.fields["title"]?.text == "Maraging steel")
    #expect(try database.editions() == [ListEdition(list: "eu", edition: "2025-11-15", entries: 5)])
  }

  @Test func `a reader of the old file keeps reading it while a new one takes its place`() throws {
    let release = try SmallRelease()
    try release.build(stateRoot: "old")
    let reader = try release.open()
    try release.build([SmallRelease.records[0]], stateRoot: "new")
    #expect(try reader.facts().stateRoot == "old")
    #expect(try reader.search("bellows").hits.first?.id == "bellows-valve")
    #expect(try release.open().facts().stateRoot == "new")
    #expect(try release.open().search("bellows").hits.isEmpty)
  }

  @Test func `a build that fails leaves the old file and nothing half made`() throws {
    let release = try SmallRelease()
    try release.build(stateRoot: "old")
    // The same record twice breaks the key of the table.
    let twice = [SmallRelease.records[0], SmallRelease.records[0]]
    #expect(throws: KitStoreError.self) { try release.build(twice, stateRoot: "new") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: release.folder.path) == ["catalog.db"])
    #expect(try release.open().facts().stateRoot == "old")
  }

  @Test func `a first build that fails leaves no file at all`() throws {
    let release = try SmallRelease()
    #expect(throws: KitStoreError.self) { try release.build([SmallRelease.records[0], SmallRelease.records[0]]) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: release.folder.path).isEmpty)
  }

  @Test func `a file of a newer program is refused by name`() throws {
    let release = try SmallRelease()
    try release.build()
    let queue = try DatabaseQueue(path: release.url.path)
    try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    let error = #expect(throws: KitStoreError.self) { try release.open() }
    guard case .newerFormat(_, let found, _) = error else {
      Issue.record("not refused as newer but with \(String(describing: error))")
      return
    }
    #expect(found == 99)
    #expect(error?.description.contains("install a newer gauger") == true)
  }

  @Test func `a file that is no database, or none, is refused with a reason`() throws {
    let release = try SmallRelease()
    #expect(throws: KitStoreError.self) { try release.open() }
    try Data("no database".utf8).write(to: release.url)
    #expect(throws: KitStoreError.self) { try release.open() }
    try Data().write(to: release.url)
    #expect(throws: KitStoreError.self) { try release.open() }
  }
}
