public import CanonicalJSON

/// What a release of the catalog says of itself: the signed target `catalog/release.json`.
///
/// Every pack and delta is named here with its length, and whatever way a kit takes, it must end at ``stateRoot``.
public struct ReleaseManifest: Equatable, Sendable {
  /// What it is called in the repository.
  public static let path = "catalog/release.json"
  /// The most bytes that a manifest may have.
  public static let longest = 4 << 20

  /// Which programs can read the records.
  public struct Format: Equatable, Sendable {
    /// A reader of one major format cannot read another.
    public let major: Int
    /// Counts additions that older readers may pass over.
    public let minor: Int
    /// The minor format that a reader must at least know.
    public let minReader: Int

    /// A format.
    public init(major: Int, minor: Int, minReader: Int) {
      self.major = major
      self.minor = minor
      self.minReader = minReader
    }
  }

  /// One field that records of this release may have.
  public struct Field: Equatable, Sendable {
    /// Whether a reader that does not know a field may pass over it.
    public enum Class: String, Sendable {
      /// It bears on whether goods are recognised: a reader that does not know it must not use the release.
      case critical
      /// It may be passed over.
      case advisory
    }
    /// Kind and field, such as `control.criterion`.
    public let name: String
    /// Whether it may be passed over.
    public let fieldClass: Class
    /// The release that had it first.
    public let since: Int

    /// A field.
    public init(name: String, fieldClass: Class, since: Int) {
      self.name = name
      self.fieldClass = fieldClass
      self.since = since
    }
  }

  /// One file of the repository.
  public struct Part: Equatable, Sendable {
    /// Its target path.
    public let path: String
    /// Its length in bytes.
    public let length: Int

    /// A part.
    public init(path: String, length: Int) {
      self.path = path
      self.length = length
    }
  }

  /// A file that leads from one release to a later one.
  public struct Delta: Equatable, Sendable {
    /// The release that it starts from.
    public let from: Int
    /// The release that it leads to.
    public let to: Int
    /// The file.
    public let part: Part

    /// A delta.
    public init(from: Int, to: Int, part: Part) {
      self.from = from
      self.to = to
      self.part = part
    }
  }

  /// The list of pictures that belong to the release.
  public struct Media: Equatable, Sendable {
    /// The list.
    public let part: Part
    /// The SHA-256 of the list, in hexadecimal.
    public let sha256: String

    /// A list of pictures.
    public init(part: Part, sha256: String) {
      self.part = part
      self.sha256 = sha256
    }
  }

  /// A record that the authority took out of the catalog.
  public struct Withdrawal: Hashable, Sendable {
    /// The record.
    public let key: RecordKey
    /// The first release without it.
    public let release: Int

    /// A withdrawal.
    public init(key: RecordKey, release: Int) {
      self.key = key
      self.release = release
    }
  }

  /// The number, which only ever rises.
  public var release: Int
  /// The release before it; nil for the first.
  public var previous: Int?
  /// When it was made, in seconds since 1970.
  public var issuedAt: Int
  /// Which programs can read it.
  public var format: Format
  /// The fields that its records may have.
  public var fields: [Field]
  /// How many records of each kind it holds.
  public var counts: [String: Int]
  /// The digest over all its records.
  public var stateRoot: String
  /// All records.
  public var full: Part
  /// Ways from earlier releases, also between these.
  public var deltas: [Delta]
  /// What was taken out.
  public var withdrawn: [Withdrawal]
  /// Releases that must not be used any more.
  public var yanked: [Int]
  /// No kit may go back behind this release.
  public var minRelease: Int
  /// Its pictures; nil if it has none.
  public var media: Media?
  /// Members that this program does not know, kept as they came.
  public var others: JSONObject

  /// A manifest.
  public init(
    release: Int,
    previous: Int?,
    issuedAt: Int,
    format: Format,
    fields: [Field] = [],
    counts: [String: Int],
    stateRoot: String,
    full: Part,
    deltas: [Delta] = [],
    withdrawn: [Withdrawal] = [],
    yanked: [Int] = [],
    minRelease: Int = 1,
    media: Media? = nil,
    others: JSONObject = JSONObject()
  ) {
    self.release = release
    self.previous = previous
    self.issuedAt = issuedAt
    self.format = format
    self.fields = fields
    self.counts = counts
    self.stateRoot = stateRoot
    self.full = full
    self.deltas = deltas
    self.withdrawn = withdrawn
    self.yanked = yanked
    self.minRelease = minRelease
    self.media = media
    self.others = others
  }

  /// How many records there are of all kinds.
  public var recordCount: Int { counts.values.reduce(0, +) }
}
