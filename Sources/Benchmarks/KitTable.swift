import Authoring
import Catalog
import Foundation
import Identification
import KitStore

/// What the kit costs on a real catalog: loading it, starting the program, its memory.
struct KitTable {
  /// The catalog's files.
  let catalog: URL
  /// The program; it has to be a release build for the figures to mean anything.
  let program: URL

  private static let runs = 20
  private static let clue = "tube OD 145 mm, AMS 6514, 12 pcs 88 kg"

  static let header = ["what", "median", "mark", "met"]

  /// Compiles the catalog into a kit of its own, measures, and removes the kit.
  func rows() throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gauger-benchmark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let environment = ["GAUGER_HOME": folder.path, "GAUGER_CATALOG": catalog.path]
    let home = try KitHome(environment: environment)
    let compiling = try seconds { _ = try ShippedCatalog.install(catalog, into: home, now: 0) {} }
    guard let url = home.currentCatalog else { throw KitStoreError.noCatalog }
    let database = try CatalogDatabase(at: url)
    let records = try database.facts().counts.values.reduce(0, +)
    var rows = [["compile \(records) records from their files", decimal(compiling, 1) + " s", "", ""]]
    rows += try loading(database)
    rows += try starting(environment)
    return rows
  }

  private func loading(_ database: CatalogDatabase) throws -> [[String]] {
    var records: [Double] = []
    var engines: [Double] = []
    for _ in 0..<5 {
      var catalog = Catalog(records: [])
      records.append(try seconds { catalog = try KitCatalog(database, []).catalog() } * 1000)
      engines.append(try seconds { _ = try Identification(catalog) } * 1000)
    }
    return [
      ["load the catalog for identification", decimal(median(records), 0) + " ms", "", ""],
      ["prepare the engine for it", decimal(median(engines), 0) + " ms", "", ""],
    ]
  }

  private func starting(_ environment: [String: String]) throws -> [[String]] {
    let version = try (0..<Self.runs).map { _ in try ChildRun(program, ["--version"], environment: environment) }
    let lookup = try (0..<Self.runs).map { _ in
      try ChildRun(program, ["lookup", "bellows", "valve"], environment: environment)
    }
    let identify = try ChildRun(program, ["identify", "--json", Self.clue], environment: environment)
    let lookupTime = median(lookup.map(\.processor))
    return [
      ["gauger --version", times(version), "", ""],
      ["gauger lookup, cold", times(lookup), "<= 25 ms of processor time", met(lookupTime <= 25)],
      [
        "gauger identify, peak resident memory", decimal(identify.peakMemory, 0) + " MiB", "<= 60 MB",
        met(identify.peakMemory * 1.048576 <= 60),
      ],
    ]
  }

  private func times(_ runs: [ChildRun]) -> String {
    "\(decimal(median(runs.map(\.processor)), 1)) ms processor, \(decimal(median(runs.map(\.wall)), 1)) ms wall"
  }

  private func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = Date()
    try work()
    return Date().timeIntervalSince(start)
  }
}
