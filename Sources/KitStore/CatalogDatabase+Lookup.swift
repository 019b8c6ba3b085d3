import CanonicalJSON
public import Catalog
import GRDB
import Reading

/// A marking of the catalog whose pattern fits a text.
public struct MarkingHit: Sendable {
  /// The record of the marking.
  public let record: CatalogRecord
  /// The part of the text that it fits.
  public let words: String
  /// How many characters of it could not be read.
  public let unread: Int
  /// Words of which one must stand in the same inspection before the marking counts, if none stands in the text.
  public let missingContext: [String]

  func with(_ record: CatalogRecord) -> MarkingHit {
    MarkingHit(record: record, words: words, unread: unread, missingContext: missingContext)
  }
}

/// A text in which markings are looked for.
struct MarkingScan {
  private let text: String
  private let prepared: PreparedText
  private let words: Set<String>

  /// Prepares a text; gives nil where it is hardly read, because every marking would fit somewhere.
  init?(_ text: String) {
    let unread = text.unicodeScalars.count { $0 == "?" }
    guard unread <= text.unicodeScalars.count(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return nil }
    self.text = text
    prepared = PreparedText(text)
    words = Set(SearchText.terms(text, limit: 100).flatMap(\.alternatives).flatMap(\.self))
  }

  /// Which letters the text holds.
  var letters: Int64 { Int64(bitPattern: Pattern.letters(in: prepared)) }

  /// The match of a marking's pattern, unless unread characters are most of it: a few could be anything.
  func match(of pattern: String) -> (range: Range<String.Index>, unread: Int)? {
    guard let pattern = try? Pattern(pattern), let match = pattern.matches(in: prepared).first,
      match.unread == 0 || text[match.range].count >= 4 * match.unread
    else { return nil }
    return (match.range, match.unread)
  }

  /// The hit of a marking, if it fits.
  func hit(of record: CatalogRecord) -> MarkingHit? {
    guard let match = match(of: record.fields["pattern"]?.text ?? "") else { return nil }
    return hit(of: record, match)
  }

  func hit(of record: CatalogRecord, _ match: (range: Range<String.Index>, unread: Int)) -> MarkingHit {
    let context = record.fields["context"]?.list?.compactMap(\.text) ?? []
    let isInContext =
      context.isEmpty
      || context.contains { phrase in
        SearchText.terms(phrase, limit: 10).allSatisfy {
          $0.alternatives.contains { $0.allSatisfy(words.contains) }
        }
      }
    return MarkingHit(
      record: record,
      words: String(text[match.range]),
      unread: match.unread,
      missingContext: isInContext ? [] : context
    )
  }
}

/// A number in a query that is badly read, with what it could be.
public struct NumberNote: Sendable, Equatable {
  /// A number of the catalog that it could be.
  public struct Neighbour: Sendable, Equatable {
    /// The number as it is written.
    public let number: String
    /// What it stands for; empty if the catalog does not know it.
    public let name: String
  }

  /// The number as typed.
  public let typed: String
  /// What is wrong with it.
  public let problem: String
  /// What it could be: offered, never put in its place.
  public let neighbours: [Neighbour]
}

extension CatalogDatabase {
  private static let mostNeighbours = 8

