/// Why something did not arrive.
public enum TransferError: Error, Equatable, CustomStringConvertible, Sendable {
  /// libcurl is not on this machine.
  case noTransferLibrary
  /// The address or path is none that can be fetched from.
  case unusableAddress(String)
  /// The connection could not be made, or broke and did not come back.
  case broken(String, reason: String)
  /// The server answered with something else than the file.
  case refused(String, status: Int)
  /// The server sent the kit to another place.
  case redirected(String, to: String)
  /// The source has no such file.
  case missing(String)
  /// More came than was announced.
  case tooLong(String, limit: Int)
  /// What came is not the part that was asked for.
  case wrongPart(String, reason: String)
  /// A file on this machine cannot be read or written.
  case failed(path: String, reason: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noTransferLibrary:
      "the transfer library libcurl is not installed; install the Debian package libcurl4, or sync from a folder"
    case .unusableAddress(let address):
      "'\(address)' is no address to fetch from; it has to begin with https://, http:// or name a folder"
    case .broken(let address, let reason):
      "no whole answer from \(address): \(reason); what arrived is kept, try again when connected"
    case .refused(let address, let status): "\(address) was answered with status \(status); try again later"
    case .redirected(let address, let place):
      "\(address) was redirected to \(place), which is not followed; a login page of the network may be in the way"
    case .missing(let path): "the source has no \(path); it may be incomplete"
    case .tooLong(let address, let limit): "\(address) sent more than the \(limit) bytes that it may have"
    case .wrongPart(let address, let reason): "\(address) sent something else than was asked for: \(reason)"
    case .failed(let path, let reason): "cannot use \(path): \(reason)"
    }
  }

  /// Whether another try may help.
  var isPassing: Bool {
    switch self {
    case .broken: true
    case .refused(_, let status): status == 408 || status == 429 || status >= 500
    default: false
    }
  }
}
