/// One paragraph of what is said to the inspector.
public struct TextLine: Sendable, Hashable {
  /// What the paragraph is.
  public enum Role: Sendable, Hashable {
    case body, heading, hazard, faint
  }

  /// The words.
  public let text: String
  /// What the paragraph is.
  public let role: Role
  /// By how many columns its further lines are moved in.
  public let hanging: Int

  /// A paragraph.
  public init(_ text: String, _ role: Role = .body, hanging: Int = 0) {
    self.text = text
    self.role = role
    self.hanging = hanging
  }

  static let blank = TextLine("")

  /// A point of a list, its further lines under its first word.
  static func item(_ text: String, depth: Int = 0, mark: String = "-") -> TextLine {
    let indent = String(repeating: " ", count: 2 * depth)
    return TextLine("\(indent)\(mark) \(text)", hanging: indent.count + mark.count + 1)
  }
}
