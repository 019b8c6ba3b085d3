public import Catalog
public import Foundation
public import Pictures
import Trust

/// The drawings of a catalog and what is wrong with them.
public struct PictureAudit: Sendable {
  /// The drawings that the table lists.
  public let index: PictureIndex
  /// What is wrong with the files.
  public let issues: [SourceIssue]

  private static let longestDrawing = 64 << 10
  /// Markup that could load or do something, or that other programs draw differently.
  private static let refused = [
    "<script", "<image", "<foreignobject", "<style", "<filter", "href", "url(", "<!doctype", "<!entity", "onload",
    "onclick", "class=",
  ]

  /// Reads a folder of drawings.
  public init(_ folder: URL, of catalog: Catalog) {
    let drawings = Self.drawings(in: folder)
    let table = folder.appendingPathComponent("index.tsv")
    var issues: [SourceIssue] = []
    func report(_ file: String, _ message: String) {
      issues.append(SourceIssue(file: file, line: 0, field: "", message: message, severity: .error))
    }
    do throws(PictureIndexError) {
      index = try PictureIndex(table: (try? String(contentsOf: table, encoding: .utf8)) ?? "")
    } catch {
      index = .empty
      report("index.tsv", error.description)
    }
    let listed = Dictionary(index.pictures.map { ($0.path, $0) }) { first, _ in first }
    for path in drawings {
      let problems = Self.problems(of: path, in: folder, listed: listed[path], catalog)
      for problem in problems { report("\(path).svg", problem) }
    }
    for path in listed.keys.sorted() where !drawings.contains(path) {
      report("index.tsv", "lists \(path), which is not there; Scripts/draw-pictures writes the table anew")
    }
    self.issues = issues
  }

  private static func drawings(in folder: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)
    var drawings: [String] = []
    while let path = paths?.nextObject() as? String {
      if path.hasSuffix(".svg") { drawings.append(String(path.dropLast(4))) }
    }
    return drawings.sorted()
  }

  private static func problems(
    of path: String,
    in folder: URL,
    listed: Picture?,
    _ catalog: Catalog
  ) -> [String] {
    let file = folder.appendingPathComponent(path + ".svg")
    guard let subject = Picture.Subject(path: path) else {
      return ["is no commodities/ID/VIEW, features/ID/STATE or hazards/ID"]
    }
    guard let data = try? Data(contentsOf: file), data.count <= longestDrawing else {
      return ["cannot be read or has more than \(longestDrawing) bytes"]
    }
    var problems: [String] = []
    if let missing = subject.missing(from: catalog) {
      problems.append("shows \(missing), which the catalog does not have")
    }
    if listed?.digest != ContentDigest(of: Array(data)).hex
      || !FileManager.default.fileExists(atPath: folder.appendingPathComponent(path + ".png").path)
    {
      problems.append("was changed after its PNG was drawn; Scripts/draw-pictures draws it anew")
    }
    let markup = String(decoding: data, as: UTF8.self).lowercased()
    for part in refused where markup.contains(part) {
      problems.append("holds '\(part.trimmingCharacters(in: .whitespaces))'")
    }
    for part in ["viewbox=\"0 0 480 320\"", "<title>", "<desc>"] where !markup.contains(part) {
      problems.append("has no \(part)")
    }
    return problems
  }
}

extension Picture.Subject {
  /// What is shown though the catalog does not know it.
  fileprivate func missing(from catalog: Catalog) -> String? {
    switch self {
    case .commodity(let id, _): catalog.commodities[id] == nil ? "the commodity \(id)" : nil
    case .state(let feature, let id):
      catalog.features[feature]?.states.contains { $0.id == id } == true ? nil : "the state \(id) of \(feature)"
    // A label that stands for no hazard of its own is a marking.
    case .hazard(let id):
      catalog.hazards[id] == nil && !catalog.markings.contains { $0.id == id } ? "the hazard or marking \(id)" : nil
    }
  }
}
