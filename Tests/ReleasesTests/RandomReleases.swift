import CanonicalJSON
import Releases
import TestSupport
import Trust

/// A state of a catalog that is small enough to compare by eye.
struct SmallState: Equatable {
  var records: [PackedRecord]

  var source: RecordSource {
    var rest = records[...]
    return { () throws(ReleaseError) -> PackedRecord? in rest.popFirst() }
  }

  func root() throws -> String { try ProvenRecords.stateRoot(source).hex }

  var counts: [String: Int] {
    Dictionary(grouping: records, by: \.key.kind).mapValues(\.count)
  }

  init(_ records: [PackedRecord]) {
    self.records = records.sorted { RecordKey.precedes($0.key, $1.key) }
  }

  init(_ source: RecordSource) throws {
    records = []
    while let record = try source() { records.append(record) }
  }

  static func record(
    _ kind: String,
    _ id: String,
    _ text: String,
    weight: JSONValue? = nil,
    extra: Bool = false
  ) throws -> PackedRecord {
    var fields = JSONObject([("name", .text(text)), ("hs", .texts(["850440"]))])
    fields["weight"] = weight
    var json = JSONObject([("kind", .text(kind)), ("id", .text(id)), ("fields", .object(fields))])
    // A member that only a newer program knows.
    if extra { json["history"] = .list([.integer(1), .members(["é": .null])]) }
    return try PackedRecord(json: json)
  }
}

extension SplitMix64 {
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  mutating func record(_ key: RecordKey) throws -> PackedRecord {
    let text = pick(["valve", "tube \"300\"", "a\nb\u{1}", "клапан", "e\u{301}", "\\u0041", "😀"])
    return try SmallState.record(
      key.kind,
      key.id,
      "\(text) \(UInt8.random(in: 0...9, using: &self))",
      weight: pick([nil, .null, .integer(7), .members(["least": .integer(1)])]),
      extra: Bool.random(using: &self)
    )
  }

  mutating func key() -> RecordKey {
    let kind = pick(["commodity", "control", "feature", "kind-of-tomorrow"])
    return RecordKey(kind: kind, id: pick(["a", "b", "é", "e\u{301}", "z/1.b", "Ω", "a b"]) + "\(next() % 9)")
  }

  mutating func state() throws -> SmallState {
    var records: [RecordKey: PackedRecord] = [:]
    for _ in 0..<Int.random(in: 0...30, using: &self) {
      let key = key()
      records[key] = try record(key)
    }
    return SmallState(Array(records.values))
  }

  mutating func edited(_ state: SmallState) throws -> SmallState {
    var records = Dictionary(uniqueKeysWithValues: state.records.map { ($0.key, $0) })
    for _ in 0..<Int.random(in: 0...8, using: &self) {
      let key = records.isEmpty || Bool.random(using: &self) ? key() : pick(Array(state.records.map(\.key)) + [key()])
      records[key] = next() % 3 == 0 ? nil : try record(key)
    }
    return SmallState(Array(records.values))
  }
}

func manifest(
  _ release: Int,
  _ state: SmallState,
  deltas: [ReleaseManifest.Delta] = [],
  fullLength: Int = 1_000
) throws -> ReleaseManifest {
  ReleaseManifest(
    release: release,
    previous: release > 1 ? release - 1 : nil,
    issuedAt: 1_790_000_000,
    format: ReleaseManifest.Format(major: 1, minor: 0, minReader: 0),
    counts: state.counts,
    stateRoot: try state.root(),
    full: ReleaseManifest.Part(path: FullPack.path(release: release), length: fullLength),
    deltas: deltas
  )
}

func packed(_ lines: [String]) throws -> [UInt8] {
  try Zstandard.compress(Array(lines.map { $0 + "\n" }.joined().utf8), level: 3)
}

func lines(_ bytes: [UInt8]) throws -> [String] {
  let text = String(decoding: try Zstandard.decompress(bytes, limit: 1 << 24), as: UTF8.self)
  return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
}
