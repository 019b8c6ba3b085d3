import Foundation

extension Dataset {
  /// One row: the engine's runs with perfect answers beside those of the reference program.
  func strictRow(writingTo folder: URL?) throws -> [String] {
    let strict = try StrictIdentification(self)
    let runs = try specimens.map { try strict.run($0) }
    if let folder { try write(runs, to: folder.appending(path: "\(name).csv")) }
    let own = runs.filter { $0.remaining == 1 }.map(\.answered)
    let others = reference.filter { $0.remaining == 1 }.map(\.answered)
    let ratio = mean(own) / mean(others)
    return [
      name, "\(taxonCount) x \(characters.filter { !$0.isIgnored }.count)",
      decimal(mean(own), 3), decimal(median(own), 1),
      percent(own.count, of: runs.count), decimal(mean(others), 3), decimal(median(others), 1),
      percent(others.count, of: reference.count), decimal(ratio, 3), met(ratio <= 1.02),
      percent(runs.filter(\.keepsTruth).count, of: runs.count),
    ]
  }

  static let strictHeader = [
    "set", "size", "mean", "median", "reached 1", "Intkey mean", "median", "reached 1", "ratio", "<= 1.02", "true kept",
  ]

  private func write(_ runs: [StrictIdentification.Run], to file: URL) throws {
    var text = "taxon,rep,answered,skipped,remaining,true_in,path\n"
    for (specimen, run) in zip(specimens, runs) {
      let path = run.path.map { "\(characters[$0.column].id)=\($0.value)" }.joined(separator: " ")
      text += "\(specimen.taxon + 1),\(specimen.rep),\(run.answered),\(run.skipped),\(run.remaining),"
      text += "\(run.keepsTruth),\(path)\n"
    }
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
}

func mean(_ values: [Int]) -> Double {
  values.isEmpty ? .nan : Double(values.reduce(0, +)) / Double(values.count)
}

func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

private func median(_ values: [Int]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  return Double(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

private func percent(_ part: Int, of whole: Int) -> String {
  decimal(100 * Double(part) / Double(max(1, whole)), 1) + " %"
}
