public import CanonicalJSON
public import Catalog

/// One thing that needs a person: a statement that does not simply take effect on this release.
public struct ReviewItem: Sendable, Equatable {
  /// Why it needs a person.
  public enum Reason: String, Sendable, CaseIterable {
    /// The release no longer holds the record.
    case withdrawn
    /// A hidden record has changed.
    case changedSinceHidden = "changed-since-hidden"
    /// The field is the authority's alone.
    case authorityOnly = "authority-only"
    /// The release no longer holds the field.
    case fieldGone = "field-gone"
    /// Both sides changed the field.
    case bothChanged = "both-changed"
    /// Two additions bear one id.
    case twoContents = "two-contents"
    /// The release holds a record under an addition's id.
    case idTaken = "id-taken"
  }

  /// The statement.
  public let key: OverlayStatement.Key
  /// The record that it speaks of.
  public let name: RecordName
  /// What people call the record.
  public let title: String
  /// Why it needs a person.
  public let reason: Reason
  /// The field; empty where the whole record is meant.
  public let field: String
  /// What the statement says, if it says a value.
  public let local: JSONValue?
  /// What the release says.
  public let upstream: JSONValue?
  /// The digest of what the release says in this matter.
  public let against: String

  /// The reason as a sentence.
  public var sentence: String {
    switch reason {
    case .withdrawn: "The release no longer holds this record; what was said of it here is kept."
    case .changedSinceHidden:
      "It was hidden here, and what the authority says of it has changed since; it is shown again."
    case .authorityOnly: "'\(field)' is the authority's to say; the value from here stands beside it as a proposal."
    case .fieldGone: "The release has no place for '\(field)' any more; the value from here is kept."
    case .bothChanged: "The authority and this kit both changed '\(field)'; the authority's value is shown first."
    case .twoContents: "Two additions bear this id and say different things; both are kept."
    case .idTaken: "The release holds a record under the id of this addition; the addition is kept beside it."
    }
  }
}
