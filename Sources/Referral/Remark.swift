import Catalog

/// What one comparison of papers and goods comes to, as a plain sentence with its facts.
public struct Remark: Sendable, Hashable, Codable {
  /// How it stands.
  public enum Standing: String, Sendable, Codable {
    /// Papers and goods cannot both be right.
    case conflict
    /// Something to ask about.
    case question
    /// They fit together.
    case agrees
  }

  /// What was compared: one of ``Catalog/RedFlag/Prompt``'s names.
  public let check: String
  /// How it stands.
  public let standing: Standing
  /// The sentence.
  public let sentence: String
  /// What the sentence rests on.
  public let facts: [String]

  init(_ check: RedFlag.Prompt, _ standing: Standing, _ sentence: String, _ facts: [String] = []) {
    self.check = check.rawValue
    self.standing = standing
    self.sentence = sentence
    self.facts = facts
  }
}
