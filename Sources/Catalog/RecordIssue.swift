/// One step on the way from a record to a place inside it.
public enum FieldStep: Hashable, Sendable {
  /// Into the member of an object.
  case key(String)
  /// Into the element of a list, counted from 0.
  case index(Int)
}

/// One thing that is wrong with a record.
public struct RecordIssue: Error, Hashable, Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// The record cannot be used as it is.
    case error
    /// The record works, but somebody should look.
    case warning
  }

  /// The kind of the record.
  public let kind: String
  /// The id of the record; empty where it has none.
  public let id: String
  /// The place inside the record.
  public let path: [FieldStep]
  /// What is wrong and what would be right.
  public let message: String
  /// How bad it is.
  public let severity: Severity

  /// An issue of one record.
  public init(kind: String, id: String, path: [FieldStep], message: String, severity: Severity = .error) {
    self.kind = kind
    self.id = id
    self.path = path
    self.message = message
    self.severity = severity
  }

  /// The place as people write it: `scores.output-frequency`, `look-alikes[2].tell`.
  public var field: String {
    var text = ""
    for step in path {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index + 1)]"
      }
    }
    return text
  }

  /// The record, the field and the message.
  public var description: String {
    "\(kind) \(id): \(field.isEmpty ? "" : "\(field): ")\(message)"
  }
}
