public import Catalog
import CanonicalJSON
public import Foundation
import Overlays
import Yams

/// The catalog's files, read into records that remember where they stand.
public struct CatalogSource: Sendable {
  /// Every record that could be read, sorted.
  public private(set) var records: [CatalogRecord] = []
  /// Everything that was wrong with the files themselves.
  public private(set) var issues: [SourceIssue] = []
  private var places: [Key: RecordPlace] = [:]

  private struct Key: Hashable {
    let kind: String
    let id: String
  }

  /// Which folder holds which kind of record.
  private static let folders: [(name: String, kind: CatalogRecord.Kind)] = [
    ("features", .feature), ("commodities", .commodity), ("controls", .control), ("markings", .marking),
    ("substances", .substance), ("regimes", .regime), ("advice", .hazard),
    ("measures", .measure),
  ]
  /// Files whose records are of another kind than their folder's.
  private static let files: [String: CatalogRecord.Kind] = ["advice/red-flags.yaml": .redFlag]
  private static let largestFile = 4 << 20
  private static let mostFiles = 20_000

  /// Reads a catalog folder.
  ///
  /// - Throws: ``CatalogSourceError`` if the folder cannot be read at all; everything less is collected in ``issues``.
  public init(folder: URL) throws(CatalogSourceError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noFolder(folder.path)
    }
    for (name, kind) in Self.folders {
      for file in Self.yamlFiles(below: folder, name) { read(file, in: folder, kind: Self.files[file] ?? kind) }
    }
    for table in ReferenceTable.all { read(table, in: folder) }
    guard !records.isEmpty else { throw .noRecords(folder.path) }
    records.sort(by: CatalogRecord.precedes)
  }

  /// Reads one file that is already in memory; everything that is wrong with it is collected in ``issues``.
  public init(text: String, named file: String, kind: CatalogRecord.Kind) {
    read(text, file: file, kind: kind)
    records.sort(by: CatalogRecord.precedes)
  }

  /// Paths relative to the catalog's folder, in a fixed order.
  private static func yamlFiles(below folder: URL, _ name: String) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.appendingPathComponent(name).path)
    var files: [String] = []
    while let path = paths?.nextObject() as? String, files.count < mostFiles {
      if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { files.append("\(name)/\(path)") }
    }
    return files.sorted()
  }

  private mutating func report(_ file: String, line: Int = 0, field: String = "", _ message: String) {
    issues.append(SourceIssue(file: file, line: line, field: field, message: message, severity: .error))
  }

  private mutating func contents(of file: String, in folder: URL) -> String? {
    let url = folder.appendingPathComponent(file)
    let size = (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    guard size <= Self.largestFile else {
      report(file, "is larger than \(Self.largestFile >> 20) MiB; split it")
      return nil
    }
    guard let data = try? Data(contentsOf: url) else {
      report(file, "cannot be read")
      return nil
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      report(file, "is not UTF-8 text")
      return nil
    }
    return text
  }

  private mutating func read(_ file: String, in folder: URL, kind: CatalogRecord.Kind) {
    if let text = contents(of: file, in: folder) { read(text, file: file, kind: kind) }
  }

  private mutating func read(_ text: String, file: String, kind: CatalogRecord.Kind) {
    switch YAMLDocument.read(text) {
    case .failure(let problem): report(file, line: problem.line, problem.reason)
    case .success(let nodes):
      for node in nodes { take(node, file: file, kind: kind) }
    }
  }

  private mutating func take(_ node: Node, file: String, kind: CatalogRecord.Kind) {
    let line = node.mark?.line ?? 0
    guard node.mapping != nil else {
      return report(file, line: line, "a record must be a group of 'name: value' lines")
    }
    var budget = YAMLDocument.mostNodes
    guard let object = YAMLDocument.json(node, budget: &budget)?.object else {
      return report(file, line: line, "a key is not plain text, or the record grows too large")
    }
    guard let id = object["id"]?.text, Self.isWellFormed(id) else {
      return report(file, line: line, field: "id", "is missing or holds other than letters, digits and - . / ( )")
    }
    guard !LocalID.isLocal(id) else {
      return report(file, line: line, field: "id", "'\(id)' begins with x-, as only the ids of kits' own additions do")
    }
    if kind == .commodity, URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent != id {
      report(file, line: line, field: "id", "'\(id)' must also be the name of the file")
    }
    let key = Key(kind: kind.rawValue, id: id)
    if let earlier = places[key] {
      return report(file, line: line, field: "id", "'\(id)' stands already in \(earlier.file):\(earlier.line(of: []))")
    }
    var fields = object
    fields["id"] = nil
    places[key] = RecordPlace(file: file, node: node)
    records.append(CatalogRecord(kind: kind, id: id, fields: fields))
  }

  private static func isWellFormed(_ id: String) -> Bool {
    (1...80).contains(id.utf8.count)
      && id.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-./()".unicodeScalars.contains($0))
      }
  }

  private mutating func read(_ table: ReferenceTable, in folder: URL) {
    guard FileManager.default.fileExists(atPath: folder.appendingPathComponent(table.file).path),
      let text = contents(of: table.file, in: folder)
    else { return }
    let (rows, problems) = table.records(in: text)
    records += rows
    for problem in problems { report(table.file, line: problem.line, problem.reason) }
  }

  /// The place in the files that an issue of a record means.
  public func locate(_ issue: RecordIssue) -> SourceIssue {
    let place = places[Key(kind: issue.kind, id: issue.id)]
    return SourceIssue(
      file: place?.file ?? "\(issue.kind) \(issue.id)",
      line: place?.line(of: issue.path) ?? 0,
      field: issue.field,
      message: issue.message,
      severity: issue.severity
    )
  }
}

/// Why a catalog folder cannot be read.
public enum CatalogSourceError: Error, Equatable, CustomStringConvertible, Sendable {
  /// There is no such folder.
  case noFolder(String)
  /// The folder holds no record.
  case noRecords(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noFolder(let path): "there is no catalog folder at \(path); name one with --catalog"
    case .noRecords(let path): "\(path) holds no catalog records; expected features/, commodities/, controls/ in it"
    }
  }
}
