public import CanonicalJSON

/// Why a release, or a part of one, is not taken.
public enum ReleaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A field of the manifest is missing, of the wrong type or outside its bounds.
  case manifest(field: String, String)
  /// The release can only be understood by a newer program.
  case needsNewerProgram(release: Int, String)
  /// A line of the media index is wrong.
  case mediaIndex(line: Int, String)
  /// A compressed part is damaged, cut short or followed by something else.
  case damagedCompression(String)
  /// A part holds more than is allowed.
  case tooLarge(String, limit: Int)
  /// A line of a pack or delta is wrong.
  case line(Int, PackFault)
  /// The records that came out are not those that were signed.
  case wrongStateRoot(expected: String, found: String)
  /// There are more or fewer records of a kind than were signed.
  case wrongCount(kind: String, expected: Int, found: Int)
  /// The bytes of a part could not be read.
  case unreadable(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .manifest(let field, let reason):
      "the release manifest is not usable: \(field) \(reason); nothing was changed, fetch it again later"
    case .needsNewerProgram(let release, let reason):
      "release \(release) needs a newer gauger: \(reason); install it, this kit stays on its release until then"
    case .mediaIndex(let line, let reason): "line \(line) of the media index is not usable: \(reason)"
    case .damagedCompression(let reason): "a part of the release is damaged: \(reason)"
    case .tooLarge(let what, let limit): "\(what) is larger than the \(limit) allowed"
    case .line(let number, let fault): "line \(number) of a part of the release is not usable: \(fault)"
    case .wrongStateRoot(let expected, let found):
      "the records are not those that were signed: digest \(found.prefix(12)), signed \(expected.prefix(12))"
    case .wrongCount(let kind, let expected, let found):
      "the release holds \(found) records of kind \(kind), signed are \(expected)"
    case .unreadable(let reason): "a part of the release cannot be read: \(reason)"
    }
  }
}

/// What is wrong with one line of a pack or delta.
public enum PackFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// It is no JSON.
  case notJSON(JSONError)
  /// It is JSON, but not written the one canonical way.
  case notCanonical
  /// It is no record, or no change of one.
  case malformed(String)
  /// It does not come after the line before it.
  case outOfOrder
  /// It names the same record as the line before it.
  case repeated
  /// Its id begins with `x-`, which is kept for additions made on kits.
  case localID(String)
  /// It is longer than a line may be.
  case tooLong(limit: Int)
  /// The last line has no end.
  case unfinished
  /// It removes or changes a record that is not there.
  case notThere(RecordKey)
  /// It puts what is there already, or takes away what is not.
  case changesNothing(RecordKey)

  /// What is wrong.
  public var description: String {
    switch self {
    case .notJSON(let error): "no JSON: \(error)"
    case .notCanonical: "not written in canonical form"
    case .malformed(let reason): reason
    case .outOfOrder: "not in order"
    case .repeated: "the same record as the line before"
    case .localID(let id): "the id \(id) begins with x-, which only additions made on kits may"
    case .tooLong(let limit): "longer than \(limit) bytes"
    case .unfinished: "the end of the line is missing"
    case .notThere(let key): "it removes or changes \(key), which is not there"
    case .changesNothing(let key): "it changes nothing in \(key)"
    }
  }
}
