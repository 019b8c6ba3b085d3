import CanonicalJSON
import Catalog
import GRDB
import Reading

/// The search tables of a release: one full-text table per field, because a word in a name weighs more than in a text.
enum SearchIndex {
  /// The fields, with what a hit in them weighs.
  static let fields: [(table: String, weight: Double)] = [
    ("search_name", 8), ("search_also", 5), ("search_marking", 4), ("search_code", 3), ("search_text", 1),
  ]
  /// Kinds that tell nothing of goods: nobody looks them up, and their codes and words would hide what is meant.
  private static let unsearchedKinds: Set<String> = [
    CatalogRecord.Kind.country.rawValue, CatalogRecord.Kind.measure.rawValue, CatalogRecord.Kind.redFlag.rawValue,
  ]
  /// Kinds that are rows of public tables; their words are trusted less when a typing error is corrected.
  static let referenceKinds: Set<String> = [
    CatalogRecord.Kind.heading.rawValue, CatalogRecord.Kind.unNumber.rawValue, CatalogRecord.Kind.tradeTerm.rawValue,
  ]

  /// A document's number tells its kind, so that thousands of hits can be sorted by kind without being fetched.
  static let numbersPerKind = 1 << 32

  /// Takes the records of a release one by one, so that none has to stay in memory.
  struct Writer {
    private let database: Database
    private var vocabulary = SearchVocabulary()
    private var slots: [String: Int] = [:]
    private var count = 0

    init(_ database: Database) throws {
      self.database = database
      try SearchIndex.createTables(database)
    }

    mutating func add(_ record: CatalogRecord) throws {
      guard !SearchIndex.unsearchedKinds.contains(record.kind) else { return }
      let document = SearchDocument(record)
      vocabulary.add(document)
      let slot = slots[record.kind] ?? slots.count
      slots[record.kind] = slot
      count += 1
      let number = slot * SearchIndex.numbersPerKind + count
      try SearchIndex.insert(document, number: number, into: database)
      if record.kind == CatalogRecord.Kind.marking.rawValue {
        try SearchIndex.insert(pattern: record.fields["pattern"]?.text ?? "", number: number, into: database)
      }
      try SearchIndex.countEdition(of: record, in: database)
    }

    func finish() throws {
      for (kind, slot) in slots {
        try database.execute(sql: "INSERT INTO kind VALUES (?, ?)", arguments: [slot, kind])
      }
      try vocabulary.write(to: database)
    }
  }

  private static func createTables(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE kind (slot INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT;
        CREATE TABLE document (
          number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL
        ) STRICT;
        CREATE TABLE code (code TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (code, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE word (
          length INTEGER NOT NULL, word TEXT NOT NULL, letters INTEGER NOT NULL, rank INTEGER NOT NULL,
          documents INTEGER NOT NULL, PRIMARY KEY (length, word)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pattern (number INTEGER PRIMARY KEY, pattern TEXT NOT NULL) STRICT;
        CREATE TABLE pattern_letters (
          letters INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (letters, number)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE edition (
          list TEXT NOT NULL, edition TEXT NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (list, edition)
        ) STRICT, WITHOUT ROWID;
        """
    )
    for (table, _) in fields {
      // The text is folded before it comes here, so the tokenizer has nothing left to fold.
      try database.execute(
        sql: "CREATE VIRTUAL TABLE \(table) USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0\")"
      )
    }
  }

  private static func insert(_ document: SearchDocument, number: Int, into database: Database) throws {
    let arguments: StatementArguments = [number, document.kind, document.id, document.title, document.detail]
    try database.cachedStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?)").execute(arguments: arguments)
    for code in Set(document.codes.flatMap(SearchText.codes)) where !code.isEmpty {
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO code VALUES (?, ?)").execute(arguments: [code, number])
    }
    for (table, words) in document.words where !words.isEmpty {
      try database.cachedStatement(sql: "INSERT INTO \(table) (rowid, words) VALUES (?, ?)")
        .execute(arguments: [number, words])
    }
  }

  private static func insert(pattern: String, number: Int, into database: Database) throws {
    try database.cachedStatement(sql: "INSERT INTO pattern VALUES (?, ?)").execute(arguments: [number, pattern])
    for letters in Set(Pattern.requiredLetters(of: pattern)) {
      try database.cachedStatement(sql: "INSERT INTO pattern_letters VALUES (?, ?)")
        .execute(arguments: [Int64(bitPattern: letters), number])
    }
  }

  private static func countEdition(of record: CatalogRecord, in database: Database) throws {
    guard record.kind == CatalogRecord.Kind.control.rawValue else { return }
    let list = String(record.id.prefix { $0 != "/" })
    try database.cachedStatement(
      sql: "INSERT INTO edition VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET entries = entries + 1"
    ).execute(arguments: [list, record.fields["edition"]?.text ?? ""])
  }
}

/// The words of a release, among which a mistyped word finds its likely meaning.
private struct SearchVocabulary {
  private struct Use {
    /// 0 for names of the catalog's own records, 1 for their other texts, 2 for public tables.
    var rank: Int
    var documents = 0
    /// The number of the last document that it stood in.
    private var last = 0

    init(rank: Int) { self.rank = rank }

    mutating func note(_ rank: Int, in document: Int) {
      self.rank = min(self.rank, rank)
      documents += document == last ? 0 : 1
      last = document
    }
  }
  private var uses: [String: Use] = [:]
  private var count = 0

  mutating func add(_ document: SearchDocument) {
    count += 1
    for (table, words) in document.words {
      let isName = table == "search_name" || table == "search_also"
      let rank = document.isOwn ? (isName ? 0 : 1) : 2
      for word in words.split(separator: " ") where CorrectableWord.mayBeKept(word) {
        uses[String(word), default: Use(rank: rank)].note(rank, in: count)
      }
    }
  }

  func write(to database: Database) throws {
    let statement = try database.makeStatement(sql: "INSERT INTO word VALUES (?, ?, ?, ?, ?)")
    for (word, use) in uses.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      try statement.execute(
        arguments: [
          word.unicodeScalars.count, word, Int64(bitPattern: CorrectableWord.letters(word)), use.rank, use.documents,
        ])
    }
  }
}

/// Words that may stand in for a mistyped one.
enum CorrectableWord {
  /// Digits are never guessed: a wrong digit is a different alloy.
  static func mayBeKept(_ word: some StringProtocol) -> Bool {
    (4...30).contains(word.unicodeScalars.count)
      && word.unicodeScalars.allSatisfy { scalar in
        guard !scalar.isASCII else { return scalar.isPlainWordPart && scalar.value > 0x39 }
        return scalar.properties.isAlphabetic && scalar.properties.numericType == nil
      }
  }

  /// Which letters a word holds, by their last six bits: words that differ in many cannot be near each other.
  static func letters(_ word: some StringProtocol) -> UInt64 {
    word.unicodeScalars.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
  }
}
