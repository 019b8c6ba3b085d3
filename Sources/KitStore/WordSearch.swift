import GRDB

/// Ranks records by the words of a query: weighted bm25 over the fields, typing errors corrected.
struct WordSearch {
  private let database: Database
  private(set) var corrections: [SearchCorrection] = []
  private(set) var unknown: [String] = []

  init(_ database: Database) {
    self.database = database
  }

  /// The score of every record that holds one of the terms; one with more of the terms stands above one that has a
  /// term more often.
  mutating func scores(of terms: [SearchText.Term]) throws -> [Int: Double] {
    var scores: [Int: Double] = [:]
    var termsFound: [Int: Int] = [:]
    for term in try corrected(terms) {
      var best: [Int: Double] = [:]
      let expression = Self.expression(term)
      for (table, weight) in SearchIndex.fields {
        let statement = try database.cachedStatement(
          sql: "SELECT rowid, bm25(\(table)) AS score FROM \(table) WHERE \(table) MATCH ?"
        )
        let rows = try Row.fetchCursor(statement, arguments: [expression])
        while let row = try rows.next() { best[row[0], default: 0] -= weight * (row[1] as Double) }
      }
      if best.isEmpty { unknown.append(term.typed) }
      for (document, score) in best {
        scores[document, default: 0] += score
        termsFound[document, default: 0] += 1
      }
    }
    for (document, count) in termsFound { scores[document, default: 0] *= Double(count * count) }
    return scores
  }

  /// Words are letters and digits alone, so that nothing in them means anything to the query language.
  private static func expression(_ term: SearchText.Term) -> String {
    term.alternatives.map { words in
      let phrase = "\"\(words.joined(separator: " "))\""
      // The beginning of a word is enough for long words; of a code it would be another code.
      let isPrefix = words.count == 1 && words[0].unicodeScalars.count >= 4 && CorrectableWord.mayBeKept(words[0])
      return isPrefix ? "\(phrase) OR \(phrase)*" : phrase
    }.joined(separator: " OR ")
  }

  /// The terms with unknown words replaced by their nearest known ones.
  private mutating func corrected(_ terms: [SearchText.Term]) throws -> [SearchText.Term] {
    var wanted: [(term: Int, word: String, isBeginning: Bool)] = []
    for (number, term) in terms.enumerated() {
      guard let word = term.correctable else { continue }
      if term.alternatives.count > 1, try isKnownInAnyForm(term) { continue }
      guard try !isKnown(word, asBeginning: false) else { continue }
      wanted.append((number, word, try isKnown(word, asBeginning: true)))
    }
    guard !wanted.isEmpty else { return terms }
    let nearest = try NearestWords(database).nearest(
      to: wanted.filter { !$0.isBeginning || $0.word.count == 4 }.map(\.word)
    )
    var terms = terms
    for (number, word, isBeginning) in wanted {
      guard let replacement = nearest[word] else { continue }
      corrections.append(SearchCorrection(typed: terms[number].typed, used: replacement))
      terms[number].alternatives = isBeginning ? [[word], [replacement]] : [[replacement]]
    }
    return terms
  }

  private func isKnownInAnyForm(_ term: SearchText.Term) throws -> Bool {
    try term.alternatives.contains { words in
      try words.count > 1 || isKnown(words.first ?? "", asBeginning: true)
    }
  }

  private func isKnown(_ word: String, asBeginning: Bool) throws -> Bool {
    for (table, _) in SearchIndex.fields {
      let statement = try database.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE \(table) MATCH ? LIMIT 1")
      if try Int.fetchOne(statement, arguments: ["\"\(word)\"\(asBeginning ? "*" : "")"]) != nil { return true }
    }
    return false
  }
}

/// Looks for the words of the catalog that are nearest to mistyped ones.
struct NearestWords {
  private let database: Database

  /// What makes one candidate better than another, the weightiest first.
  private struct Fitness: Comparable {
    let distance: Int
    /// People seldom mistype the first letter.
    let firstLetter: Int
    let rank: Int
    let documents: Int
    let word: String

    static func < (left: Fitness, right: Fitness) -> Bool {
      (left.distance, left.firstLetter, left.rank, -left.documents, left.word)
        < (right.distance, right.firstLetter, right.rank, -right.documents, right.word)
    }
  }

  init(_ database: Database) {
    self.database = database
  }

  /// The nearest word for each, where one is near enough: one mistake in short words, two from six letters on.
  func nearest(to words: [String]) throws -> [String: String] {
    var best: [String: Fitness] = [:]
    for word in words {
      let length = word.unicodeScalars.count
      let limit = length < 6 ? 1 : 2
      let letters = CorrectableWord.letters(word)
      let statement = try database.cachedStatement(
        sql: "SELECT word, letters, rank, documents FROM word WHERE length BETWEEN ? AND ?"
      )
      let rows = try Row.fetchCursor(statement, arguments: [length - limit, length + limit])
      while let row = try rows.next() {
        // Every mistake changes at most two of the letters that the words hold.
        let other = UInt64(bitPattern: row[1] as Int64)
        guard (letters ^ other).nonzeroBitCount <= 2 * limit else { continue }
        let candidate: String = row[0]
        guard let distance = EditDistance.between(word, candidate, atMost: limit) else { continue }
        let fitness = Fitness(
          distance: distance,
          firstLetter: candidate.unicodeScalars.first == word.unicodeScalars.first ? 0 : 1,
          rank: row[2],
          documents: row[3],
          word: candidate
        )
        if best[word].map({ fitness < $0 }) ?? true { best[word] = fitness }
      }
    }
    return best.mapValues(\.word)
  }
}
