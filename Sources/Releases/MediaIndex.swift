import CanonicalJSON

/// The pictures of a release: canonical JSON lines, the most needed first.
///
/// The pictures themselves lie outside the signed list, under the digest of their content.
public struct MediaIndex: Equatable, Sendable {
  /// One picture.
  public struct Picture: Equatable, Sendable {
    /// Where the catalog names it.
    public let path: String
    /// The SHA-256 of its content, in hexadecimal.
    public let sha256: String
    /// Its length in bytes.
    public let length: Int

    /// A picture.
    public init(path: String, sha256: String, length: Int) {
      self.path = path
      self.sha256 = sha256
      self.length = length
    }

    /// Where its content lies in the repository.
    public var blobPath: String { "blobs/\(sha256.prefix(2))/\(sha256)" }
  }

  /// The most bytes that an index may have.
  public static let longest = 64 << 20
  /// The most bytes that a picture may have.
  public static let largestPicture = 16 << 20

  /// The pictures, the most needed first.
  public let pictures: [Picture]

  /// An index.
  public init(_ pictures: [Picture]) {
    self.pictures = pictures
  }

  /// Reads an index.
  ///
  /// - Throws: ``ReleaseError`` that names the line.
  public init(parsing bytes: [UInt8]) throws(ReleaseError) {
    guard bytes.count <= Self.longest else { throw .tooLarge("the media index, in bytes,", limit: Self.longest) }
    guard bytes.isEmpty || bytes.last == UInt8(ascii: "\n") else {
      throw .mediaIndex(line: bytes.count { $0 == UInt8(ascii: "\n") } + 1, "the end of the line is missing")
    }
    var pictures: [Picture] = []
    var paths: Set<[UInt8]> = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
    for (index, line) in lines.enumerated() {
      do throws(PackFault) {
        let picture = try Self.picture(try PackedRecord.parse(Array(line)))
        guard paths.insert(Array(picture.path.utf8)).inserted else { throw .repeated }
        pictures.append(picture)
      } catch {
        throw .mediaIndex(line: index + 1, "\(error)")
      }
    }
    self.pictures = pictures
  }

  /// The canonical bytes.
  public var bytes: [UInt8] {
    pictures.flatMap { picture in
      let line = JSONValue.members([
        "path": .text(picture.path), "sha256": .text(picture.sha256), "length": .integer(Int64(picture.length)),
      ]).line
      return Array(line.utf8) + [UInt8(ascii: "\n")]
    }
  }

  private static func picture(_ json: JSONValue) throws(PackFault) -> Picture {
    guard let object = json.object, let path = object["path"]?.text, let sha256 = object["sha256"]?.text,
      case .integer(let length)? = object["length"]
    else { throw .malformed("a picture has a path, a sha256 and a length") }
    guard ReleasePath.isRelative(path) else { throw .malformed("its path leads out of the folder") }
    guard ReleasePath.isDigest(sha256) else { throw .malformed("its sha256 is no digest") }
    guard (1...Int64(largestPicture)).contains(length) else {
      throw .malformed("its length is not from 1 to \(largestPicture)")
    }
    return Picture(path: path, sha256: sha256, length: Int(length))
  }
}
