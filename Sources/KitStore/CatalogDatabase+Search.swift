import GRDB

/// One record that a search found.
public struct SearchHit: Sendable, Equatable {
  /// How the query led to it.
  public enum Match: Int, Sendable, Equatable, Comparable {
    /// The whole query is a code of this record.
    case code
    /// The whole query is the code of an entry that this record is a paragraph of.
    case below
    /// Its words fit.
    case words

    /// Codes stand before words.
    public static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  /// The kind of the record.
  public let kind: String
  /// The id of the record.
  public let id: String
  /// Its name, title or description.
  public let title: String
  /// What helps to choose between hits; may be empty.
  public let detail: String
  /// How the query led to it.
  public let match: Match
  /// How well its words fit; more is better.
  public let score: Double
  /// How it differs from what the release holds; nil if it does not.
  public var mark: LocalMark?
}

/// A word that the catalog does not know, and what was searched for.
public struct SearchCorrection: Sendable, Equatable {
  /// The word as typed.
  public let typed: String
  /// The nearest word of the catalog.
  public let used: String
}

/// What a search found.
public struct SearchResult: Sendable, Equatable {
  /// The hits, codes first, then the best first.
  public let hits: [SearchHit]
  /// How many records of each kind fit, shown or not.
  public let found: [String: Int]
  /// Words that were corrected, in the order they were typed.
  public let corrections: [SearchCorrection]
  /// Words that nothing in the catalog resembles.
  public let unknown: [String]
  /// How many more records fit that this kit leaves out of lists.
  public var hidden = 0
}

extension CatalogDatabase {
  private static let mostTerms = 12
  private static let mostBelow = 400
  private static let longestQuery = 600
  private static let leastShare = 0.12

  /// Finds records by any words, code, CAS, UN or HS number.
  ///
  /// Words with digits are never corrected: a wrong digit is a different alloy.
  ///
  /// - Parameters:
  ///   - query: as typed; only the beginning of a long text counts.
  ///   - kinds: the kinds to search, all if empty.
  ///   - limit: how many hits of each kind at most; paragraphs of a named entry are all given.
  public func search(_ query: String, kinds: Set<String> = [], limit: Int = 8) throws(KitStoreError) -> SearchResult {
    let query = Self.beginning(of: query)
    return try read { database in
      var matches: [Int: (match: SearchHit.Match, score: Double)] = [:]
      let coded = try CodeSearch(database).numbers(for: query, limit: Self.mostBelow)
      for number in coded.below { matches[number] = (.below, 0) }
      for number in coded.exact { matches[number] = (.code, 0) }
      var words = WordSearch(database)
      let scores = try words.scores(of: SearchText.terms(query, limit: Self.mostTerms))
      for (number, score) in scores { matches[number] = (matches[number]?.match ?? .words, score) }
      let ranked = matches.sorted {
        ($0.value.match, $1.value.score, $0.key) < ($1.value.match, $0.value.score, $1.key)
      }
      let kindOfSlot = try Self.kinds(database)
      var hits: [SearchHit] = []
      var found: [String: Int] = [:]
      var best: [String: Double] = [:]
      for (number, value) in ranked {
        let kind = kindOfSlot[number / SearchIndex.numbersPerKind] ?? ""
        guard kinds.isEmpty || kinds.contains(kind) else { continue }
        // What fits far worse than the best of its kind shares but an unimportant word with the query.
        if value.match == .words {
          best[kind] = max(best[kind] ?? 0, value.score)
          guard value.score >= (best[kind] ?? 0) * Self.leastShare else { continue }
        }
        found[kind, default: 0] += 1
        guard value.match == .below || (found[kind] ?? 0) <= max(0, limit) else { continue }
        let statement = try database.cachedStatement(sql: "SELECT id, title, detail FROM document WHERE number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [number]) else { continue }
        hits.append(
          SearchHit(
            kind: kind,
            id: row["id"],
            title: row["title"],
            detail: row["detail"],
            match: value.match,
            score: value.score
          )
        )
      }
      let below = hits.filter { $0.match == .below }.sorted { NaturalOrder.precedes($0.id, $1.id) }
      hits = hits.filter { $0.match == .code } + below + hits.filter { $0.match == .words }
      return SearchResult(hits: hits, found: found, corrections: words.corrections, unknown: words.unknown)
    }
  }

  private static func kinds(_ database: Database) throws -> [Int: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT slot, kind FROM kind")
    return Dictionary(rows.map { ($0["slot"] as Int, $0["kind"] as String) }) { first, _ in first }
  }

  /// Nobody types more than this; a pasted file must not cost more than its beginning.
  static func beginning(of query: String) -> String {
    String(String.UnicodeScalarView(query.unicodeScalars.prefix(longestQuery)))
  }
}
