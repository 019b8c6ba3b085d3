import CanonicalJSON
import Foundation
import Releases
import Trust

/// Successive releases made from real records, each changing one record in a hundred, published into a folder.
struct SyntheticReleases {
  /// What one release weighs, in bytes.
  struct Weight {
    let release: Int
    let records: Int
    let full: Int
    let delta: Int
    let manifest: Int
  }

  let repository: URL
  private(set) var weights: [Weight] = []
  private(set) var latest: ReleaseManifest
  private var records: [PackedRecord]
  private var deltas: [ReleaseManifest.Delta] = []
  private var random: Generator
  /// Texts of the first release, of which new texts are made.
  private let texts: [String]

  /// Publishes the first release.
  init(_ records: [PackedRecord], in repository: URL, seed: UInt64) throws {
    self.repository = repository
    self.records = records
    random = Generator(state: seed)
    texts = records.flatMap { $0.json["fields"]?.object?.members.compactMap(\.value.text) ?? [] }.filter {
      $0.count > 20
    }
    latest = ReleaseManifest(
      release: 1,
      previous: nil,
      issuedAt: 0,
      format: ReleaseManifest.Format(major: 1, minor: 0, minReader: 0),
      counts: [:],
      stateRoot: "",
      full: ReleaseManifest.Part(path: FullPack.path(release: 1), length: 1)
    )
    for folder in ["full", "delta"] {
      try FileManager.default.createDirectory(
        at: repository.appendingPathComponent("catalog/\(folder)"),
        withIntermediateDirectories: true
      )
    }
    try publish(1, onto: nil)
  }

  /// Publishes the next release: of its changes eight in ten are one field, one is a new record, one a removed one.
  mutating func next() throws {
    let before = records
    for step in 0..<max(1, before.count / 100) {
      let place = Int.random(in: records.indices, using: &random)
      switch step % 10 {
      case 8: records.append(try copy(of: records[place], named: "\(records[place].key.id)-\(latest.release)"))
      case 9: records.remove(at: place)
      default: records[place] = try edited(records[place])
      }
    }
    records.sort { RecordKey.precedes($0.key, $1.key) }
    try publish(latest.release + 1, onto: before)
  }

  private mutating func edited(_ record: PackedRecord) throws -> PackedRecord {
    var json = record.json
    guard var fields = json["fields"]?.object, let member = fields.members.randomElement(using: &random) else {
      return record
    }
    let words = texts.randomElement(using: &random)?.split(separator: " ") ?? []
    let start = words.indices.randomElement(using: &random) ?? 0
    let phrase = words.dropFirst(start).prefix(4).joined(separator: " ")
    switch member.value {
    case .text(let text): fields[member.key] = .text("\(text.prefix(text.count * 3 / 4))\(phrase)")
    case .list(let list): fields[member.key] = .list(list + [.text(phrase)])
    default: fields["note"] = .text(phrase)
    }
    json["fields"] = .object(fields)
    return try PackedRecord(json: json)
  }

  private func copy(of record: PackedRecord, named id: String) throws -> PackedRecord {
    var json = record.json
    json["id"] = .text(id)
    return try PackedRecord(json: json)
  }

  private mutating func publish(_ number: Int, onto before: [PackedRecord]?) throws {
    let full = try write(FullPack.path(release: number), try FullPack.write(Self.source(records)))
    if let before {
      let bytes = try DeltaPack.write(RecordDelta.between(Self.source(before), Self.source(records)))
      let part = try write(DeltaPack.path(from: number - 1, to: number), bytes)
      deltas.append(ReleaseManifest.Delta(from: number - 1, to: number, part: part))
    }
    latest.release = number
    latest.previous = number > 1 ? number - 1 : nil
    latest.issuedAt = 1_790_000_000 + number * 86_400
    latest.counts = Dictionary(grouping: records, by: \.key.kind).mapValues(\.count)
    latest.stateRoot = try ProvenRecords.stateRoot(Self.source(records)).hex
    latest.full = full
    latest.deltas = deltas
    let manifest = try write(ReleaseManifest.path, latest.bytes)
    weights.append(
      Weight(
        release: number,
        records: records.count,
        full: full.length,
        delta: deltas.last?.part.length ?? 0,
        manifest: manifest.length
      )
    )
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws -> ReleaseManifest.Part {
    try Data(bytes).write(to: repository.appendingPathComponent(path))
    return ReleaseManifest.Part(path: path, length: bytes.count)
  }

  private static func source(_ records: [PackedRecord]) -> RecordSource {
    var rest = records[...]
    return { () throws(ReleaseError) -> PackedRecord? in rest.popFirst() }
  }

  /// The same releases every time.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
