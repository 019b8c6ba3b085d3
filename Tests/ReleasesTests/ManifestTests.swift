import CanonicalJSON
import Releases
import TestSupport
import Testing

@Suite struct ManifestTests {
  private func example() throws -> ReleaseManifest {
    var example = try manifest(12, SmallState([try SmallState.record("control", "a", "valve")]))
    example.fields = [
      ReleaseManifest.Field(name: "control.criterion", fieldClass: .critical, since: 1),
      ReleaseManifest.Field(name: "commodity.note", fieldClass: .advisory, since: 3),
    ]
    example.deltas = [
      ReleaseManifest.Delta(
        from: 11,
        to: 12,
        part: ReleaseManifest.Part(path: DeltaPack.path(from: 11, to: 12), length: 99)
      )
    ]
    example.withdrawn = [ReleaseManifest.Withdrawal(key: RecordKey(kind: "control", id: "eu/1"), release: 9)]
    example.yanked = [7]
    example.minRelease = 3
    example.media = ReleaseManifest.Media(
      part: ReleaseManifest.Part(path: "catalog/media.ndjson", length: 5),
      sha256: String(repeating: "ab", count: 32)
    )
    return example
  }

  private func changed(_ name: String, to value: JSONValue?) throws -> [UInt8] {
    var object = try #require(try JSONValue(parsing: try example().bytes).object)
    object[name] = value
    return JSONValue.object(object).canonicalBytes
  }

  @Test func `what was written is read again`() throws {
    let example = try example()
    #expect(try ReleaseManifest(parsing: example.bytes) == example)
  }

  @Test func `members of a newer manifest are kept`() throws {
    let bytes = try changed("mirrors", to: .texts(["b", "a"]))
    #expect(try ReleaseManifest(parsing: bytes).bytes == bytes)
  }

  @Test func `whatever is missing, mistyped or out of bounds is named`() throws {
    let cases: [(String, JSONValue?, String)] = [
      ("release", nil, "release"), ("release", .integer(0), "release"), ("release", .text("12"), "release"),
      ("previous", .integer(12), "previous"), ("issued_at", .integer(-1), "issued_at"),
      ("format", .members(["major": .integer(1), "minor": .integer(0)]), "format.min_reader"),
      ("fields", .list([.members(["name": "a", "class": "critical"])]), "fields[0].since"),
      ("counts", .members(["control": .integer(-1)]), "counts.control"),
      ("state_root", .text(String(repeating: "A", count: 64)), "state_root"),
      ("full", .members(["path": "../etc/passwd", "length": .integer(1)]), "full.path"),
      ("full", .members(["path": "/etc/passwd", "length": .integer(1)]), "full.path"),
      ("full", .members(["path": "catalog/full/12", "length": .integer(1 << 40)]), "full.length"),
      (
        "deltas",
        .list([.members(["from": .integer(12), "to": .integer(12), "path": "a", "length": .integer(1)])]),
        "deltas[0]"
      ),
      (
        "deltas",
        .list([.members(["from": .integer(12), "to": .integer(13), "path": "a", "length": .integer(1)])]),
        "deltas"
      ),
      ("withdrawn", .list([.members(["kind": "a", "id": "x-1", "release": .integer(1)])]), "withdrawn[0]"),
      ("yanked", .list([.integer(12)]), "yanked"), ("yanked", .list([.text("1")]), "yanked"),
      ("min_release", .integer(13), "min_release"),
      ("media", .members(["path": "a", "length": .integer(1), "sha256": "00"]), "media.sha256"),
    ]
    for (name, value, named) in cases {
      let error = #expect(throws: ReleaseError.self) { try ReleaseManifest(parsing: try changed(name, to: value)) }
      guard case .manifest(let field, _)? = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
      #expect(field == named)
    }
  }

  @Test func `no change of a byte is a trap`() throws {
    let bytes = try example().bytes
    forAll(count: 1_000) { random in
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: damaged.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let read = try? ReleaseManifest(parsing: damaged), (try? ReleaseManifest(parsing: read.bytes)) != read {
        return "read, but not written as it was read"
      }
      return nil
    }
  }

  @Test func `a program refuses what it cannot use rightly and takes everything else`() throws {
    let reader = ReaderFormat(majors: [1], minor: 2, fields: ["control.criterion"])
    var example = try example()
    try reader.accept(example)
    example.fields.append(ReleaseManifest.Field(name: "control.exempt", fieldClass: .critical, since: 12))
    #expect(throws: ReleaseError.needsNewerProgram(release: 12, "this program does not know control.exempt")) {
      try reader.accept(example)
    }
    example.fields = []
    example.format = ReleaseManifest.Format(major: 1, minor: 9, minReader: 2)
    try reader.accept(example)
    example.format = ReleaseManifest.Format(major: 1, minor: 9, minReader: 3)
    #expect(throws: ReleaseError.self) { try reader.accept(example) }
    example.format = ReleaseManifest.Format(major: 2, minor: 0, minReader: 0)
    #expect(throws: ReleaseError.self) { try reader.accept(example) }
  }

  @Test func `an unknown class of a field counts as critical`() throws {
    let field = JSONValue.members(["name": "control.exempt", "class": "vital", "since": .integer(12)])
    let read = try ReleaseManifest(parsing: try changed("fields", to: .list([field])))
    #expect(throws: ReleaseError.self) { try ReaderFormat(majors: [1], minor: 0, fields: []).accept(read) }
  }

  @Test func `a media index is read in its order and refuses paths that lead out`() throws {
    let digest = String(repeating: "0f", count: 32)
    let index = MediaIndex([
      MediaIndex.Picture(path: "Images/hazards/toxic.svg", sha256: digest, length: 9),
      MediaIndex.Picture(path: "Images/features/a.png", sha256: digest, length: 7),
    ])
    #expect(try MediaIndex(parsing: index.bytes) == index)
    #expect(index.pictures[0].blobPath == "blobs/0f/\(digest)")
    for path in ["../a", "/a", "a/../b", "a//b", "", ".ssh/key", "a\\b"] {
      let bytes = MediaIndex([MediaIndex.Picture(path: path, sha256: digest, length: 9)]).bytes
      #expect(throws: ReleaseError.self) { try MediaIndex(parsing: bytes) }
    }
    #expect(throws: ReleaseError.mediaIndex(line: 3, "the same record as the line before")) {
      try MediaIndex(parsing: index.bytes + MediaIndex([index.pictures[0]]).bytes)
    }
  }
}
