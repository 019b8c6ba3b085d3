public import Foundation

/// The folder that holds the drawings and their table.
public struct PictureFolder: Sendable {
  /// What there is to see.
  public let index: PictureIndex
  private let folder: URL
  private static let longestTable = 4 << 20
  private static let longestPicture = 1 << 20

  /// Opens a folder of drawings; without a readable table it holds none.
  public init(_ folder: URL) {
    self.folder = folder
    let table = Self.read(folder.appendingPathComponent("index.tsv"), upTo: Self.longestTable)
    index = table.flatMap { try? PictureIndex(table: String(decoding: $0, as: UTF8.self)) } ?? .empty
  }

  /// The file of a drawing.
  ///
  /// - Parameter kind: `png` or `svg`.
  public func file(of picture: Picture, kind: String = "png") -> URL {
    folder.appendingPathComponent("\(picture.path).\(kind)")
  }

  /// The PNG of a drawing, or nil if it cannot be read.
  public func png(of picture: Picture) -> [UInt8]? {
    Self.read(file(of: picture), upTo: Self.longestPicture)
  }

  private static func read(_ url: URL, upTo limit: Int) -> [UInt8]? {
    guard let file = try? FileHandle(forReadingFrom: url), let data = try? file.read(upToCount: limit + 1),
      data.count <= limit
    else { return nil }
    return Array(data)
  }
}
