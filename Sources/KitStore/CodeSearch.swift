import GRDB

/// Finds records whose code is the whole query, and paragraphs below the entry that it names.
struct CodeSearch {
  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  func numbers(for query: String, limit: Int) throws -> (exact: [Int], below: [Int]) {
    let dotted = SearchText.dotted(query)
    let compact = SearchText.compact(query)
    // Without a digit it is a word, and words are ranked.
    guard compact.unicodeScalars.count <= 60,
      compact.unicodeScalars.contains(where: { $0.properties.numericType != nil })
    else { return ([], []) }
    var exact: [Int] = []
    for code in Self.readings(dotted: dotted, compact: compact) {
      exact += try numbers(code).filter { !exact.contains($0) }
    }
    var below: [Int] = []
    var parents = [dotted]
    for number in exact { parents += try dottedCodes(number).filter { !parents.contains($0) } }
    for parent in parents where parent.contains(".") || parent.contains(where: \.isLetter) {
      // In the order of bytes "/" follows ".", so everything between is a paragraph of the parent.
      let rows = try Int.fetchAll(
        database.cachedStatement(sql: "SELECT number FROM code WHERE code > ? AND code < ? LIMIT \(limit)"),
        arguments: [parent + ".", parent + "/"]
      )
      below += rows.filter { !exact.contains($0) && !below.contains($0) }
    }
    return (exact, Array((below + (try subheadings(of: compact))).prefix(limit)))
  }

  /// The code as typed, and the shorter heading that a long tariff code lies under.
  private static func readings(dotted: String, compact: String) -> [String] {
    var readings = dotted == compact ? [compact] : [dotted, compact]
    if compact.utf8.count > 6, compact.utf8.count <= 12, compact.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      readings += [String(compact.prefix(6)), String(compact.prefix(4))]
    }
    return readings
  }

  private func numbers(_ code: String) throws -> [Int] {
    try Int.fetchAll(
      database.cachedStatement(sql: "SELECT number FROM code WHERE code = ? LIMIT 200"),
      arguments: [code]
    )
  }

  /// The six-digit headings under a four-digit one.
  private func subheadings(of code: String) throws -> [Int] {
    guard code.utf8.count == 4, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return [] }
    return try Int.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT number FROM code JOIN document USING (number)
          WHERE code > ? AND code < ? AND length(code) = 6 AND kind = 'heading' ORDER BY number
          """
      ),
      arguments: [code, code + ":"]
    )
  }

  private func dottedCodes(_ number: Int) throws -> [String] {
    let id = try String.fetchOne(
      database.cachedStatement(sql: "SELECT id FROM document WHERE number = ?"),
      arguments: [number]
    )
    return id.map { [SearchText.dotted($0)] } ?? []
  }
}
