import CanonicalJSON
public import Catalog
public import Foundation
public import Training
import Yams

/// Cases to practise on, read from YAML files; they are no part of the catalog that is compiled.
public struct PracticeCases: Sendable {
  /// The cases that nothing is wrong with, the easiest first.
  public private(set) var cases: [PracticeCase] = []
  /// Everything that is wrong with the files.
  public private(set) var issues: [SourceIssue] = []

  private static let largestFile = 1 << 20
  private static let mostCases = 2_000

  /// The folder of a catalog in which its cases stand.
  public static func folder(of catalog: URL) -> URL { catalog.appendingPathComponent("training", isDirectory: true) }

  /// Reads the cases that come with a catalog; none where its folder has none.
  public init(besides folder: URL, in catalog: Catalog) {
    let own = Self.folder(of: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: own.path)) ?? []
    for name in names.sorted() where name.hasSuffix(".yaml") {
      read(own.appendingPathComponent(name), named: "training/\(name)", in: catalog)
    }
    sort()
  }

  /// Reads the cases of one file.
  public init(file: URL, in catalog: Catalog) {
    read(file, named: file.lastPathComponent, in: catalog)
    sort()
  }

  private mutating func sort() {
    cases.sort { ($0.grade, $0.id) < ($1.grade, $1.id) }
    issues.sort(by: SourceIssue.precedes)
  }

  private mutating func report(_ file: String, line: Int, field: String = "", _ message: String) {
    issues.append(SourceIssue(file: file, line: line, field: field, message: message, severity: .error))
  }

  private mutating func read(_ url: URL, named file: String, in catalog: Catalog) {
    let size = (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    guard size <= Self.largestFile, let data = try? Data(contentsOf: url),
      let text = String(validating: data, as: UTF8.self)
    else { return report(file, line: 0, "cannot be read, is no text or is larger than \(Self.largestFile >> 20) MiB") }
    switch YAMLDocument.read(text) {
    case .failure(let problem): report(file, line: problem.line, problem.reason)
    case .success(let nodes):
      for node in nodes { take(node, file, in: catalog) }
    }
  }

  private mutating func take(_ node: Node, _ file: String, in catalog: Catalog) {
    let place = RecordPlace(file: file, node: node)
    var budget = YAMLDocument.mostNodes
    guard cases.count < Self.mostCases, let object = YAMLDocument.json(node, budget: &budget)?.object else {
      return report(
        file,
        line: place.line(of: []),
        "a case must be a group of 'name: value' lines; at most 2000 of them"
      )
    }
    var found: [RecordIssue] = []
    let practice = PracticeCase(object, in: catalog, issues: &found)
    if cases.contains(where: { $0.id == practice.id }) {
      return report(file, line: place.line(of: [.key("id")]), field: "id", "'\(practice.id)' stands there twice")
    }
    for issue in found { report(file, line: place.line(of: issue.path), field: issue.field, issue.message) }
    if found.isEmpty { cases.append(practice) }
  }
}
