public import CanonicalJSON
import Foundation
import Yams

/// One record, or one value of a record, as a person writes it: YAML, and JSON with it.
public enum RecordText {
  private static let largest = 4 << 20

  /// The fields of the one record that a text holds, every value as the text that stands there.
  public static func fields(of text: String) throws(RecordTextError) -> JSONObject {
    guard text.utf8.count <= largest else { throw RecordTextError(line: 0, reason: "is larger than 4 MiB") }
    switch YAMLDocument.read(text) {
    case .failure(let problem): throw RecordTextError(line: problem.line, reason: problem.reason)
    case .success(let nodes):
      guard nodes.count == 1, let node = nodes.first, node.mapping != nil else {
        throw RecordTextError(line: 0, reason: "must hold one record: a group of 'name: value' lines")
      }
      var budget = YAMLDocument.mostNodes
      guard let object = YAMLDocument.json(node, budget: &budget)?.object else {
        throw RecordTextError(line: 0, reason: "has a key that is no plain text, or grows too large")
      }
      return object
    }
  }

  /// One value: a list in `[ ]`, a group in `{ }`, and everything else as the text itself.
  public static func value(of text: String) throws(RecordTextError) -> JSONValue {
    let text = text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    guard (text.hasPrefix("[") && text.hasSuffix("]")) || (text.hasPrefix("{") && text.hasSuffix("}")) else {
      return .text(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    let fields = try fields(of: "value: " + text.split(whereSeparator: \.isNewline).joined(separator: " "))
    guard fields.members.count == 1, let value = fields["value"] else {
      throw RecordTextError(line: 0, reason: "must be one list or group")
    }
    return value
  }
}

/// Why a text is no record.
public struct RecordTextError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The line, counted from 1; 0 where the whole text is meant.
  public let line: Int
  /// What is wrong.
  public let reason: String

  /// The reason with its place.
  public var description: String { line > 0 ? "line \(line): \(reason)" : reason }
}