  /// The markings of the catalog that fit somewhere in a text, in the order of their ids.
  public func markings(in text: String) throws(KitStoreError) -> [MarkingHit] {
    guard let scan = MarkingScan(Self.beginning(of: text)) else { return [] }
    return try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT number, pattern FROM pattern
          WHERE number IN (SELECT number FROM pattern_letters WHERE letters & ~? = 0) ORDER BY number
          """,
        arguments: [scan.letters]
      )
      return try rows.compactMap { row in
        guard let match = scan.match(of: row["pattern"]),
          let record = try Self.record(number: row["number"], database)
        else { return nil }
        return scan.hit(of: record, match)
      }
    }
  }

  /// What has to be said of the CAS and UN numbers in a query: failed check digits, unread digits, unknown numbers.
  public func numberNotes(on query: String) throws(KitStoreError) -> [NumberNote] {
    let text = Self.beginning(of: query)
    let identifiers = Identifier.find(in: text)
    return try read { database in
      var notes: [NumberNote] = []
      for identifier in identifiers {
        let typed = String(text[identifier.range])
        switch (identifier.kind, identifier.verdict) {
        case (.cas, .failed(let reason)):
          notes.append(
            NumberNote(
              typed: typed,
              problem: "is no CAS number: \(reason)",
              neighbours: try Self.substances(near: typed, database)
            )
          )
        case (.cas, .recovered(let original)):
          let neighbour = NumberNote.Neighbour(
            number: identifier.canonical,
            name: try Self.name(ofCAS: identifier.canonical, database)
          )
          if let index = notes.firstIndex(where: { $0.typed == original }) {
            let earlier = notes[index]
            notes[index] = NumberNote(
              typed: earlier.typed,
              problem: earlier.problem,
              neighbours: earlier.neighbours + [neighbour]
            )
          } else {
            notes.append(
              NumberNote(typed: original, problem: "has digits that were not read", neighbours: [neighbour])
            )
          }
        case (.un, _), (.orangePlate, _):
          notes +=
            try Self.note(onUN: String(identifier.canonical.suffix(4)), typed: typed, database).map { [$0] } ?? []
        default: break
        }
      }
      let isBareNumber = text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x3F }
      if identifiers.isEmpty, isBareNumber, try CodeSearch(database).numbers(for: text, limit: 1).exact.isEmpty {
        notes += try Self.note(onUN: text, typed: text, database).map { [$0] } ?? []
      }
      return notes
    }
  }

  /// Ids that a mistyped one may mean, the nearest first.
  public func suggestions(for id: String, kinds: Set<String>, limit: Int = 5) throws(KitStoreError) -> [String] {
    let typed = Self.beginning(of: id).lowercased()
    let ids = try read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT kind, id FROM document WHERE kind NOT IN ('trade-term', 'heading', 'un-number')"
      )
      .filter { kinds.isEmpty || kinds.contains($0["kind"]) }.map { $0["id"] as String }
    }
    let most = max(2, typed.count / 4)
    let near = ids.compactMap { id in EditDistance.between(typed, id.lowercased(), atMost: most).map { ($0, id) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    if !near.isEmpty { return Array(near.prefix(limit)) }
    var seen: Set<String> = []
    return try search(id, kinds: kinds, limit: limit).hits.map(\.id).filter { seen.insert($0).inserted }.prefix(limit)
      .map(\.self)
  }

  private static func record(number: Int, _ database: Database) throws -> CatalogRecord? {
    let line = try String.fetchOne(
      database.cachedStatement(
        sql: "SELECT json FROM record JOIN document USING (kind, id) WHERE number = ?"
      ),
      arguments: [number]
    )
    return line.flatMap { try? JSONValue(parsing: $0.utf8) }.flatMap(CatalogRecord.init)
  }

  private static func name(ofCAS number: String, _ database: Database) throws -> String {
    try String.fetchOne(
      database,
      sql: "SELECT title FROM code JOIN document USING (number) WHERE code = ? AND kind = 'substance'",
      arguments: [SearchText.dotted(number)]
    ) ?? ""
  }

  /// Substances whose CAS number is one mistake away from a wrong one.
  private static func substances(near typed: String, _ database: Database) throws -> [NumberNote.Neighbour] {
    let wrong = SearchText.dotted(typed)
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT code, title FROM code JOIN document USING (number) WHERE kind = 'substance' AND code LIKE '%.__._'"
    )
    return rows.compactMap { row -> NumberNote.Neighbour? in
      let code: String = row["code"]
      guard EditDistance.between(wrong, code, atMost: 1) != nil else { return nil }
      return NumberNote.Neighbour(number: code.replacing(".", with: "-"), name: row["title"])
    }.sorted { $0.number < $1.number }.prefix(mostNeighbours).map(\.self)
  }

  /// A shipping name without its qualifications.
  private static func shortName(_ name: String) -> String {
    let beginning = name.prefix { $0 != "," && $0 != "(" }
    return String(beginning.firstRange(of: " or ").map { beginning[..<$0.lowerBound] } ?? beginning)
  }

  private static func note(onUN digits: String, typed: String, _ database: Database) throws -> NumberNote? {
    let rows = try Row.fetchAll(database, sql: "SELECT id, title FROM document WHERE kind = 'un-number'")
    let names = Dictionary(rows.map { ($0["id"] as String, $0["title"] as String) }) { first, _ in first }
    guard names[digits] == nil else { return nil }
    let near = UNNumber.neighbours(of: digits, among: Set(names.keys.compactMap { Int($0) }))
    let problem = digits.contains("?") ? "has digits that were not read" : "is not in the table of dangerous goods"
    guard !near.isEmpty || typed != digits else { return nil }
    return NumberNote(
      typed: typed,
      problem: problem,
      neighbours: near.prefix(mostNeighbours).map { number in
        let id = String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
        return NumberNote.Neighbour(number: "UN \(id)", name: shortName(names[id] ?? ""))
      }
    )
  }
}
