import Foundation
import KitStore
import Releases
import Sync

/// What it costs to bring a kit to a new release: bytes moved, seconds, memory.
enum ReleaseMarks {
  static let usage = "usage: Benchmarks releases --records FILE   (catalog.ndjson from 'gauger catalog compile')"
  private static let reference: Set<String> = ["heading", "un-number", "trade-term"]
  private static let releases = 10

  static func run(_ arguments: [String]) throws -> Bool {
    switch (arguments.first, arguments.count) {
    case ("--records", 2): try measure(URL(fileURLWithPath: arguments[1]))
    case ("install", 3): try install(KitHome(environment: ["GAUGER_HOME": arguments[1]]), from: arguments[2])
    case ("check", 2): try check(KitHome(environment: ["GAUGER_HOME": arguments[1]]))
    default: return false
    }
    return true
  }

  private static func measure(_ file: URL) throws {
    let all = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { try PackedRecord(line: Array($0)) }
    let describing = all.filter { !reference.contains($0.key.kind) }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("releases-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try measure(evenly(5_000, of: describing), in: folder.appendingPathComponent("small"))
    try measure(evenly(20_000, of: all), in: folder.appendingPathComponent("large"))
  }

  private static func measure(_ records: [PackedRecord], in folder: URL) throws {
    let repository = folder.appendingPathComponent("repository")
    var published = try SyntheticReleases(records, in: repository, seed: 7)
    var rows: [[String]] = []
    rows.append(["first installation"] + (try child("install", "kit", in: folder)))
    rows.append(["check at start"] + (try child("check", "kit", in: folder)))
    try FileManager.default.copyItem(
      at: folder.appendingPathComponent("kit"),
      to: folder.appendingPathComponent("kit-behind")
    )
    for number in 1...releases {
      try published.next()
      let costs = try child("install", "kit", in: folder)
      if number == 1 || number == releases { rows.append(["delta to release \(number + 1)"] + costs) }
    }
    rows.append(["\(releases) deltas at once"] + (try child("install", "kit-behind", in: folder)))
    let sizes = published.weights.dropFirst().map { weight in
      let share = Double(weight.delta + weight.manifest) / Double(weight.full)
      return [
        "\(weight.release)", "\(weight.records)", "\(weight.full)", "\(weight.delta)", "\(weight.manifest)",
        "\(decimal(share * 100, 2)) %", mark(share <= 0.02),
      ]
    }
    let header = ["release", "records", "full pack", "delta", "manifest", "moved of the full pack", "at most 2 %"]
    printTable("Bytes of a release that changes 1 % of \(records.count) records", header, Array(sizes))
    printTable("Time and memory, \(records.count) records", ["", "s", "peak MiB", "3 s, 64 MiB"], rows)
  }

  /// Runs this program again on a kit, so that its memory is that of the work alone.
  private static func child(_ verb: String, _ kit: String, in folder: URL) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["releases", verb, folder.appendingPathComponent(kit).path]
    if verb == "install" { process.arguments?.append(folder.appendingPathComponent("repository").path) }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let figures = output.split(separator: " ").compactMap { Double($0) }
    guard process.terminationStatus == 0, figures.count == 2 else { throw CocoaError(.executableRuntimeMismatch) }
    let limit = verb == "check" ? 1.0 : 3.0
    return [decimal(figures[0], 2), decimal(figures[1], 1), mark(figures[0] <= limit && figures[1] <= 64)]
  }

  private static func install(_ home: KitHome, from repository: String) throws {
    let folder = URL(fileURLWithPath: repository)
    let seconds = try ContinuousClock().measure {
      _ = try ReleaseInstaller(home: home, now: 0).install { folder.appendingPathComponent($0) }
    }
    report(seconds)
  }

  private static func check(_ home: KitHome) throws {
    let seconds = try ContinuousClock().measure {
      guard let url = home.currentCatalog, try CatalogDatabase(at: url).holdsItsRecords() else {
        throw CocoaError(.fileReadCorruptFile)
      }
    }
    report(seconds)
  }

  private static func report(_ duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    print(seconds, ResidentMemory.peak(of: "self"), terminator: " ")
  }
}

/// So many of the elements, from all parts alike.
func evenly<Element>(_ count: Int, of elements: [Element]) -> [Element] {
  guard elements.count > count else { return elements }
  return (0..<count).map { elements[$0 * elements.count / count] }
}

private func mark(_ passes: Bool) -> String { passes ? "pass" : "MISS" }
