import CanonicalJSON
import Releases
import TestSupport
import Testing
import Trust

@Suite struct DeltaTests {
  private func delta(_ old: SmallState, _ new: SmallState) throws -> [UInt8] {
    try DeltaPack.write(RecordDelta.between(old.source, new.source))
  }

  private func apply(_ delta: [UInt8], to state: SmallState) throws -> SmallState {
    let changes = try DeltaPack.read(Zstandard.source(delta))
    return try SmallState(RecordDelta.applying(changes, to: state.source))
  }

  @Test func `a delta leads from the old state to the new, and from nowhere else`() throws {
    try forAll(count: 300) { random in
      let (old, other) = (try random.state(), try random.state())
      let new = try random.edited(old)
      guard try apply(try delta(old, new), to: old) == new else { return "another state came out" }
      let proven = ProvenRecords.of(try manifest(2, new), new.source)
      guard try SmallState(proven) == new else { return "the right records were not passed on" }
      guard other != old, let stray = try? apply(try delta(old, new), to: other), stray != new else { return nil }
      let refused = ProvenRecords.of(try manifest(2, new), stray.source)
      return (try? SmallState(refused)) == nil ? nil : "a state that was not signed passed"
    }
  }

  @Test func `any chain of deltas ends where the full pack does`() throws {
    try forAll(count: 100) { random in
      var states = [try random.state()]
      for _ in 0..<Int.random(in: 1...6, using: &random) { states.append(try random.edited(try #require(states.last))) }
      let last = try #require(states.last)
      let full = try SmallState(
        FullPack.read(Zstandard.source(try FullPack.write(last.source)), atMost: last.records.count)
      )
      guard full == last else { return "the full pack holds something else" }
      var position = 0
      var source = states[0].source
      while position < states.count - 1 {
        // Releases may be skipped: a delta leads over one or several of them.
        let next = Int.random(in: (position + 1)..<states.count, using: &random)
        let changes = try DeltaPack.read(Zstandard.source(try delta(states[position], states[next])))
        source = RecordDelta.applying(changes, to: source)
        position = next
      }
      return try SmallState(ProvenRecords.of(try manifest(9, last), source)) == last ? nil : "the chain ends elsewhere"
    }
  }

  @Test func `lines that are dropped, doubled, swapped, cut or foreign are refused`() throws {
    let foreign = #"["put","commodity","smuggled",{"fields":{"name":"nothing to see"}}]"#
    try forAll(count: 400) { random in
      let old = try random.state()
      let new = try random.edited(old)
      var changed = try lines(try delta(old, new))
      guard let place = changed.indices.randomElement(using: &random) else { return nil }
      let before = changed
      switch random.next() % 5 {
      case 0: changed.remove(at: place)
      case 1: changed.insert(changed[place], at: place)
      case 2: changed.swapAt(place, random.pick(Array(changed.indices)))
      case 3: changed[place] = String(changed[place].dropLast(Int.random(in: 1...5, using: &random)))
      default: changed.insert(foreign, at: place)
      }
      guard changed != before else { return nil }
      let result = Result {
        let changes = try DeltaPack.read(Zstandard.source(try packed(changed)))
        return try SmallState(ProvenRecords.of(try manifest(2, new), RecordDelta.applying(changes, to: old.source)))
      }
      guard case .failure(let error) = result else { return "taken: \(changed)" }
      return error is ReleaseError ? nil : "an error without a name: \(error)"
    }
  }

  private static let malformed: [(line: String, fault: PackFault)] = [
    (#"["put","commodity","a",{"fields":{},"id":"a"}]"#, .malformed("put takes a record without kind and id")),
    (#"["put","commodity","a"]"#, .malformed("a change is put with a record, set with fields, or del with neither")),
    (#"["del","commodity","a",{}]"#, .malformed("a change is put with a record, set with fields, or del with neither")),
    (
      #"["add","commodity","a",{"fields":{}}]"#,
      .malformed("a change is put with a record, set with fields, or del with neither")
    ),
    (#"["del","commodity"]"#, .malformed("a change is a list of put, set or del, kind and id")),
    (#"["put","commodity","a",{"name":1}]"#, .malformed("a record has a kind, an id and fields")),
    (#"["put","Commodity","a",{"fields":{}}]"#, .malformed("the kind is no name")),
    (#"["put","commodity","",{"fields":{}}]"#, .malformed("the id is empty, too long or holds control characters")),
    (
      #"["put","commodity","a\u000ab",{"fields":{}}]"#,
      .malformed("the id is empty, too long or holds control characters")
    ),
    (#"["put","commodity","x-DE-1",{"fields":{}}]"#, .localID("x-DE-1")),
    (#"["del","commodity","x-DE-1"]"#, .localID("x-DE-1")),
    (#"["set","commodity","x-DE-1",{"name":""},[]]"#, .localID("x-DE-1")),
    (
      #"["set","commodity","a",{},[]]"#,
      .malformed("set takes fields and a list of the names of fields that go, not both empty")
    ),
    (
      #"["set","commodity","a",{"name":""},[1]]"#,
      .malformed("set takes fields and a list of the names of fields that go, not both empty")
    ),
    (
      #"["set","commodity","a",{"name":""},["name"]]"#,
      .malformed("the names of fields that go are sorted, and none gets a value")
    ),
    (
      #"["set","commodity","a",{},["b","a"]]"#,
      .malformed("the names of fields that go are sorted, and none gets a value")
    ),
    (#"["del", "commodity","a"]"#, .notCanonical),
    (#"["put","commodity","a",{"fields":{"b":1,"a":2}}]"#, .notCanonical),
  ]

  @Test func `a malformed line is refused by its name`() throws {
    for (line, fault) in Self.malformed {
      let changes = try DeltaPack.read(Zstandard.source(try packed([line])))
      #expect(throws: ReleaseError.line(1, fault)) { try changes() }
    }
    for line in ["", "[", #"["put","commodity","a",{"fields":{"a":1.5}}]"#, #"["del","commodity","a"]]"#] {
      let changes = try DeltaPack.read(Zstandard.source(try packed([line])))
      let error = #expect(throws: ReleaseError.self) { try changes() }
      guard case .line(1, .notJSON)? = error else {
        Issue.record("\(line): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func `a removal of what is not there and a change that changes nothing are refused`() throws {
    let record = try SmallState.record("commodity", "a", "valve")
    let state = SmallState([record])
    let absent = RecordKey(kind: "commodity", id: "b")
    let removal = try DeltaPack.read(Zstandard.source(try packed([#"["del","commodity","b"]"#])))
    #expect(throws: ReleaseError.line(1, .notThere(absent))) {
      try SmallState(RecordDelta.applying(removal, to: state.source))
    }
    for line in [#"["set","commodity","a",{"name":"valve"},[]]"#, #"["set","commodity","a",{},["weight"]]"#] {
      let changes = try DeltaPack.read(Zstandard.source(try packed([line])))
      #expect(throws: ReleaseError.line(1, .changesNothing(record.key))) {
        try SmallState(RecordDelta.applying(changes, to: state.source))
      }
    }
    let again = try DeltaPack.write(RecordDelta.between(SmallState([]).source, state.source))
    #expect(throws: ReleaseError.line(1, .changesNothing(record.key))) { try apply(again, to: state) }
  }

  @Test func `only the fields that change travel, told apart by their bytes`() throws {
    let old = SmallState([try SmallState.record("commodity", "a", "é")])
    let new = SmallState([try SmallState.record("commodity", "a", "e\u{301}")])
    #expect(try lines(try delta(old, new)) == [#"["set","commodity","a",{"name":"e\#u{301}"},[]]"#])
    #expect(try apply(try delta(old, new), to: old).records.first?.line == new.records.first?.line)
  }

  @Test func `what a newer catalog adds comes out as it went in`() throws {
    let record = try SmallState.record("kind-of-tomorrow", "é", "a\nb", extra: true)
    let state = SmallState([record])
    let received = try apply(try delta(SmallState([]), state), to: SmallState([]))
    #expect(received.records.first?.line == record.line)
    #expect(received.records.first?.json["history"] != nil)
  }
}
