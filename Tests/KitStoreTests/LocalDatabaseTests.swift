import CanonicalJSON
import Catalog
import Foundation
import GRDB
import Overlays
import TestSupport
import Testing

@testable import KitStore

@Suite struct LocalDatabaseTests {
  private let release: SmallRelease
  private let home: KitHome
  private let tube = RecordName(kind: .commodity, id: "maraging-tube")

  init() throws {
    release = try SmallRelease()
    home = try KitHome(environment: ["GAUGER_HOME": release.folder.path])
  }

  private func note(_ text: String) -> OverlayDraft { OverlayDraft(tube, title: "Tube", .note(text)) }

  @Test func `what was said comes back, numbered from one at each kit`() throws {
    #expect(try LocalDatabase.existing(in: home) == nil)
    let database = try LocalDatabase(of: home)
    try database.append([note("one"), note("two")], kit: "a", author: "7", time: 5)
    try database.append([note("three")], kit: "b", author: "", time: 6)
    let said = try database.append([note("four")], kit: "a", author: "", time: 7)
    #expect(said.map(\.key.seq) == [3])
    let statements = try #require(try LocalDatabase.existing(in: home)).statements()
    #expect(statements.map(\.key.kit) == ["a", "a", "a", "b"] && statements.map(\.key.seq) == [1, 2, 3, 1])
    #expect(statements[0].author == "7" && statements[0].time == 5 && statements[0].change == .note("one"))
  }

  @Test func `statements are neither changed nor deleted, and no number is left out`() throws {
    let database = try LocalDatabase(of: home)
    try database.append([note("one")], kit: "a", author: "", time: 0)
    for sql in [
      "UPDATE overlay SET json = '{}'", "DELETE FROM overlay", "INSERT INTO overlay VALUES ('a', 3, '{}')",
      "INSERT INTO overlay VALUES ('a', 1, '{}')", "INSERT OR REPLACE INTO overlay VALUES ('a', 1, '{}')",
    ] {
      #expect(throws: KitStoreError.self, "\(sql)") { try database.write { try $0.execute(sql: sql) } }
    }
    #expect(try database.statements().map(\.change) == [.note("one")])
  }

  @Test func `a file of a newer program is refused and stays as it is`() throws {
    let url = try LocalDatabase(of: home).url
    let known = LocalDatabase.migrations.count
    _ = try LocalDatabase(at: url, migrations: LocalDatabase.migrations + ["CREATE TABLE next (x) "])
    let newer = KitStoreError.newerFormat(url.path, found: known + 1, known: known)
    #expect(throws: newer) { try LocalDatabase(of: home) }
    #expect(newer.description.contains("install a newer gauger"))
    #expect(throws: Never.self) { try LocalDatabase(at: url, migrations: LocalDatabase.migrations + [""]) }
  }

  @Test func `a step that fails is undone whole, and what was there stays readable`() throws {
    let database = try LocalDatabase(of: home)
    try database.append([note("one")], kit: "a", author: "", time: 0)
    let broken = LocalDatabase.migrations + ["CREATE TABLE next (x); CREATE TABLE next (x)"]
    #expect(throws: KitStoreError.self) { try LocalDatabase(at: database.url, migrations: broken) }
    #expect(try LocalDatabase(of: home).statements().count == 1)
    let mended = LocalDatabase.migrations + ["CREATE TABLE next (x)"]
    #expect(try LocalDatabase(at: database.url, migrations: mended).statements().count == 1)
  }

  @Test func `a file that is no database is refused with its path`() throws {
    try Data("rubbish that is long enough to be looked at as a database file".utf8).write(to: home.localDatabase)
    do {
      _ = try LocalDatabase(of: home)
      Issue.record("it was opened")
    } catch {
      #expect(error.description.contains(home.localDatabase.path))
    }
  }
}
