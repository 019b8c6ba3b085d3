import Testing

/// One defect that somebody could build into the client, and that its tests have to notice.
struct Mutation: Sendable, CustomTestStringConvertible {
  /// Where the defect goes.
  enum Site: Sendable {
    /// In place of an expression.
    case expression
    /// In place of a statement.
    case statement
  }

  /// What the client would do, in words.
  let defect: String
  /// The file of the module Trust, without its ending.
  let file: String
  let site: Site
  /// The source text; the first such text after `anchor`.
  let original: String
  /// What stands there instead.
  let replacement: String
  /// Source text before the place, where the same text stands more than once.
  let anchor: String

  var testDescription: String { defect }

  /// A defect in an expression.
  static func change(
    _ file: String,
    _ original: String,
    to replacement: String,
    after anchor: String = "",
    _ defect: String
  ) -> Mutation {
    Mutation(
      defect: defect,
      file: file,
      site: .expression,
      original: original,
      replacement: replacement,
      anchor: anchor
    )
  }

  /// A statement that is left out, or that does something else.
  static func leaveOut(
    _ file: String,
    _ original: String,
    for replacement: String = "",
    after anchor: String = "",
    _ defect: String
  ) -> Mutation {
    Mutation(
      defect: defect,
      file: file,
      site: .statement,
      original: original,
      replacement: replacement,
      anchor: anchor
    )
  }
}
