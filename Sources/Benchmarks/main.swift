import Foundation

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
  if options.parts.contains(.engine), let data = options.data {
    try EngineTables(folder: data, only: options.only, runs: options.runs).show()
  }
} catch {
  FileHandle.standardError.write(Data("benchmark failed: \(error)\n".utf8))
  exit(1)
}
