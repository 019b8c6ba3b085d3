public import Catalog

/// Something wrong in the catalog's files, with its place.
public struct SourceIssue: Sendable, Hashable, CustomStringConvertible {
  /// The file, relative to the catalog's folder.
  public let file: String
  /// The line, counted from 1; 0 where the whole file is meant.
  public let line: Int
  /// The field inside the record; empty where the whole record or file is meant.
  public let field: String
  /// What is wrong and what would be right.
  public let message: String
  /// How bad it is.
  public let severity: RecordIssue.Severity

  /// `file:line: error: field: message`, as editors and people read it.
  public var description: String {
    let place = line > 0 ? "\(file):\(line)" : file
    return "\(place): \(severity.rawValue): \(field.isEmpty ? "" : "\(field): ")\(message)"
  }

  static func precedes(_ left: SourceIssue, _ right: SourceIssue) -> Bool {
    (left.file, left.line, left.field, left.message) < (right.file, right.line, right.field, right.message)
  }
}
