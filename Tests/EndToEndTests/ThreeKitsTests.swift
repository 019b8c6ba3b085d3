#if Server
import Foundation
import TestSupport
import Testing

/// The programs as people run them: two authorities, three kits, a stick, and a server that dies in the middle.
@Suite final class ThreeKitsTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("three-kits-\(UUID().uuidString)")
  private let drive = "commodities/electrical/frequency-converter.yaml"
  private let tube = "commodities/tubes/furniture-tube.yaml"

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func `all kits end on the same release with what they said themselves, and every record arrives once`() throws {
    let authority = try AuthorityStation(in: folder, "authority")
    try authority.serve()
    let online = try FieldStation(in: folder, "online", trusting: authority.root)
    let remote = try FieldStation(in: folder, "remote", trusting: authority.root)
    let late = try FieldStation(in: folder, "late", trusting: authority.root)
    for kit in [online, remote, late] {
      try kit.done("sync", "--from", authority.address)
      try kit.done("kit", "enrol", authority.enrolmentCode(), "--at", authority.address)
    }
    try sayThings(at: late)

    try authority.edit(drive, "terminals marked U, V, W.", "terminals marked U, V, W and a keypad.")
    try authority.publish()
    try authority.edit(tube, "Painted or chromed tube", "Painted, chromed or powder-coated tube")
    try authority.edit(tube, "10..60 mm", "8..60 mm")
    try authority.publish()

    try online.refer("850440")
    let interrupted = try online.startSync(from: authority.address)
    authority.stop()
    interrupted.waitUntilExit()
    #expect(try [1, 3].contains(online.release().number), "one release or the other, whole")
    #expect(try online.run("sync").status == 69, "nobody answers")
    #expect(try online.done("lookup", "converter").contains("frequency-converter"), "the kit works on")
    try authority.serve()
    try online.done("sync", "--from", authority.address)

    try authority.edit("controls/eu/all.yaml", "at least 40 VA", "at least 45 VA")
    try authority.publish()
    try online.done("sync", "--from", authority.address)

    try carryStick(from: online, to: remote, authority)
    try late.refer("730431")
    try late.done("sync", "--from", authority.address)

    let newest = try online.release()
    #expect(newest.number == 4)
    for kit in [remote, late] { #expect(try kit.release() == newest) }
    try expectMerge(at: late)
    let inbox = try authority.inbox()
    #expect(inbox.count == 3)
    for (kit, records) in inbox { #expect(records.count == 1, "\(kit): \(records)") }
  }

  /// A row of the merge table each.
  private func sayThings(at kit: FieldStation) throws {
    try kit.done("item", "edit", "frequency-converter", "looks like=Grey box with three screw terminals.")
    try kit.done("item", "edit", "frequency-converter", "also+=Drehzahlsteller")
    try kit.done("item", "edit", "frequency-converter", "hazards=[]")
    try kit.done("item", "annotate", "frequency-converter", "Seen with the plate painted over.")
    try kit.done("item", "hide", "furniture-tube")
  }

  private func expectMerge(at kit: FieldStation) throws {
    let conflicts = try kit.object("sync", "conflicts")["conflicts"] as? [[String: Any]] ?? []
    #expect(conflicts.count == 3, "the reworded field, the hazards that only the authority names, what was hidden")
    let shown = try kit.done("show", "frequency-converter")
    #expect(shown.contains("and a keypad"), "changed on both sides: the authority's stands first")
    #expect(shown.contains("Grey box with three screw terminals."), "and the kit's beside it")
    #expect(shown.contains("Drehzahlsteller"), "changed here only: shown")
    #expect(shown.contains("painted over"), "a remark always stays")
    let record = try kit.done("show", "frequency-converter", "--json")
    #expect(record.contains("stored-charge"), "hazards are the authority's alone")
    #expect(try kit.done("lookup", "tube").contains("furniture-tube"), "it changed: shown again")
    try kit.done("sync", "resolve", "1", "--keep-local")
    #expect(try (kit.object("sync", "conflicts")["conflicts"] as? [Any])?.count == 2)
  }

  /// Brings the release to a kit without a network, and its record back.
  private func carryStick(from online: FieldStation, to remote: FieldStation, _ authority: AuthorityStation) throws {
    let stick = folder.appendingPathComponent("stick")
    try online.done("sync", "export", stick.path)
    try remote.refer("720890")
    let there = try remote.done("sync", "--from", stick.path)
    #expect(there.contains("Release 4 is in use") && there.contains("1 sealed records are on the stick"))
    #expect(try authority.take(from: stick).contains("1 records taken in"))
    #expect(try authority.take(from: stick).contains("1 were held already"))
    #expect(try remote.done("sync", "--from", stick.path).contains("1 records reached the authority"))
  }

  @Test func `releases of another authority are refused, whichever way they come`() throws {
    let trusted = try AuthorityStation(in: folder, "trusted")
    let other = try AuthorityStation(in: folder, "other")
    try other.edit(drive, "controls: [eu/3A225]", "controls: []")
    try other.publish()
    let kit = try FieldStation(in: folder, "kit", trusting: trusted.root)
    try kit.done("sync", "--from", trusted.repository.path)
    let before = try kit.release()
    let refused = try kit.run("sync", "--from", other.repository.path)
    #expect(refused.status == 65 && refused.errors.contains("the authority did not make it"), "\(refused.errors)")
    #expect(try kit.run("sync", "trust", other.root.path).status == 65)
    #expect(try kit.release() == before)
    try kit.done("sync", "--from", trusted.repository.path)
  }
}
#endif
