import CanonicalJSON
import Catalog
import KitStore
import Measures
import Presentation

/// What a lookup found, for people and for programs.
struct LookupAnswer {
  let query: String
  let markings: [MarkingHit]
  let notes: [NumberNote]
  let result: SearchResult
  /// The hazards of the goods and substances found.
  let hazards: [Hazard]

  init(_ query: String, kinds: Set<RecordKind>, limit: Int, in database: KitCatalog) throws {
    self.query = query
    markings = kinds.isEmpty || kinds.contains(.marking) ? try database.markings(in: query) : []
    notes = try database.numberNotes(on: query)
    result = try database.search(query, kinds: Set(kinds.map(\.kind.rawValue)), limit: limit)
    hazards = try Self.hazards(of: result.hits, in: database)
  }

  private static func hazards(of hits: [SearchHit], in database: KitCatalog) throws -> [Hazard] {
    let bearing: Set<String> = [CatalogRecord.Kind.commodity.rawValue, CatalogRecord.Kind.substance.rawValue]
    var ids: Set<String> = []
    for hit in hits where bearing.contains(hit.kind) {
      ids.formUnion(try database.record(RecordName(kind: hit.kind, id: hit.id))?.fields["hazards"]?.texts ?? [])
    }
    guard !ids.isEmpty else { return [] }
    let names = ids.map { RecordName(kind: CatalogRecord.Kind.hazard.rawValue, id: $0) }
    let records = try names.compactMap { try database.record($0) }
    return Catalog(records: records).hazards.values.sorted { $0.id < $1.id }
  }

  var isEmpty: Bool {
    markings.isEmpty && result.hits.isEmpty && result.hidden == 0 && notes.allSatisfy(\.neighbours.isEmpty)
  }

  var page: Page {
    var page = Page()
    for hazard in hazards { page.item("\(hazard.briefWarning)", mark: "! Possible hazard:", indent: 0) }
    for correction in result.corrections {
      page.line("No '\(correction.typed)' here; searched for '\(correction.used)'.")
    }
    if !result.unknown.isEmpty, !result.hits.isEmpty {
      page.line("Nothing here holds: \(result.unknown.joined(separator: ", ")).")
    }
    for note in notes { add(note, to: &page) }
    if !markings.isEmpty {
      page.heading("Markings that this text bears")
      for hit in markings { page.item(words(hit)) }
    }
    for (kind, hits) in groups { add(hits, of: kind, to: &page) }
    if result.hidden > 0 {
      let matches = result.hidden == 1 ? "1 hidden match" : "\(result.hidden) hidden matches"
      page.line("\(matches): left out of lists on this kit; 'gauger item list' names what is hidden.")
    }
    return page
  }

  private func add(_ note: NumberNote, to page: inout Page) {
    page.line("'\(note.typed)' \(note.problem).")
    guard !note.neighbours.isEmpty else { return }
    let could = note.neighbours.map { "\($0.number) \($0.name.isEmpty ? "(not in the catalog)" : $0.name)" }
    page.item("read it again; it could be \(could.joined(separator: "; "))")
  }

  private func words(_ hit: MarkingHit) -> String {
    let name = hit.record.fields["name"]?.text ?? hit.record.id
    var text = "'\(hit.words)': \(name) – \(hit.record.fields["meaning"]?.text ?? "") (marking \(hit.record.id))"
    if hit.unread > 0 { text += "; \(hit.unread) of its characters were not read" }
    if !hit.missingContext.isEmpty {
      text += "; counts only beside one of: \(hit.missingContext.joined(separator: ", "))"
    }
    return text
  }

  /// The hits by kind; kinds with a code that was met come first.
  private var groups: [(kind: RecordKind, hits: [SearchHit])] {
    var groups: [RecordKind: [SearchHit]] = [:]
    let shown = Set(markings.map(\.record.id))
    for hit in result.hits where hit.kind != CatalogRecord.Kind.marking.rawValue || !shown.contains(hit.id) {
      if let kind = RecordKind(record: hit.kind) { groups[kind, default: []].append(hit) }
    }
    return groups.map { (kind: $0.key, hits: $0.value) }.sorted { one, other in
      let ranks = [one, other].map { group in group.hits.contains { $0.match != .words } ? 0 : 1 }
      return (ranks[0], one.kind.order) < (ranks[1], other.kind.order)
    }
  }

  private func add(_ hits: [SearchHit], of kind: RecordKind, to page: inout Page) {
    page.heading(kind.title)
    for hit in hits {
      let detail = hit.detail.isEmpty ? "" : " – \(hit.detail)"
      let title = hit.title == hit.id ? "" : "  \(hit.title)"
      let mark = hit.mark.map { " [\($0.words)]" } ?? ""
      page.item("\(hit.id)\(title)\(detail)\(mark)", indent: hit.match == .below ? 4 : 2)
    }
    let found = result.found[kind.kind.rawValue] ?? 0
    let more = found - result.hits.count { $0.kind == kind.kind.rawValue }
    if more > 0 { page.line("and \(more) more: --kind \(kind.rawValue) --limit \(min(1_000, found))", indent: 2) }
  }

  var json: [(key: String, value: JSONValue)] {
    [
      ("hazards", .list(hazards.map(\.warningJSON))), ("query", .text(query)),
      (
        "corrections",
        .list(result.corrections.map { .members(["typed": .text($0.typed), "used": .text($0.used)]) })
      ),
      ("unknown", .texts(result.unknown)),
      ("notes", .list(notes.map(Self.json))),
      ("markings", .list(markings.map(Self.json))),
      ("hits", .list(result.hits.map(Self.json))), ("hidden_matches", .integer(Int64(result.hidden))),
      (
        "found",
        .object(JSONObject(result.found.map { (key: $0.key, value: JSONValue.integer(Int64($0.value))) }))
      ),
    ]
  }

  private static func json(_ note: NumberNote) -> JSONValue {
    .members([
      "typed": .text(note.typed), "problem": .text(note.problem),
      "could_be": .list(note.neighbours.map { .members(["number": .text($0.number), "name": .text($0.name)]) }),
    ])
  }

  private static func json(_ hit: MarkingHit) -> JSONValue {
    .members([
      "id": .text(hit.record.id), "name": .text(hit.record.fields["name"]?.text ?? ""),
      "meaning": .text(hit.record.fields["meaning"]?.text ?? ""), "words": .text(hit.words),
      "unread": .integer(Int64(hit.unread)), "needs_one_of": .texts(hit.missingContext),
    ])
  }

  private static func json(_ hit: SearchHit) -> JSONValue {
    let match: String =
      switch hit.match {
      case .code: "code"
      case .below: "below"
      case .words: "words"
      }
    return .members([
      "kind": .text(hit.kind), "id": .text(hit.id), "title": .text(hit.title), "detail": .text(hit.detail),
      "match": .text(match), "score": .decimal(hit.score.formatted(significant: 5)),
      "local": hit.mark.map { JSONValue.text($0.rawValue) } ?? .null,
    ])
  }
}
