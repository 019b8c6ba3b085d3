/// Why a repository, or a file of it, is not trusted.
///
/// Each says which file, what is wrong with it and what that means: whatever it is, the kit stays on what it had
/// verified before.
public enum TrustError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kit has no root to start from.
  case noRoot
  /// The file is not metadata of its role.
  case malformed(file: String, reason: String)
  /// Not enough keys that count have signed the file.
  case unsigned(file: String, signers: Int, threshold: Int64)
  /// The file is too old to rely on.
  case expired(file: String, on: UTCTime, now: UTCTime)
  /// The file, or what it points to, is older than what the kit has seen.
  case rolledBack(file: String, offered: Int64, held: Int64)
  /// The file is not the version that was announced.
  case wrongVersion(file: String, expected: Int64, found: Int64)
  /// The file is not as long as was announced.
  case wrongLength(file: String, expected: Int64, found: Int64)
  /// The file's content is not what was announced.
  case wrongDigest(file: String)
  /// None of the digests announced for the file can be computed here.
  case noKnownDigest(file: String)
  /// The source does not have a file that has to be there.
  case missing(file: String)
  /// The snapshot no longer lists a file that it listed before.
  case dropped(file: String)
  /// The snapshot does not list the file of a role that is delegated to.
  case unlisted(file: String)
  /// There are more new roots than one refresh takes.
  case tooManyRoots(limit: Int)
  /// The search for a target leads through more roles than are followed.
  case tooManyDelegations(target: String, limit: Int)
  /// The target's path leads, or may lead, out of the folder for targets.
  case unsafePath(String)

  /// What is wrong and what it means.
  public var description: String { "\(fact); \(meaning)" }

  private var fact: String {
    switch self {
    case .noRoot: "this kit has no root.json to start from"
    case .malformed(let file, let reason): "\(file) is damaged or not what it should be: \(reason)"
    case .unsigned(let file, let signers, let threshold):
      "\(file) has \(signers) of the \(threshold) signatures that it needs"
    case .expired(let file, let day, let now): "\(file) expired on \(day.day), and it is \(now.day)"
    case .rolledBack(let file, let offered, let held):
      "\(file) is offered in version \(offered), older than version \(held) that this kit has seen"
    case .wrongVersion(let file, let expected, let found): "\(file) is version \(found) instead of \(expected)"
    case .wrongLength(let file, let expected, let found): "\(file) has \(found) bytes instead of \(expected)"
    case .wrongDigest(let file): "the content of \(file) is not what was signed"
    case .noKnownDigest(let file): "\(file) is announced with digests that this kit cannot compute"
    case .missing(let file): "the source has no \(file), which has to be there"
    case .dropped(let file): "\(file) has vanished from the list of files in snapshot.json"
    case .unlisted(let file): "\(file) is not in the list of files in snapshot.json"
    case .tooManyRoots(let limit): "more than \(limit) new root files are waiting"
    case .tooManyDelegations(let target, let limit): "looking for \(target) leads through more than \(limit) roles"
    case .unsafePath(let path): "\(path) is no plain path inside the repository"
    }
  }

  private var meaning: String {
    switch self {
    case .noRoot: "enrol it with the authority's root file"
    case .malformed, .missing, .wrongLength, .wrongDigest:
      "the source is damaged or incomplete, the kit stays on what it has; try again later or use another source"
    case .unsigned: "the authority did not make it, the kit stays on what it has; use another source and report it"
    case .expired:
      "the source may be holding newer releases back, or the clock is wrong; the kit stays on what it has: check the "
        + "clock, then try another source"
    case .rolledBack, .dropped:
      "the source is out of date or somebody replays old files, the kit stays on what it has; use another source"
    case .wrongVersion: "files of different releases are mixed, the kit stays on what it has; use another source"
    case .tooManyRoots: "those that were taken are kept; run the update again to go on"
    case .unlisted, .noKnownDigest, .tooManyDelegations, .unsafePath:
      "the repository was not made for this kit, which stays on what it has; tell the authority"
    }
  }
}
