import Catalog
import GRDB

/// One record that a search found.
public struct SearchHit: Sendable, Equatable {
  /// The kind of the record.
  public let kind: String
  /// The id of the record.
  public let id: String
  /// Its name, title or description.
  public let title: String
  /// How well it fits; more is better. A code that is met exactly stands above all words.
  public let score: Double
  /// Whether the whole query is a code of this record.
  public let isExact: Bool
}

/// What a search found.
public struct SearchResult: Sendable, Equatable {
  /// The hits, the best first.
  public let hits: [SearchHit]
  /// Words that the catalog does not know, with the words that were searched for instead.
  public let corrected: [String: String]
}

extension CatalogDatabase {
  private static let mostWords = 12
  private static let mostRows = 200

  /// Finds records by any words, code, CAS, UN or HS number or marking.
  ///
  /// Words with digits are never corrected: a wrong digit is a different alloy.
  ///
  /// - Parameters:
  ///   - query: as typed; only the first words of a long text count.
  ///   - kinds: the kinds to search, all if empty.
  ///   - limit: how many hits at most.
  public func search(_ query: String, kinds: Set<String> = [], limit: Int = 20) throws(KitStoreError) -> SearchResult {
    let words = Array(SearchText.words(String(query.prefix(400))).prefix(Self.mostWords))
    let code = SearchText.code(String(query.prefix(80)))
    return try read { database in
      var scores = try exactMatches(code, database).reduce(into: [Int: Double]()) { $0[$1] = 1_000 }
      let exact = Set(scores.keys)
      let corrected = try corrections(of: words, database)
      let terms = words.map { corrected[$0] ?? $0 }
      if !terms.isEmpty {
        for (number, score) in try wordMatches(terms, database) { scores[number, default: 0] += score }
      }
      let ranked = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var hits: [SearchHit] = []
      for (number, score) in ranked where hits.count < limit {
        guard
          let row = try Row.fetchOne(
            database, sql: "SELECT kind, id, title FROM document WHERE number = ?", arguments: [number])
        else { continue }
        let kind: String = row["kind"]
        guard kinds.isEmpty || kinds.contains(kind) else { continue }
        hits.append(
          SearchHit(kind: kind, id: row["id"], title: row["title"], score: score, isExact: exact.contains(number)))
      }
      return SearchResult(hits: hits, corrected: corrected)
    }
  }

  private func exactMatches(_ code: String, _ database: Database) throws -> [Int] {
    guard !code.isEmpty else { return [] }
    return try Int.fetchAll(database, sql: "SELECT number FROM exact WHERE code = ?", arguments: [code])
  }

  /// Sums bm25 over the fields; a record that has more of the words stands above one that has a word more often.
  private func wordMatches(_ terms: [String], _ database: Database) throws -> [Int: Double] {
    var scores: [Int: Double] = [:]
    var found: [Int: Set<Int>] = [:]
    for (number, term) in terms.enumerated() {
      let expression = "\"\(term)\"" + (term.count >= 4 ? " OR \"\(term)\"*" : "")
      for (table, weight) in SearchIndex.fields {
        let rows = try Row.fetchCursor(
          database.cachedStatement(
            sql: "SELECT rowid, bm25(\(table)) AS score FROM \(table) WHERE \(table) MATCH ? ORDER BY rank LIMIT \(Self.mostRows)"),
          arguments: [expression])
        while let row = try rows.next() {
          let document: Int = row["rowid"]
          scores[document, default: 0] -= weight * (row["score"] as Double)
          found[document, default: []].insert(number)
        }
      }
    }
    for (document, terms) in found { scores[document, default: 0] *= Double(terms.count * terms.count) }
    return scores
  }

  /// The nearest word of the catalog's own vocabulary for each word that no field knows.
  private func corrections(of words: [String], _ database: Database) throws -> [String: String] {
    var corrections: [String: String] = [:]
    for word in Set(words) where word.count >= 4 && !word.contains(where: \.isNumber) {
      if try isKnown(word, database) { continue }
      var best: (distance: Int, frequency: Int, word: String)?
      for table in ["vocabulary_name", "vocabulary_also", "vocabulary_text"] {
        // A typo in the first letter is rare enough to be searched for only when the others fail.
        let rows = try Row.fetchCursor(
          database.cachedStatement(sql: "SELECT term, doc FROM \(table) WHERE length(term) BETWEEN ? AND ?"),
          arguments: [word.count - 2, word.count + 2])
        while let row = try rows.next() {
          let candidate: String = row["term"]
          let limit = word.count < 6 ? 1 : 2
          guard let distance = EditDistance.between(word, candidate, atMost: limit) else { continue }
          let rival = (distance: distance, frequency: -(row["doc"] as Int), word: candidate)
          if best.map({ rival < $0 }) ?? true { best = rival }
        }
        if best != nil { break }
      }
      corrections[word] = best?.word
    }
    return corrections
  }

  private func isKnown(_ word: String, _ database: Database) throws -> Bool {
    for (table, _) in SearchIndex.fields {
      let row = try Int.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE \(table) MATCH ? LIMIT 1"),
        arguments: ["\"\(word)\"*"])
      if row != nil { return true }
    }
    return false
  }
}
