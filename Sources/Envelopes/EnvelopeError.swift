/// Why something that came from elsewhere is not taken.
public enum EnvelopeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The bytes do not have the form that is asked for.
  case malformed(String)
  /// More than is taken at once.
  case tooLarge(String, limit: Int)
  /// A signature or code that does not fit what it stands under.
  case notAuthentic(String)
  /// A sealed record that this key does not open.
  case sealed

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .malformed(let what): "\(what) is malformed; it was damaged on the way or made by another program"
    case .tooLarge(let what, let limit): "\(what) is larger than the \(limit) bytes that are taken"
    case .notAuthentic(let what): "\(what) was not made by whom it names; do not use it and tell the authority"
    case .sealed: "the sealed record does not open with this key; use the key that it names"
    }
  }
}
