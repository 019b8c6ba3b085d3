import Foundation

/// What was asked for on the command line.
struct Options {
  /// A part of the measurements.
  enum Part: String, CaseIterable { case speed, kit, engine, catalog }

  static let usage = """
    usage: Benchmarks [speed|kit|engine|catalog …] [--data DIR] [--catalog DIR] [--program FILE]
                      [--only NAME] [--write-runs DIR] [--rounds N] [--worst N]
      speed    ranks questions on made-up matrices
      kit      loads the catalog in --catalog (./Catalog), starts the release program --program (beside this one)
      engine   runs the identification matrices in --data DIR
      catalog  plays every commodity of --catalog --rounds times (1), with and without wrong answers, and
               one in five without its own record; names the --worst runs (0)
    Without a name: all parts, the engine if --data is given.
    \(ReleaseMarks.usage)
    \(RefreshMarks.usage)
    \(CentralMarks.usage)
    """

  private(set) var parts: Set<Part> = []
  private(set) var data: URL?
  private(set) var only: String?
  private(set) var rounds = 1
  private(set) var worst = 0
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
      case "--rounds":
        guard let number = Int(value), (1...1000).contains(number) else { return nil }
        rounds = number
      case "--worst":
        guard let number = Int(value), (0...10_000).contains(number) else { return nil }
        worst = number
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
