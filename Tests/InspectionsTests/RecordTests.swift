import CanonicalJSON
import Foundation
import KitStore
import TestSupport
import Testing

@testable import Inspections

/// A kit in a folder of its own, thrown away afterwards.
func withKitHome<Value>(_ body: (KitHome) throws -> Value) throws -> Value {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: home) }
  return try body(KitHome(environment: ["GAUGER_HOME": home.path]))
}

func sitting(_ journal: InspectionJournal, _ identity: KitIdentity, officer: String = "4711") -> Sitting {
  Sitting(
    inspection: journal.id,
    kit: identity.id,
    release: "abc",
    officer: officer,
    post: "shed 4",
    program: "0.1.0"
  )
}

struct RecordTests {
  private static func randomEvent(_ random: inout SplitMix64, _ count: Int) -> InspectionEvent {
    let flag = ["detour", "cavities", "generic-words"].randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return .declared(["hs": "7304", "net-weight": "88 kg", "of-a-newer-program": "x"])
    case 1: return .declared(["hs": "", "description": "трубы \"A\"\n№ 1"])
    case 2:
      return .noted(InspectionNote(InspectionNote.Topic.allCases.randomElement(using: &random) ?? .general, "a\tb"))
    case 3: return .asked(feature: "form")
    case 4:
      let digest = String(repeating: Bool.random(using: &random) ? "a" : "b", count: 64)
      return .attached(Attachment(digest: digest, cleaned: nil, name: "IMG 1.jpg", size: 9, view: .plate))
    case 5: return .ticked(Tick(flag: flag, fact: "seen"))
    case 6: return .unticked(flag: flag)
    case 7: return .undone(event: Int.random(in: 0...count + 1, using: &random))
    case 8:
      let shown = FixtureCatalog.parsed(
        #"""
        {"candidates": [{"commodity": "a", "thousandths": 998}],
         "findings": [{"entry": "eu/1A001", "verdict": "meets"}], "outcome": "refer"}
        """#
      )
      return shown.object.flatMap { ShownAssessment($0) }.map { .assessed($0) } ?? .unknown("a")
    case 9: return .referred(sheet: .members(["version": .integer(1)]))
    default: return Bool.random(using: &random) ? .reopened(reason: "new papers") : .exported(attachments: ["a"])
    }
  }

  @Test func `every event of the record is read as it was written, and replay gives the same bytes`() throws {
    try withKitHome { home in
      let identity = try KitIdentity(of: home)
      try forAll(count: 30) { random in
        let folder = InspectionFolder(home)
        let id: String
        var events: [InspectionEvent] = []
        do {
          let journal = try folder.begin(at: 1_800_000_000)
          id = journal.id
          events.append(.sitting(sitting(journal, identity)))
          for _ in 0..<Int.random(in: 0...15, using: &random) { events.append(Self.randomEvent(&random, events.count)) }
          for event in events { try journal.append(event, at: 1_800_000_000) }
        }
        let bytes = try folder.bytes(id)
        let copy: InspectionJournal = try folder.begin(at: 1_900_000_000)
        let content = try JournalContent(bytes, path: id)
        for line in content.lines { try copy.append(line.event, at: line.time) }
        guard content.examination == Examination(events) else { return "\(events) is not read again" }
        return try folder.bytes(copy.id) == bytes ? nil : "\(events) is not written again as it was"
      }
    }
  }

  @Test func `undone entries of the record are as if never said`() {
    forAll { random in
      var events: [InspectionEvent] = []
      for _ in 0..<Int.random(in: 1...14, using: &random) { events.append(Self.randomEvent(&random, events.count)) }
      let target = Int.random(in: 1...events.count, using: &random)
      guard events[target - 1].isUndoable else { return nil }
      let undone = Examination(events + [.undone(event: target)])
      var without = events
      without[target - 1] = .unknown("nothing")
      let expected = Examination(without)
      return undone.declared == expected.declared && undone.notes == expected.notes && undone.ticks == expected.ticks
        && undone.attachments == expected.attachments ? nil : "undoing \(target) of \(events)"
    }
  }

  @Test func `a journal of an earlier program is still read`() throws {
    let lines = [
      #"{"event":"started","mode":"","number":1,"previous":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","release":"abc","time":5,"tools":["tape"]}"#
    ]
    let content = try JournalContent(Array((lines.joined(separator: "\n") + "\n").utf8), path: "old")
    #expect(content.examination.release == "abc")
    #expect(content.examination.sitting == nil)
  }

  @Test func `an empty text takes a declared field back`() {
    let examination = Examination([.declared(["hs": "7304", "origin": "AM"]), .declared(["hs": ""])])
    #expect(examination.declared[.hs].isEmpty)
    #expect(examination.declared[.origin] == "AM")
  }

  @Test func `only the authority's answer leaves a referral standing`() {
    let events: [InspectionEvent] = [.clue("tube"), .referred(sheet: .null)]
    #expect(Examination(events).isReferred)
    #expect(Examination(events + [.noted(InspectionNote(.returned, "not listed"))]).isReferred)
    #expect(!Examination(events + [.noted(InspectionNote(.general, "more"))]).isReferred)
    #expect(!Examination(events + [.reopened(reason: "data sheet")]).isReferred)
    #expect(Examination(events + [.reopened(reason: "data sheet")]).sheet == .null)
  }

  @Test func `check digits of transport papers are verified and never corrected`() {
    var declared = DeclaredSide()
    declared.take([
      "awb": "020-12345675", "container": "CSQU3054383; CSQU3054384", "ship": "IMO 9074729", "cmr": "12345",
      "wagon": "31 80 4567 123-0", "mrn": "nonsense",
    ])
    let standings = Dictionary(grouping: declared.transportNumbers, by: \.field).mapValues { $0.map(\.standing) }
    #expect(standings[.awb] == [.confirmed])
    #expect(standings[.ship] == [.confirmed])
    #expect(standings[.container]?.first == .confirmed)
    #expect(standings[.container]?.last == .failed("its check digit would have to be 3"))
    #expect(standings[.cmr] == [.unchecked])
    for field in [DeclaredField.mrn, .wagon] {
      guard case .failed? = standings[field]?.first else {
        Issue.record("\(field) passes")
        continue
      }
    }
  }
}
