import CanonicalJSON
import DurableFiles
import Foundation
import Identification
import KitStore
import Training

/// What came of practice on this kit, in a file of its own that nothing else reads or sends.
struct TrainingResults {
  private let file: URL
  private var played: [String: [Bool]] = [:]
  private var lines: [String] = []
  private static let largestFile = 4 << 20

  init(at home: KitHome) throws {
    file = home.folder.appendingPathComponent("training.jsonl")
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    let size = (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    guard size <= Self.largestFile, let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw CommandFailure(.inputOutput, "cannot read \(file.path); move it away to begin practice anew")
    }
    for line in text.split(separator: "\n") {
      lines.append(String(line))
      guard let object = try? JSONValue(parsing: line.utf8).object, let name = object["case"]?.text else { continue }
      played[name, default: []].append(object["passed"] == .bool(true))
    }
  }

  func count(of name: String) -> Int { played[name]?.count ?? 0 }

  func hasPassed(_ name: String) -> Bool { played[name]?.contains(true) ?? false }

  func words(_ name: String) -> String {
    guard let results = played[name], !results.isEmpty else { return "not played yet" }
    let times = results.count == 1 ? "once" : "\(results.count) times"
    return results.contains(true) ? "passed, played \(times)" : "not passed yet, played \(times)"
  }

  /// Adds a result to the file.
  func keep(_ grade: PracticeGrade, at time: Int) throws {
    let line = JSONValue.members([
      "version": .integer(1), "time": .integer(Int64(time)), "case": .text(grade.practice.id),
      "decision": .text(grade.run.decision?.rawValue ?? ""), "right": .bool(grade.isRight),
      "supported": .bool(grade.isSupported), "hazards_named": .bool(grade.hazardsMissed.isEmpty),
      "passed": .bool(grade.isPassed), "seconds": .integer(Int64(grade.seconds.rounded())),
    ]).line
    let text = (lines + [line]).map { $0 + "\n" }.joined()
    try DurableFile.replace(file, with: Data(text.utf8), mode: 0o600)
  }
}
