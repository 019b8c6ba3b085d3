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
  private static let fewRecords = 5_000
  private static let clue = "tube OD 145 mm, AMS 6514, 12 pcs 88 kg"

  static let header = ["what", "median", "mark", "met"]

  /// Compiles the catalog into a kit of its own, measures, and removes the kit.
  func rows() throws -> [[String]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gauger-benchmark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let home = try KitHome(environment: ["GAUGER_HOME": folder.appending(path: "kit").path])
    let compiling = try seconds { _ = try ShippedCatalog.install(catalog, into: home, now: 0) {} }
    guard let url = home.currentCatalog else { throw KitStoreError.noCatalog }
    let database = try CatalogDatabase(at: url)
    let records = try database.facts().counts.values.reduce(0, +)
    var rows = [["compile \(records) records from their files", decimal(compiling, 1) + " s", "", ""]]
    rows += try loading(database)
    rows += try starting(home, records)
    let small = try smallKit(of: database, at: folder.appending(path: "small"))
    let lookup = try lookup(small)
    rows.append([
      "gauger lookup, cold, \(Self.fewRecords) records", times(lookup), "<= 25 ms of processor time",
      met(median(lookup.map(\.processor)) <= 25),
    ])
    return rows
  }

  /// A kit with some of the records, of all kinds.
  private func smallKit(of database: CatalogDatabase, at folder: URL) throws -> KitHome {
    let home = try KitHome(environment: ["GAUGER_HOME": folder.path])
    let records = evenly(Self.fewRecords, of: try database.allRecords().compactMap(\.self))
    let root = String(repeating: "0", count: 64)
    let place = home.release(root).appending(path: "catalog.db")
    try home.create()
    try CatalogDatabase.build(records, stateRoot: root, sourceFingerprint: "", compiledAt: 0, at: place)
    try home.use(release: root)
    return home
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

  private func starting(_ home: KitHome, _ records: Int) throws -> [[String]] {
    let version = try run(["--version"], in: home)
    let identify = try ChildRun(program, ["identify", "--json", Self.clue], environment: environment(home))
    return [
      ["gauger --version", times(version), "", ""],
      ["gauger lookup, cold, \(records) records", times(try lookup(home)), "", ""],
      [
        "gauger identify, peak resident memory", decimal(identify.peakMemory, 0) + " MiB", "<= 60 MB",
        met(identify.peakMemory * 1.048576 <= 60),
      ],
    ]
  }

  private func lookup(_ home: KitHome) throws -> [ChildRun] { try run(["lookup", "bellows", "valve"], in: home) }

  private func run(_ arguments: [String], in home: KitHome) throws -> [ChildRun] {
    try (0..<Self.runs).map { _ in try ChildRun(program, arguments, environment: environment(home)) }
  }

  /// As on a kit that has its release from the authority: there is no folder of catalog files to look at.
  private func environment(_ home: KitHome) -> [String: String] { ["GAUGER_HOME": home.folder.path] }

  private func times(_ runs: [ChildRun]) -> String {
    "\(decimal(median(runs.map(\.processor)), 1)) ms processor, \(decimal(median(runs.map(\.wall)), 1)) ms wall"
  }

  private func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = Date()
    try work()
    return Date().timeIntervalSince(start)
  }
}
