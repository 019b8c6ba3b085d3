/// One drawing of the catalog.
public struct Picture: Hashable, Sendable {
  /// What a drawing shows.
  public enum Subject: Hashable, Sendable {
    /// A commodity, seen from a side: `front`, `end`, `label`.
    case commodity(id: String, view: String)
    /// A state of a feature.
    case state(feature: String, id: String)
    /// A hazard or a hazard label.
    case hazard(id: String)
  }

  /// What it shows.
  public let subject: Subject
  /// The path of the drawing below the folder of images, without its extension.
  public let path: String
  /// The SHA-256 of the SVG, 64 hexadecimal digits.
  public let digest: String
  /// The name of what is shown.
  public let title: String
  /// What is seen, in one sentence.
  public let description: String
}

extension Picture.Subject {
  /// Reads `commodities/ID/VIEW`, `features/ID/STATE` or `hazards/ID`.
  public init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isPlain) }) else { return nil }
    switch (parts.first, parts.count) {
    case ("commodities", 3): self = .commodity(id: parts[1], view: parts[2])
    case ("features", 3): self = .state(feature: parts[1], id: parts[2])
    case ("hazards", 2): self = .hazard(id: parts[1])
    default: return nil
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }
}

/// The drawings that there are, by what they show.
public struct PictureIndex: Sendable {
  /// All drawings, in the order of their paths.
  public let pictures: [Picture]
  private let bySubject: [Picture.Subject: Int]
  private let byCommodity: [String: [Int]]

  /// An index without drawings.
  public static let empty = PictureIndex([])

  /// An index of drawings.
  public init(_ pictures: [Picture]) {
    let sorted = pictures.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.pictures = sorted
    bySubject = Dictionary(sorted.enumerated().map { ($1.subject, $0) }) { first, _ in first }
    byCommodity = sorted.indices.reduce(into: [:]) { found, place in
      if case .commodity(let id, _) = sorted[place].subject { found[id, default: []].append(place) }
    }
  }

  /// Reads a table of one drawing a line: path, digest, title and description, separated by tabs.
  ///
  /// - Throws: ``PictureIndexError`` with the first line that is no such row.
  public init(table: String) throws(PictureIndexError) {
    var pictures: [Picture] = []
    for (number, line) in table.split(separator: "\n").enumerated() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let subject = Picture.Subject(path: fields[0]), fields[1].utf8.count == 64 else {
        throw PictureIndexError(line: number + 1)
      }
      pictures.append(
        Picture(subject: subject, path: fields[0], digest: fields[1], title: fields[2], description: fields[3])
      )
    }
    self.init(pictures)
  }

  /// The drawings of a commodity, its front first.
  public func commodity(_ id: String) -> [Picture] {
    let pictures = (byCommodity[id] ?? []).map { self.pictures[$0] }
    return pictures.filter { $0.path.hasSuffix("/front") } + pictures.filter { !$0.path.hasSuffix("/front") }
  }

  /// The drawing of a feature's state.
  public func state(_ id: String, of feature: String) -> Picture? {
    bySubject[.state(feature: feature, id: id)].map { pictures[$0] }
  }

  /// The drawing of a hazard.
  public func hazard(_ id: String) -> Picture? {
    bySubject[.hazard(id: id)].map { pictures[$0] }
  }
}

/// A line of the table of drawings that cannot be read.
public struct PictureIndexError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The line, from 1.
  public let line: Int

  /// The error of one line.
  public init(line: Int) { self.line = line }

  /// What happened and what to do.
  public var description: String {
    "line \(line) of the table of pictures is not path, digest, title and description; draw the table anew"
  }
}
