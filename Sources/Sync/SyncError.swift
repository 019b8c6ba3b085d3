public import KitStore
public import Releases
public import Transfer
public import Trust

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
  /// The kit was not told yet whom to trust.
  case noRoot
  /// The root is not the one whose fingerprint was given.
  case wrongFingerprint(found: String)
  /// The kit trusts another authority already.
  case otherAuthority
  /// What the source offers is not trusted.
  case trust(TrustError)
  /// The source was not reached.
  case transfer(TransferError)
  /// There is no repository in a folder.
  case noRepository(String)
  /// Nothing of a repository was verified on this kit yet.
  case nothingVerified

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
    case .noRoot:
      "this kit was not told yet whom to trust; 'gauger sync trust FILE' takes the authority's root file"
    case .wrongFingerprint(let found):
      "the file's fingerprint is \(found), not the one that was given; do not use it and tell the authority"
    case .otherAuthority:
      "this kit trusts another authority already; a new root of the same authority comes by 'gauger sync' itself"
    case .trust(let error): error.description
    case .transfer(let error): error.description
    case .noRepository(let path): "there is no repository in \(path); it is the folder that 'metadata' lies in"
    case .nothingVerified: "this kit has verified no release yet; 'gauger sync --from URL' fetches one"
    case .reasonMissing: "going back to an earlier release needs a reason; it is kept in the kit's history"
    }
  }
}
