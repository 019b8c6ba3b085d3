import Foundation

/// The engine on identification matrices that nobody here wrote.
struct EngineTables {
  static let setNames = [
    "sample", "genetta", "etireptiles", "ponerini", "erythroneura", "cicad60", "cflora60", "vide35s",
  ]

  let folder: URL
  /// The one set to run, all if there is none.
  let only: String?
  /// Where to write the runs with perfect answers.
  let runs: URL?

  /// Runs all sets and prints what became of the specimens.
  func show() throws {
    let sets = try Self.setNames.filter { only == nil || only == $0 }.map { try Dataset(name: $0, folder: folder) }
    if let runs { try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true) }
    printTable("Perfect answers", Dataset.strictHeader, try sets.map { try $0.strictRow(writingTo: runs) })
    printTable(
      "Wrong answers, at a rate that the engine has to find out",
      Dataset.tolerantHeader,
      try sets.flatMap { try $0.tolerantRows() }
    )
    try showMissing(sets)
    printTable(
      "5 % measuring error, entered as value +- 2 sigma",
      Dataset.measuringHeader,
      try sets.filter(\.hasRealCharacters).map { try $0.measuringRow() }
    )
    printTable("Random costs", Dataset.costHeader, try sets.map { try $0.costRow() })
    if only == nil { try showRawMatrix() }
  }

  private func showMissing(_ sets: [Dataset]) throws {
    let missing = try sets.map { try $0.leaveOneOut() }
    printTable(
      "Taxon not in the matrix",
      Dataset.openWorldHeader,
      try zip(sets, missing).map { try $0.openWorldRow($1) }
    )
    let pooled = missing.reduce(Tally(), +)
    print("\nFalsely named, all sets pooled: \(pooled.percent(pooled.wrong)) of \(pooled.count);", terminator: " ")
    print("<= 10 %: \(met(pooled.share(pooled.wrong) <= 0.1))")
  }

  private func showRawMatrix() throws {
    let tally = try Dataset(name: "cicad", folder: folder).tally(Dataset.Settings(), errorRate: 0)
    print("\nRaw cicad: right \(tally.percent(tally.right)), wrong \(tally.percent(tally.wrong)),", terminator: " ")
    print(
      "mean \(decimal(tally.meanQuestions, 2)), right within six \(tally.percent(tally.rightWithinSix));",
      terminator: " "
    )
    print(">= 90 % in a mean of <= 6: \(met(tally.share(tally.right) >= 0.9 && tally.meanQuestions <= 6))")
  }
}
