import Foundation

/// What was asked for on the command line.
struct Options {
  static let setNames = [
    "sample", "genetta", "etireptiles", "ponerini", "erythroneura", "cicad60", "cflora60", "vide35s",
  ]
  static let usage = """
    usage: Benchmarks --data DIR [--only NAME] [--write-runs DIR]
           Benchmarks central [--program gauger-central] [--database postgres://…]
    """

  var data: URL?
  var only: String?
  var runs: URL?

  init?(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--data": data = URL(fileURLWithPath: value)
      case "--only": only = value
      case "--write-runs": runs = URL(fileURLWithPath: value)
      default: return nil
      }
    }
  }
}

if CommandLine.arguments.dropFirst().first == "central" {
  exit(centralLoad(Array(CommandLine.arguments.dropFirst(2))))
}

guard let options = Options(CommandLine.arguments), let folder = options.data else {
  print(Options.usage)
  exit(64)
}

/// Measures the authority's server, which lies beside this program unless it is named.
func centralLoad(_ arguments: [String]) -> Int32 {
  var program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("gauger-central")
  var database: String?
  var rest = arguments[...]
  while let option = rest.popFirst() {
    switch (option, rest.popFirst()) {
    case ("--program", let path?): program = URL(fileURLWithPath: path)
    case ("--database", let url?): database = url
    default:
      print(Options.usage)
      return 64
    }
  }
  let load = CentralLoad(program: program, database: database)
  do {
    var rows = [
      try load.records(kits: 64, batches: 25, batchSize: 20, contentLength: 2_048),
      try load.records(kits: 16, batches: 20, batchSize: 100, contentLength: 2_048),
      try load.records(kits: 64, batches: 50, batchSize: 1, contentLength: 4_096),
    ]
    for kits in [64, 1_000] {
      for isCold in [true, false] { rows.append(try load.checks(kits: kits, isCold: isCold)) }
    }
    printTable("The authority's server", CentralLoad.header, rows)
    return 0
  } catch {
    FileHandle.standardError.write(Data("benchmark failed: \(error)\n".utf8))
    return 1
  }
}

func speed() throws {
  var rows = [try SpeedTable(itemCount: 1000).row(limit: 1)]
  print("Resident after 1,000 items: \(SpeedTable.residentMemory())")
  rows.append(try SpeedTable(itemCount: 100_000).row(limit: 30))
  print("Resident after 100,000 items: \(SpeedTable.residentMemory())")
  printTable("Speed", SpeedTable.header, rows)
}

func accuracy() throws {
  let names = Options.setNames.filter { options.only == nil || options.only == $0 }
  let sets = try names.map { try Dataset(name: $0, folder: folder) }
  if let runs = options.runs { try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true) }
  printTable("Perfect answers", Dataset.strictHeader, try sets.map { try $0.strictRow(writingTo: options.runs) })
  printTable(
    "Wrong answers, the rate known to the engine",
    Dataset.tolerantHeader,
    try sets.flatMap { try $0.tolerantRows(assumed: nil) }
  )
  printTable(
    "Wrong answers, the engine always assumes 10 %",
    Dataset.tolerantHeader,
    try sets.flatMap { try $0.tolerantRows(assumed: 0.1) }
  )
  let missing = try sets.map { try $0.leaveOneOut() }
  printTable(
    "Taxon not in the matrix",
    Dataset.openWorldHeader,
    try zip(sets, missing).map { try $0.openWorldRow($1) }
  )
  let pooled = missing.reduce(Tally(), +)
  print("\nFalsely named, all sets pooled: \(pooled.percent(pooled.wrong)) of \(pooled.count)")
  printTable(
    "5 % measuring error, entered as value +- 2 sigma",
    Dataset.measuringHeader,
    try sets.filter(\.hasRealCharacters).map { try $0.measuringRow() }
  )
  printTable("Random costs", Dataset.costHeader, try sets.map { try $0.costRow() })
}

func rawMatrix() throws {
  let cicad = try Dataset(name: "cicad", folder: folder)
  let tally = try cicad.tally(TolerantIdentification.Settings(assumedErrorRate: 0.02), errorRate: 0)
  print("\nRaw cicad: right \(tally.percent(tally.right)), wrong \(tally.percent(tally.wrong)),")
  print("right within six questions \(tally.percent(tally.rightWithinSix)), mean \(decimal(tally.meanQuestions, 2))")
}

do {
  if options.only == nil { try speed() }
  try accuracy()
  if options.only == nil { try rawMatrix() }
} catch {
  FileHandle.standardError.write(Data("benchmark failed: \(error)\n".utf8))
  exit(1)
}
