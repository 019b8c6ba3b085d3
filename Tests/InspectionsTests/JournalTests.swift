import Foundation
import Inspections
import KitStore
import TestSupport
import Testing

/// A kit in a folder of its own, thrown away afterwards.
private func withKit(_ body: (InspectionFolder, URL) throws -> Void) throws {
  let home = FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: home) }
  let kit = try KitHome(environment: ["GAUGER_HOME": home.path])
  try body(InspectionFolder(kit), kit.sessions)
}

private func randomEvent(_ random: inout SplitMix64, after count: Int) -> InspectionEvent {
  let feature = ["form", "material", "wall"].randomElement(using: &random) ?? "form"
  let number = Int.random(in: 0...count + 1, using: &random)
  switch Int.random(in: 0..<9, using: &random) {
  case 0: return .clue("tube \"OD\" 145 mm\n№ \(number)")
  case 1: return .clueChanged(statement: number, "bar")
  case 2: return .answered(feature: feature, .states(["tube", "bar"]))
  case 3: return .answered(feature: feature, .value("1,5 mm", .measured))
  case 4: return .answered(feature: feature, Bool.random(using: &random) ? .cannotSee : .notApplicable)
  case 5: return .withdrawn(statement: number)
  case 6: return .undone(event: number)
  case 7: return .situation(Situation(mode: "sea", tools: ["tape"]))
  default: return .finished(outcome: "refer")
  }
}

private func randomEvents(_ random: inout SplitMix64) -> [InspectionEvent] {
  var events: [InspectionEvent] = [.started(release: "abc", Situation(mode: "", tools: ["tape", "magnet"]))]
  for _ in 0..<Int.random(in: 0...12, using: &random) { events.append(randomEvent(&random, after: events.count)) }
  return events
}

struct JournalTests {
  @Test func `what is written is read again`() throws {
    try withKit { folder, _ in
      try forAll(count: 40) { random in
        let events = randomEvents(&random)
        let id: String
        do {
          let journal = try folder.begin(at: 1_800_000_000)
          for event in events { try journal.append(event, at: 1_800_000_000) }
          id = journal.id
        }
        return try folder.open(id).examination == Examination(events) ? nil : "\(events) is not read again"
      }
    }
  }

  @Test func `wherever the file is cut, it goes on from the whole lines before`() throws {
    try withKit { folder, sessions in
      try forAll(count: 25) { random in
        let events = randomEvents(&random)
        let id: String
        do {
          let journal = try folder.begin(at: 1_800_000_000)
          for event in events { try journal.append(event, at: 7) }
          id = journal.id
        }
        let url = sessions.appendingPathComponent("\(id).jsonl")
        let bytes = try Data(contentsOf: url)
        let cut = Int.random(in: 0...bytes.count, using: &random)
        try bytes.prefix(cut).write(to: url)
        let whole = bytes.prefix(cut).count { $0 == UInt8(ascii: "\n") }
        let journal = try folder.open(id)
        guard journal.examination == Examination(events.prefix(whole)) else { return "cut at \(cut) of \(events)" }
        try journal.append(.clue("afterwards"), at: 8)
        let content = try JournalContent(Array(Data(contentsOf: url)), path: url.path)
        return content.lines.count == whole + 1 ? nil : "what is added after a cut at \(cut) does not fit"
      }
    }
  }

  @Test func `a changed line is noticed, and the file is left as it is`() throws {
    try withKit { folder, sessions in
      let url: URL
      do {
        let journal = try folder.begin(at: 0)
        for text in ["first", "second", "third"] { try journal.append(.clue(text), at: 1) }
        url = journal.url
      }
      let original = try Data(contentsOf: url)
      let changed = Data(String(decoding: original, as: UTF8.self).replacing("second", with: "sec0nd").utf8)
      try changed.write(to: url)
      #expect(throws: JournalError.altered(path: url.path, line: 3)) {
        try folder.open(url.deletingPathExtension().lastPathComponent)
      }
      #expect(try Data(contentsOf: url) == changed)
    }
  }

  @Test func `rubbish in place of the last line is dropped`() throws {
    try withKit { folder, _ in
      let url: URL
      do {
        let journal = try folder.begin(at: 0)
        try journal.append(.clue("first"), at: 1)
        url = journal.url
      }
      let whole = try Data(contentsOf: url)
      try (whole + Data([0, 0, 0, 0, 0x0A])).write(to: url)
      let journal = try InspectionJournal(opening: url)
      #expect(journal.examination.events == [.clue("first")])
      #expect(try Data(contentsOf: url) == whole)
    }
  }

  @Test func `two programs cannot work on one examination`() throws {
    try withKit { folder, _ in
      let journal = try folder.begin(at: 0)
      #expect(throws: JournalError.inUse(id: journal.id)) { try folder.open(journal.id) }
      withExtendedLifetime(journal) {}
    }
  }

  @Test func `several examinations are open at once, the finished ones are not listed`() throws {
    try withKit { folder, _ in
      for (number, time) in [10, 30, 20].enumerated() {
        let journal = try folder.begin(at: time)
        try journal.append(.clue("number \(number)"), at: time)
        if number == 2 { try journal.append(.finished(outcome: "no-match"), at: time) }
      }
      #expect(folder.unfinished().map(\.id) == ["19700101-2", "19700101-1"])
    }
  }

  @Test func `names that are no examination are refused`() throws {
    try withKit { folder, _ in
      for id in ["", "../x", "nothing-1", "a/b"] {
        #expect(throws: JournalError.notFound(id: id)) { try folder.open(id) }
      }
    }
  }
}

struct ExaminationTests {
  @Test func `undone is as if never said`() {
    forAll { random in
      let events = randomEvents(&random)
      let target = Int.random(in: 1...events.count, using: &random)
      guard events[target - 1].isStatement else { return nil }
      let undone = Examination(events + [.undone(event: target)])
      var without = events
      without[target - 1] = .unknown("nothing")
      let expected = Examination(without)
      return undone.statements == expected.statements && undone.situation == expected.situation
        ? nil : "undoing \(target) of \(events) gives \(undone.statements)"
    }
  }

  @Test func `an answer that is given again keeps its place`() {
    let examination = Examination([
      .answered(feature: "form", .states(["tube"])), .clue("AMS 6514"), .answered(feature: "form", .states(["bar"])),
    ])
    #expect(examination.statements.map(\.id) == [1, 2])
    #expect(examination.answer(for: "form") == .states(["bar"]))
  }

  @Test func `undoing a changed answer brings the earlier one back`() throws {
    var examination = Examination([
      .answered(feature: "form", .states(["tube"])), .answered(feature: "form", .cannotSee),
    ])
    let last = try #require(examination.lastUndoable)
    examination.apply(.undone(event: last))
    #expect(examination.answer(for: "form") == .states(["tube"]))
    #expect(examination.lastUndoable == 1)
  }

  @Test func `anything said after the end opens it again`() {
    var examination = Examination([.clue("tube"), .finished(outcome: "refer")])
    #expect(examination.outcome == "refer")
    examination.apply(.clue("pipe"))
    #expect(examination.outcome == nil)
  }
}
