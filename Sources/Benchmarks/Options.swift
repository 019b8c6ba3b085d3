import Foundation

/// What was asked for on the command line.
struct Options {
  /// A part of the measurements.
  enum Part: String, CaseIterable { case speed, kit, engine }

  static let usage = """
    usage: Benchmarks [speed|kit|engine …] [--data DIR] [--catalog DIR] [--program FILE] [--only NAME] [--write-runs DIR]
      speed    ranks questions on made-up matrices
      kit      loads the catalog in --catalog (./Catalog), starts the release program --program (beside this one)
      engine   runs the identification matrices in --data DIR
    Without a name: all parts, the engine if --data is given.
    \(ReleaseMarks.usage)
    \(RefreshMarks.usage)
    \(CentralMarks.usage)
    """

  private(set) var parts: Set<Part> = []
  private(set) var data: URL?
  private(set) var only: String?
  private(set) var runs: URL?
  private(set) var catalog = URL(fileURLWithPath: "Catalog")
  private(set) var program = Options.beside("gauger")

  init?(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if let part = Part(rawValue: word) {
        parts.insert(part)
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch word {
      case "--data": data = URL(fileURLWithPath: value)
      case "--catalog": catalog = URL(fileURLWithPath: value)
      case "--program": program = URL(fileURLWithPath: value)
      case "--only": only = value
      case "--write-runs": runs = URL(fileURLWithPath: value)
      default: return nil
      }
    }
    if parts.isEmpty { parts = data == nil ? [.speed, .kit] : Set(Part.allCases) }
    if parts.contains(.engine), data == nil { return nil }
  }

  /// A program of the same build.
  static func beside(_ program: String) -> URL {
    (Bundle.main.executableURL ?? URL(fileURLWithPath: "Benchmarks")).deletingLastPathComponent()
      .appending(path: program)
  }
}
