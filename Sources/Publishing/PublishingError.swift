import DurableFiles
import Trust

/// Why something was not published; what is published already stays as it was.
public enum PublishingError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The file is there already.
  case exists(String)
  /// The file holds no key.
  case unreadableKey(String)
  /// The passphrase is wrong, or the file was changed.
  case wrongPassphrase(String)
  /// A file cannot be read or written.
  case failed(path: String, reason: String)
  /// The folder is no authority's.
  case noAuthority(String)
  /// The folder is an authority's already.
  case hasAuthority(String)
  /// Keys or thresholds that would not protect anything.
  case unsoundKeys(String)
  /// A file that waits has not enough signatures.
  case unsigned(file: String, signers: Int, threshold: Int64)
  /// The key may not sign anything that waits.
  case nothingToSign(key: String)
  /// Nothing has changed since the last release.
  case nothingNew(release: Int)
  /// Nothing waits to be published and nothing is to be renewed.
  case nothingStaged
  /// A release is prepared already.
  case releaseWaits
  /// The records cannot be packed.
  case unpackable(String)
  /// What would be published is not what a kit accepts.
  case refusedByKit(fromRoot: Int64, reason: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .exists(let path): "\(path) is there already and was left alone; choose another name"
    case .unreadableKey(let path): "\(path) holds no key that this program reads"
    case .wrongPassphrase(let path): "the passphrase does not open \(path), or the file was changed"
    case .failed(let path, let reason): "cannot use \(path): \(reason)"
    case .noAuthority(let path):
      "\(path) is no authority's folder; 'gauger catalog ceremony' makes one"
    case .hasAuthority(let path):
      "\(path) has a root of trust already; 'gauger catalog rotate' changes its keys"
    case .unsoundKeys(let reason): "these keys would not protect the catalog: \(reason)"
    case .unsigned(let file, let signers, let threshold):
      "\(file) has \(signers) of \(threshold) signatures; 'gauger catalog sign' adds them"
    case .nothingToSign(let key): "nothing that waits is signed by the key \(key.prefix(12))…"
    case .nothingNew(let release): "the catalog is the same as in release \(release); nothing was prepared"
    case .nothingStaged: "nothing waits to be published; 'gauger catalog release' prepares a release"
    case .releaseWaits: "a release waits already; publish it, or discard it with 'gauger catalog release --discard'"
    case .unpackable(let reason): "the release cannot be packed: \(reason)"
    case .refusedByKit(let root, let reason):
      "a kit that begins with root \(root) would refuse this, so that it was not published: \(reason)"
    }
  }
}

/// Does something with files, its error put into the publisher's words.
func durably<Value>(_ body: () throws(DurableFileError) -> Value) throws(PublishingError) -> Value {
  do throws(DurableFileError) { return try body() } catch { throw .failed(path: error.path, reason: error.reason) }
}
