public import Catalog
public import Overlays
import CanonicalJSON
import Reading

extension KitCatalog {
  /// The records that a name or code stands for: those of the release first, then additions and withdrawn ones.
  ///
  /// - Parameter paragraphs: how many paragraphs stand in for an entry that is itself no record.
  public func names(for code: String, paragraphs: Int = 0) throws(KitStoreError) -> [RecordName] {
    var names = try release.names(for: code, paragraphs: paragraphs)
    guard !local.isEmpty else { return names }
    let typed = CatalogDatabase.beginning(of: code)
    let query = LocalQuery(typed)
    let own = localDocuments.filter { document in
      guard document.item.origin != .upstream else { return false }
      return document.item.name.id.lowercased() == typed.lowercased() || document.hasCode(query)
    }
    for name in own.map(\.item.name).sorted() where !names.contains(name) { names.append(name) }
    return names
  }

  /// Ids that a mistyped one may mean, the nearest first.
  public func suggestions(for id: String, kinds: Set<String>, limit: Int = 5) throws(KitStoreError) -> [String] {
    try release.suggestions(for: id, kinds: kinds, limit: limit)
  }

  /// What has to be said of the CAS and UN numbers in a query: failed check digits, unread digits, unknown numbers.
  public func numberNotes(on query: String) throws(KitStoreError) -> [NumberNote] {
    try release.numberNotes(on: query)
  }

  /// The markings of the catalog that fit somewhere in a text, the kit's own at the end.
  public func markings(in text: String) throws(KitStoreError) -> [MarkingHit] {
    let hits = try release.markings(in: text)
    guard !local.isEmpty else { return hits }
    let own = additions.filter { $0.kind == CatalogRecord.Kind.marking.rawValue }
    let scan = MarkingScan(CatalogDatabase.beginning(of: text))
    return hits.map { $0.with(local.record($0.record)) } + own.compactMap { scan?.hit(of: $0) }
  }

  /// Finds records by any words, code, CAS, UN or HS number, in the release and in what was said here.
  ///
  /// - Parameters:
  ///   - query: as typed; only the beginning of a long text counts.
  ///   - kinds: the kinds to search, all if empty.
  ///   - limit: how many hits of each kind at most; paragraphs of a named entry are all given.
  public func search(_ query: String, kinds: Set<String> = [], limit: Int = 8) throws(KitStoreError) -> SearchResult {
    let result = try release.search(query, kinds: kinds, limit: limit)
    guard !local.isEmpty else { return result }
    return merged(result, with: LocalQuery(CatalogDatabase.beginning(of: query)), kinds: kinds, limit: limit)
  }

  private func merged(_ result: SearchResult, with query: LocalQuery, kinds: Set<String>, limit: Int) -> SearchResult {
    var found = result.found
    var hidden = 0
    var hits: [SearchHit] = []
    var seen: Set<RecordName> = []
    for hit in result.hits {
      let name = RecordName(kind: hit.kind, id: hit.id)
      seen.insert(name)
      guard let item = local.items[name] else {
        hits.append(hit)
        continue
      }
      if item.isHidden {
        hidden += 1
        found[hit.kind, default: 1] -= 1
      } else {
        hits.append(SearchHit(item, match: hit.match, score: hit.score))
      }
    }
    var own: [(hit: SearchHit, strength: LocalDocument.Strength)] = []
    for document in localDocuments {
      let name = document.item.name
      guard kinds.isEmpty || kinds.contains(name.kind), !seen.contains(name), let strength = document.strength(query)
      else { continue }
      if document.item.isHidden {
        hidden += 1
      } else {
        found[name.kind, default: 0] += 1
        own.append((SearchHit(document.item, match: strength == .code ? .code : .words, score: 0), strength))
      }
    }
    func of(_ strength: LocalDocument.Strength) -> [SearchHit] {
      var shown: [String: Int] = [:]
      return own.filter { $0.strength == strength }.map(\.hit).filter { hit in
        shown[hit.kind, default: 0] += 1
        return shown[hit.kind, default: 0] <= max(0, limit)
      }
    }
    let coded = hits.filter { $0.match != .words }
    return SearchResult(
      hits: coded + of(.code) + of(.name) + hits.filter { $0.match == .words } + of(.text),
      found: found.filter { $0.value > 0 },
      corrections: result.corrections,
      unknown: own.isEmpty ? result.unknown : [],
      hidden: hidden
    )
  }

