import Catalog
import CanonicalJSON
import GRDB
import Reading

/// The search tables of a release: one full-text table per field, because a word in a name weighs more than in a text.
enum SearchIndex {
  /// The fields, with what a hit in them weighs.
  static let fields: [(table: String, weight: Double)] = [
    ("search_name", 8), ("search_also", 5), ("search_marking", 4), ("search_code", 3), ("search_text", 1),
  ]

  static func fill(_ database: Database, with records: [CatalogRecord]) throws {
    try database.execute(
      sql: """
        CREATE TABLE document (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL) STRICT;
        CREATE TABLE exact (code TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (code, number)) STRICT, WITHOUT ROWID;
        """)
    for (table, _) in fields {
      // The text is folded before it comes here, so the tokenizer has nothing left to fold.
      try database.execute(
        sql: "CREATE VIRTUAL TABLE \(table) USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")")
    }
    try database.execute(sql: "CREATE VIRTUAL TABLE vocabulary_name USING fts5vocab('search_name', 'row')")
    try database.execute(sql: "CREATE VIRTUAL TABLE vocabulary_also USING fts5vocab('search_also', 'row')")
    try database.execute(sql: "CREATE VIRTUAL TABLE vocabulary_text USING fts5vocab('search_text', 'row')")
    for (number, record) in records.enumerated() {
      try insert(SearchDocument(record), number: number + 1, into: database)
    }
  }

  private static func insert(_ document: SearchDocument, number: Int, into database: Database) throws {
    let arguments: StatementArguments = [number, document.kind, document.id, document.title]
    try database.cachedStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?)").execute(arguments: arguments)
    for code in document.exact {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO exact VALUES (?, ?)").execute(arguments: [code, number])
    }
    for (table, words) in document.words where !words.isEmpty {
      try database.cachedStatement(sql: "INSERT INTO \(table) (rowid, words) VALUES (?, ?)")
        .execute(arguments: [number, words])
    }
  }
}

/// What search knows of one record.
struct SearchDocument {
  let kind: String
  let id: String
  let title: String
  /// Codes that find it at once: CAS, UN, HS, list codes; folded, without blanks.
  let exact: [String]
  /// Folded words by table.
  let words: [(table: String, words: String)]

  init(_ record: CatalogRecord) {
    kind = record.kind
    id = record.id
    let fields = record.fields
    title =
      fields["name"]?.text ?? fields["title"]?.text ?? fields["description"]?.text ?? record.id
    let codes = Self.codes(record)
    exact = codes.map(SearchText.code)
    words = [
      ("search_name", SearchText.words([title])),
      ("search_also", SearchText.words(Self.texts(fields, ["also"]))),
      ("search_marking", SearchText.words(Self.texts(fields, ["stamped"]))),
      ("search_code", SearchText.words(codes + Self.texts(fields, ["hs", "controls", "points to"]))),
      ("search_text", SearchText.words(Self.texts(fields, Self.prose))),
    ]
  }

  private static let prose = [
    "looks like", "ordinary uses", "why it matters", "meaning", "covers", "note", "family", "question", "signs",
  ]

  private static func texts(_ fields: JSONObject, _ keys: [String]) -> [String] {
    keys.flatMap { key in fields[key]?.list?.compactMap(\.text) ?? fields[key]?.text.map { [$0] } ?? [] }
  }

  private static func codes(_ record: CatalogRecord) -> [String] {
    switch CatalogRecord.Kind(rawValue: record.kind) {
    case .control: [record.id, String(record.id.split(separator: "/").last ?? "")]
    case .substance:
      texts(record.fields, ["cas", "un"]) + texts(record.fields, ["un"]).map { "UN\($0)" }
    case .unNumber: [record.id, "UN\(record.id)"]
    default: [record.id]
    }
  }
}
