public import Foundation

/// Where a repository of static files is read from: a web server, a folder, a stick.
///
/// Paths are relative and percent-encoded as in an address. What comes from here is not trusted: only lengths are
/// bounded, signatures and digests are for the caller to check.
public protocol RepositorySource {
  /// A small file.
  ///
  /// - Parameter limit: the most bytes that it may have.
  /// - Returns: the bytes, or nil if the source itself says that there is no such file.
  /// - Throws: anything else, so that a failure never reads as *there is none*.
  func read(_ path: String, upTo limit: Int) throws(TransferError) -> [UInt8]?

  /// Brings a file to `length` bytes, going on after what `part` already holds.
  ///
  /// - Parameters:
  ///   - part: the unfinished file; it keeps what arrived when this throws.
  ///   - length: how many bytes the file has.
  ///   - progress: called with how many bytes are there.
  func download(
    _ path: String,
    into part: URL,
    length: Int,
    progress: (Int) -> Void
  ) throws(TransferError)
}

/// Paths inside a repository.
public enum RepositoryPath {
  /// A name as it stands in an address: everything but letters, digits and `-._~/` percent-encoded.
  public static func encoded(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      if isPlain(byte) || byte == UInt8(ascii: "/") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += byte < 16 ? "%0" : "%"
        text += String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  /// The names of the folders and the file that an encoded path leads through, or nil if it leads anywhere else.
  static func components(of path: String) -> [String]? {
    let components = path.split(separator: "/", omittingEmptySubsequences: false).map {
      String($0).removingPercentEncoding
    }
    let isSafe = components.allSatisfy { component in
      guard let component else { return false }
      return !component.isEmpty && component != "." && component != ".."
        && !component.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    }
    return isSafe ? components.compactMap { $0 } : nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