  private var localDocuments: [LocalDocument] {
    local.items.values.sorted { $0.name < $1.name }.map(LocalDocument.init)
  }
}

/// A query in the form in which local texts are searched.
private struct LocalQuery {
  let terms: [SearchText.Term]
  let codes: Set<String>

  init(_ text: String) {
    terms = SearchText.terms(text, limit: 12)
    let written = Set(SearchText.codes(text))
    let holdsDigit = written.contains { $0.unicodeScalars.contains { $0.properties.numericType != nil } }
    codes = holdsDigit ? written : []
  }
}

/// What was said of one record, as words: there is so little of it that a pass over all of it is quick.
private struct LocalDocument {
  enum Strength {
    case code, name, text
  }

  let item: MergedItem
  private let codes: Set<String>
  private let names: [String]
  private let words: [String]

  init(_ item: MergedItem) {
    self.item = item
    let own = SearchDocument(CatalogRecord(item.name, fields: item.fields))
    // Of a record of the release, the release's own search finds what is the release's.
    let isOwn = item.origin != .upstream
    codes = isOwn ? Set((own.codes + [item.name.id]).flatMap(SearchText.codes)) : []
    let said = item.localFields.keys.sorted().map { field in item.fields[field]?.texts ?? [] }.flatMap(\.self)
    let proposed = item.proposals.flatMap { $0.value.texts ?? [] }
    let texts = said + proposed + item.notes.map(\.text)
    let named = isOwn ? own.words.filter { $0.table == "search_name" || $0.table == "search_also" } : []
    let title = isOwn ? SearchText.indexed([item.title]) : ""
    names = Self.split(named.map(\.words) + [title])
    words = Self.split((isOwn ? own.words.map(\.words) : []) + [title, SearchText.indexed(texts)])
  }

  private static func split(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split(separator: " ").map(String.init) }
  }

  func hasCode(_ query: LocalQuery) -> Bool { !codes.isDisjoint(with: query.codes) }

  /// How well all words of a query fit; nil if one does not.
  func strength(_ query: LocalQuery) -> Strength? {
    if hasCode(query) { return .code }
    guard !query.terms.isEmpty else { return nil }
    if query.terms.allSatisfy({ Self.fits($0, names) }) { return .name }
    return query.terms.allSatisfy { Self.fits($0, words) } ? .text : nil
  }

  private static func fits(_ term: SearchText.Term, _ words: [String]) -> Bool {
    term.alternatives.contains { alternative in
      alternative.allSatisfy { wanted in
        // As in the release: the beginning of a word is enough for long words.
        words.contains { $0 == wanted || (CorrectableWord.mayBeKept(wanted) && $0.hasPrefix(wanted)) }
      }
    }
  }
}

extension SearchHit {
  fileprivate init(_ item: MergedItem, match: Match, score: Double) {
    let document = SearchDocument(CatalogRecord(item.name, fields: item.fields))
    self.init(
      kind: item.name.kind,
      id: item.name.id,
      title: item.origin == .upstream ? document.title : item.title,
      detail: document.detail,
      match: match,
      score: score,
      mark: LocalMark(item)
    )
  }
}

/// How a record that was found differs from what the release holds.
public enum LocalMark: String, Sendable, Equatable {
  /// A kit added it.
  case added
  /// A kit words some of it in its own way.
  case changed
  /// Remarks or proposals of a kit stand beside it.
  case remarks
  /// The release no longer holds it.
  case withdrawn
  /// The release has taken this addition over.
  case adopted

  /// The mark of an item.
  public init(_ item: MergedItem) {
    switch item.origin {
    case .withdrawn: self = .withdrawn
    case .local: self = item.adoptedBy == nil ? .added : .adopted
    case .upstream: self = item.localFields.isEmpty ? .remarks : .changed
    }
  }

  /// The mark in words.
  public var words: String {
    switch self {
    case .added: "added on this kit"
    case .changed: "reworded on this kit"
    case .remarks: "remarks on this kit"
    case .withdrawn: "withdrawn by the authority"
    case .adopted: "taken over by the authority"
    }
  }
}
