public import CanonicalJSON

/// Goods lines in CSV: a header with the field names of ``GoodsLine``, then a line a row.
///
/// `markings` separates texts by ` | `; every column of another name is an observation, its unit in brackets:
/// `outside diameter [mm]`.
public struct GoodsTable: Sendable {
  private let columns: [String]
  private static let fields: Set<String> = [
    "id", "mode", "declared_description", "declared_hs", "documents", "markings",
  ]

  /// Takes the header row.
  ///
  /// - Throws: ``GoodsTableError`` if no column is a field of a goods line.
  public init(header: [String]) throws(GoodsTableError) {
    columns = header
    guard header.contains(where: Self.fields.contains) else { throw .noKnownColumn(header) }
  }

  /// One row as the JSON object of a goods line.
  ///
  /// - Throws: ``GoodsTableError`` if the row has another number of cells than the header.
  public func json(_ row: [String]) throws(GoodsTableError) -> JSONValue {
    guard row.count == columns.count else { throw .wrongCellCount(expected: columns.count, found: row.count) }
    var object = JSONObject()
    var observations: [JSONValue] = []
    for (column, cell) in zip(columns, row) where !cell.isEmpty {
      if column == "markings" {
        object[column] = .texts(cell.split(separator: "|").map(Self.trimmed))
      } else if Self.fields.contains(column) {
        object[column] = .text(cell)
      } else {
        observations.append(Self.observation(column, cell))
      }
    }
    if !observations.isEmpty { object["observations"] = .list(observations) }
    return .object(object)
  }

  private static func observation(_ column: String, _ cell: String) -> JSONValue {
    var name = column[...]
    var unit = ""
    if let bracket = column.lastIndex(of: "["), column.hasSuffix("]") {
      name = column[..<bracket]
      unit = String(column[column.index(after: bracket)...].dropLast())
    }
    return .members(["feature": .text(trimmed(name)), "value": .text(cell), "unit": .text(unit)])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// Why a table of goods lines cannot be read.
public enum GoodsTableError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The header names no field.
  case noKnownColumn([String])
  /// A row does not fit the header.
  case wrongCellCount(expected: Int, found: Int)
  /// A quoted cell never ends.
  case openQuote

  /// What is wrong and what would be right.
  public var description: String {
    switch self {
    case .noKnownColumn(let header):
      "the first line must name the columns, such as id, mode, declared_description, markings; it reads "
        + header.prefix(6).joined(separator: ", ")
    case .wrongCellCount(let expected, let found): "the row has \(found) cells but the header names \(expected)"
    case .openQuote: "a quoted cell is not closed on its line"
    }
  }
}

/// One row of comma-separated values (RFC 4180, a row a line).
public enum CommaSeparated {
  /// The cells of a line; quotes protect commas, a doubled quote is a quote.
  public static func cells(_ line: some StringProtocol) throws(GoodsTableError) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = line.makeIterator()
    var next = characters.next()
    while let character = next {
      next = characters.next()
      switch character {
      case "\"" where isQuoted && next == "\"":
        cell.append(character)
        next = characters.next()
      case "\"" where isQuoted || cell.isEmpty: isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell)
        cell = ""
      case "\r", "\u{FEFF}": continue
      default: cell.append(character)
      }
    }
    guard !isQuoted else { throw .openQuote }
    return cells + [cell]
  }
}
