import Foundation

func fail(_ error: any Error) -> Never {
  FileHandle.standardError.write(Data("benchmark failed: \(error)\n".utf8))
  exit(1)
}

/// Parts with options of their own; each says whether it understood them.
let separate: [String: (_ arguments: [String]) throws -> Bool] = [
  "releases": ReleaseMarks.run, "refresh": RefreshMarks.run, "central": CentralMarks.run,
]
do {
  if let name = CommandLine.arguments.dropFirst().first, let run = separate[name] {
    guard try run(Array(CommandLine.arguments.dropFirst(2))) else {
      print(Options.usage)
      exit(64)
    }
    exit(0)
  }
} catch {
  fail(error)
}

guard let options = Options(CommandLine.arguments) else {
  print(Options.usage)
  exit(64)
}

do {
  if options.parts.contains(.speed) {
    printTable(
      "Next question",
      SpeedTable.header,
      [try SpeedTable(itemCount: 1000).row(limit: 1), try SpeedTable(itemCount: 100_000).row(limit: 30)]
    )
  }
  if options.parts.contains(.kit) {
    let table = KitTable(catalog: options.catalog, program: options.program)
    printTable("Kit", KitTable.header, try table.rows())
  }
  if options.parts.contains(.catalog) {
    try await CatalogTables(catalog: options.catalog, only: options.only, rounds: options.rounds, worst: options.worst)
      .show()
  }
  if options.parts.contains(.engine), let data = options.data {
    try EngineTables(folder: data, only: options.only, runs: options.runs).show()
  }
} catch {
  fail(error)
}
