public import KitStore
public import Releases

/// Why a kit was not brought to another release; it is still on the one that it was on.
public enum SyncError: Error, Sendable, CustomStringConvertible {
  /// Another program is changing this kit's releases.
  case busy
  /// The release, or a part of it, is not taken.
  case release(ReleaseError)
  /// The kit's own files cannot be read or written.
  case kit(KitStoreError)
  /// What is needed could not be fetched, by any way there is.
  case notFetched(String, reason: String)
  /// The release is older than one that this kit holds.
  case older(release: Int, held: Int)
  /// The same number was signed for other content before.
  case contentChanged(release: Int)
  /// The new release was built, but does not work.
  case doesNotWork(release: Int, reason: String)
  /// There is no release to go back to.
  case nothingToGoBackTo
  /// The release that was asked for is not held by this kit.
  case notHeld(release: Int)
  /// The authority forbids the release that was asked for.
  case withdrawn(release: Int, reason: String)
  /// Going back needs a reason that is kept.
  case reasonMissing

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .busy: "another gauger is updating this kit; wait until it is done"
    case .release(let error): error.description
    case .kit(let error): error.description
    case .notFetched(let path, let reason): "could not fetch \(path): \(reason); try again later or from another place"
    case .older(let release, let held):
      "release \(release) is older than release \(held), which this kit holds; fetch from an up-to-date place"
    case .contentChanged(let release):
      "release \(release) has other content than the release \(release) that this kit holds; report this to the authority"
    case .doesNotWork(let release, let reason):
      "release \(release) was not taken because it does not work on this kit: \(reason); report this to the authority"
    case .nothingToGoBackTo: "this kit holds no earlier release to go back to"
    case .notHeld(let release): "this kit does not hold release \(release); 'gauger sync status' shows what it holds"
    case .withdrawn(let release, let reason): "release \(release) must not be used any more: \(reason)"
    case .reasonMissing: "going back to an earlier release needs a reason; it is kept in the kit's history"
    }
  }
}
