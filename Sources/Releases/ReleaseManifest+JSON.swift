import CanonicalJSON

extension ReleaseManifest {
  private static let known: Set<String> = [
    "release", "previous", "issued_at", "format", "fields", "counts", "state_root", "full", "deltas", "withdrawn",
    "yanked", "min_release", "media",
  ]

  /// Reads a manifest.
  ///
  /// - Throws: ``ReleaseError`` that names the field, for whatever is missing, malformed or out of bounds.
  public init(parsing bytes: [UInt8]) throws(ReleaseError) {
    guard bytes.count <= Self.longest else { throw .tooLarge("the release manifest, in bytes,", limit: Self.longest) }
    let json: JSONValue
    do throws(JSONError) { json = try JSONValue(parsing: bytes) } catch {
      throw .manifest(field: "the document", "is no JSON: \(error)")
    }
    let root = try ManifestReader(json, "the document")
    release = try root.number("release", in: 1...ManifestReader.highest)
    previous = try root.optionalNumber("previous", in: 1...ManifestReader.highest)
    issuedAt = try root.number("issued_at", in: 0...253_402_300_799)
    format = try Self.format(root.member("format"))
    fields = try root.list("fields", atMost: 10_000, Self.field)
    counts = try Self.counts(root.member("counts"))
    stateRoot = try root.digest("state_root")
    full = try Self.part(root.member("full"))
    deltas = try root.list("deltas", atMost: 1_000, Self.delta)
    withdrawn = try root.list("withdrawn", atMost: 100_000, Self.withdrawal)
    yanked = try root.numbers("yanked", atMost: 10_000)
    minRelease = try root.number("min_release", in: 1...ManifestReader.highest)
    media = try root.optionalMember("media").map { member throws(ReleaseError) in try Self.media(member) }
    var others = root.object
    for name in Self.known { others[name] = nil }
    self.others = others
    try checkAgreement()
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    var object = others
    object["release"] = .integer(Int64(release))
    object["previous"] = previous.map { .integer(Int64($0)) }
    object["issued_at"] = .integer(Int64(issuedAt))
    object["format"] = .members([
      "major": .integer(Int64(format.major)), "minor": .integer(Int64(format.minor)),
      "min_reader": .integer(Int64(format.minReader)),
    ])
    object["fields"] = .list(
      fields.map {
        .members([
          "name": .text($0.name), "class": .text($0.fieldClass.rawValue), "since": .integer(Int64($0.since)),
        ])
      }
    )
    object["counts"] = .object(JSONObject(counts.map { ($0.key, .integer(Int64($0.value))) }))
    object["state_root"] = .text(stateRoot)
    object["full"] = Self.json(full)
    object["deltas"] = .list(
      deltas.map {
        Self.json($0.part, and: [("from", .integer(Int64($0.from))), ("to", .integer(Int64($0.to)))])
      }
    )
    object["withdrawn"] = .list(
      withdrawn.map {
        .members(["kind": .text($0.key.kind), "id": .text($0.key.id), "release": .integer(Int64($0.release))])
      }
    )
    object["yanked"] = .list(yanked.map { .integer(Int64($0)) })
    object["min_release"] = .integer(Int64(minRelease))
    object["media"] = media.map { Self.json($0.part, and: [("sha256", .text($0.sha256))]) }
    return Array(JSONValue.object(object).line.utf8)
  }

  private static func json(_ part: Part, and more: [(key: String, value: JSONValue)] = []) -> JSONValue {
    .object(JSONObject([("path", .text(part.path)), ("length", .integer(Int64(part.length)))] + more))
  }

  private static func format(_ json: ManifestReader) throws(ReleaseError) -> Format {
    Format(
      major: try json.number("major", in: 1...ManifestReader.highest),
      minor: try json.number("minor", in: 0...ManifestReader.highest),
      minReader: try json.number("min_reader", in: 0...ManifestReader.highest)
    )
  }

  private static func field(_ json: ManifestReader) throws(ReleaseError) -> Field {
    let name = try json.text("name", atMost: 200)
    // A class that this program does not know may be stricter than the ones it knows.
    let fieldClass = Field.Class(rawValue: try json.text("class", atMost: 200)) ?? .critical
    return Field(name: name, fieldClass: fieldClass, since: try json.number("since", in: 0...ManifestReader.highest))
  }

  private static func counts(_ json: ManifestReader) throws(ReleaseError) -> [String: Int] {
    guard json.object.members.count <= 1_000 else { throw json.fault("has more than 1000 kinds") }
    var counts: [String: Int] = [:]
    for member in json.object.members {
      counts[member.key] = try json.number(member.key, in: 0...10_000_000)
    }
    return counts
  }

  private static func part(_ json: ManifestReader) throws(ReleaseError) -> Part {
    Part(path: try json.path("path"), length: try json.number("length", in: 1...(1 << 30)))
  }

  private static func delta(_ json: ManifestReader) throws(ReleaseError) -> Delta {
    let from = try json.number("from", in: 1...ManifestReader.highest)
    let to = try json.number("to", in: 1...ManifestReader.highest)
    guard from < to else { throw json.fault("does not lead to a later release") }
    return Delta(from: from, to: to, part: try part(json))
  }

  private static func withdrawal(_ json: ManifestReader) throws(ReleaseError) -> Withdrawal {
    let key = RecordKey(kind: try json.text("kind", atMost: 64), id: try json.text("id", atMost: 512))
    if let fault = key.fault { throw json.fault("is not usable: \(fault)") }
    return Withdrawal(key: key, release: try json.number("release", in: 1...ManifestReader.highest))
  }

  private static func media(_ json: ManifestReader) throws(ReleaseError) -> Media {
    Media(part: try part(json), sha256: try json.digest("sha256"))
  }

  private func checkAgreement() throws(ReleaseError) {
    if let previous, previous >= release {
      throw .manifest(field: "previous", "is not before release \(release)")
    }
    guard minRelease <= release else { throw .manifest(field: "min_release", "is after release \(release)") }
    guard !yanked.contains(release) else { throw .manifest(field: "yanked", "names the release itself") }
    if let delta = deltas.first(where: { $0.to > release }) {
      throw .manifest(field: "deltas", "lead to release \(delta.to), which is after release \(release)")
    }
    let paths = [full.path] + deltas.map(\.part.path) + (media.map { [$0.part.path] } ?? [])
    guard Set(paths).count == paths.count else { throw .manifest(field: "deltas", "name one path twice") }
  }
}
