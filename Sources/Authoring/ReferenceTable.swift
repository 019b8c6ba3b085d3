import CanonicalJSON
import Catalog

/// A table of public reference data, one row a record.
struct ReferenceTable {
  let file: String
  let kind: CatalogRecord.Kind
  /// The names of the record's fields, for the columns after the first.
  let fields: [String]

  static let all = [
    ReferenceTable(file: "tables/hs2022.tsv", kind: .heading, fields: ["description"]),
    ReferenceTable(file: "tables/adr2025-un-numbers.tsv", kind: .unNumber, fields: ["name", "class", "class code"]),
    ReferenceTable(file: "tables/countries.tsv", kind: .country, fields: ["name", "also"]),
    ReferenceTable(file: "tables/hs-trade-terms.tsv", kind: .tradeTerm, fields: ["code"]),
  ]

  /// The rows as records; the first line holds the names of the columns.
  ///
  /// Of a repeated id the first row counts.
  func records(in text: String) -> (records: [CatalogRecord], problems: [LineProblem]) {
    var records: [CatalogRecord] = []
    var problems: [LineProblem] = []
    var seen: Set<Substring> = []
    for (number, line) in text.split(separator: "\n").enumerated().dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == fields.count + 1, !cells[0].isEmpty else {
        problems.append(
          LineProblem(line: number + 1, reason: "expected \(fields.count + 1) columns, found \(cells.count)")
        )
        continue
      }
      guard seen.insert(cells[0]).inserted else { continue }
      let members = zip(fields, cells.dropFirst()).map { (key: $0, value: JSONValue.text(String($1))) }
      records.append(CatalogRecord(kind: kind, id: String(cells[0]), fields: JSONObject(members)))
    }
    return (records, problems)
  }
}
