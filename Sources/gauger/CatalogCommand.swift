import ArgumentParser
import Authoring
import CanonicalJSON
import Catalog
import Foundation
import Identification
import KitStore
import Pictures
import Trust

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Check, compile, compare and publish catalogs.",
    subcommands: [
      CatalogLintCommand.self, CatalogCompileCommand.self, CatalogCoverageCommand.self,
      CatalogCheckCommand.self, CatalogDiffCommand.self, CatalogContactSheetCommand.self,
      CatalogKeyCommand.self, CatalogCeremonyCommand.self, CatalogRotateCommand.self, CatalogReleaseCommand.self,
      CatalogSignCommand.self, CatalogPublishCommand.self, CatalogRenewCommand.self, CatalogStickCommand.self,
      CatalogAuthorityCommand.self,
    ]
  )
}

/// The folder that a catalog command works on.
struct CatalogFolder: ParsableArguments {
  @Option(help: ArgumentHelp("The catalog's folder.", valueName: "folder"))
  var catalog = "Catalog"
  @Flag(help: "Print one JSON object.")
  var json = false

  /// The folder of drawings beside the catalog.
  var images: URL {
    URL(fileURLWithPath: catalog).standardizedFileURL.deletingLastPathComponent().appendingPathComponent("Images")
  }

  func source() throws -> CatalogSource {
    try CatalogSource(folder: URL(fileURLWithPath: catalog))
  }

  /// The catalog, or its errors on standard error and exit code 65.
  func checked() throws -> (source: CatalogSource, catalog: Catalog) {
    let source = try source()
    let errors = CatalogLint.issues(of: source).filter { $0.severity == .error }
    guard errors.isEmpty else {
      for issue in errors { CommandOutput.note(issue.description) }
      throw ExitCode(65)
    }
    return (source, Catalog(records: source.records))
  }
}

struct CatalogLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Name everything that is wrong with a catalog's files: file, line and field."
  )
  @OptionGroup var folder: CatalogFolder

  func run() throws {
    let source = try folder.source()
    let catalog = Catalog(records: source.records)
    let audit = PictureAudit(folder.images, of: catalog)
    let practice = PracticeCases(besides: URL(fileURLWithPath: folder.catalog), in: catalog)
    let issues = CatalogLint.issues(of: source) + audit.issues + practice.issues
    let errors = issues.count { $0.severity == .error }
    if folder.json {
      let list = issues.map { issue in
        JSONValue.members([
          "file": .text(issue.file), "line": .integer(Int64(issue.line)), "field": .text(issue.field),
          "message": .text(issue.message), "severity": .text(issue.severity.rawValue),
        ])
      }
      print(JSONValue.members(["version": .integer(1), "issues": .list(list)]).line)
    } else {
      for issue in issues { print(issue) }
      print(
        "\(source.records.count) records, \(audit.index.pictures.count) drawings, \(practice.cases.count) practice cases, \(errors) errors, \(issues.count - errors) warnings"
      )
    }
    if errors > 0 { throw ExitCode(65) }
  }
}

struct CatalogCompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Write the canonical records, one a line, and the kit file made from them.",
    discussion: "The same files give the same bytes in catalog.ndjson on every machine."
  )
  @OptionGroup var folder: CatalogFolder
  @Option(help: ArgumentHelp("Where to write catalog.ndjson and catalog.db.", valueName: "folder"))
  var output = "."

  func run() throws {
    let compiled = CompiledCatalog(try folder.checked().source)
    let target = URL(fileURLWithPath: output)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(compiled.lines.utf8).write(to: target.appendingPathComponent("catalog.ndjson"), options: .atomic)
    try CatalogDatabase.build(
      compiled.records,
      stateRoot: compiled.stateRoot.hex,
      sourceFingerprint: "",
      compiledAt: Int(Date().timeIntervalSince1970),
      at: target.appendingPathComponent("catalog.db")
    )
    if folder.json {
      print(
        JSONValue.members([
          "version": .integer(1), "records": .integer(Int64(compiled.records.count)),
          "state_root": .text(compiled.stateRoot.hex),
        ]).line
      )
    } else {
      print("\(compiled.records.count) records, state root \(compiled.stateRoot)")
    }
  }
}

struct CatalogCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Count per list and family what is there.",
    discussion: """
      A floor is a file of lines: a count's name as --json gives it under 'figures', a tab, the least it may be.

      Exit status: 0 counted, 1 a count is below the floor, 65 the catalog has errors.
      """
  )
  @OptionGroup var folder: CatalogFolder
  @Option(help: ArgumentHelp("Fail where a count has sunk below this file's.", valueName: "file"))
  var floor: String?

  func run() throws {
    let catalog = try folder.checked().catalog
    let coverage = CatalogCoverage(catalog, pictures: PictureAudit(folder.images, of: catalog).index)
    if folder.json { print(document(coverage).line) } else { show(coverage) }
    guard let floor else { return }
    let shortfalls = coverage.shortfalls(below: try String(contentsOfFile: floor, encoding: .utf8))
    for shortfall in shortfalls { CommandOutput.note(shortfall) }
    if !shortfalls.isEmpty { throw ExitCode(1) }
  }

  private func show(_ coverage: CatalogCoverage) {
    print(Table.row(["list", "entries", "with test", "with goods"], widths: [8, 9, 11, 11]))
    for list in coverage.lists {
      print(
        Table.row(
          [list.list, "\(list.entries)", "\(list.withCriterion)", "\(list.withCommodity)"],
          widths: [8, 9, 11, 11]
        )
      )
    }
    print("")
    print(Table.row(["family", "strategic", "ordinary", "pictures"], widths: [26, 10, 10, 10]))
    for family in coverage.families {
      print(
        Table.row(
          [family.family, "\(family.strategic)", "\(family.ordinary)", "\(family.withPicture)"],
          widths: [26, 10, 10, 10]
        )
      )
    }
    print("")
    for figure in coverage.figures.drop(while: { $0.name != "strategic commodities" }) {
      print(Table.row([figure.name, "\(figure.count)"], widths: [28, 8]))
    }
  }

  private func document(_ coverage: CatalogCoverage) -> JSONValue {
    let lists = coverage.lists.map { list in
      JSONValue.members([
        "list": .text(list.list), "entries": .integer(Int64(list.entries)),
        "with_criterion": .integer(Int64(list.withCriterion)), "with_commodity": .integer(Int64(list.withCommodity)),
      ])
    }
    let families = coverage.families.map { family in
      JSONValue.members([
        "family": .text(family.family), "strategic": .integer(Int64(family.strategic)),
        "ordinary": .integer(Int64(family.ordinary)), "with_picture": .integer(Int64(family.withPicture)),
      ])
    }
    let figures = coverage.figures.map { (key: $0.name, value: JSONValue.integer(Int64($0.count))) }
    return .members([
      "version": .integer(1), "lists": .list(lists), "families": .list(families),
      "figures": .object(JSONObject(figures)),
    ])
  }
}

/// Columns of plain text.
enum Table {
  static func row(_ cells: [String], widths: [Int]) -> String {
    zip(cells, widths).enumerated().map { index, pair in
      let (cell, width) = pair
      let padding = String(repeating: " ", count: max(1, width - cell.count))
      return index == 0 ? cell + padding : padding + cell
    }.joined()
  }
}

struct CatalogCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Play every commodity through the engine: what cannot be told apart, what is described too thinly?"
  )
  @OptionGroup var folder: CatalogFolder

  func run() throws {
    let catalog = try folder.checked().catalog
    let engine = try Identification(catalog)
    let simulation = CatalogSimulation(engine)
    let pairs = simulation.inseparablePairs()
    let playthrough = Playthrough(engine)
    var runs: [Playthrough.Run] = []
    for (number, commodity) in simulation.commodities.enumerated() {
      runs.append(playthrough.run(Specimen(typicalOf: commodity)))
      if number % 50 == 49 { CommandOutput.note("\(number + 1) of \(simulation.commodities.count) commodities …") }
    }
    let missed = runs.filter { !$0.isReached }
    let dead = catalog.validate().filter { $0.kind == "feature" && $0.severity == .warning }
    let mean = runs.isEmpty ? 0 : Double(runs.reduce(0) { $0 + $1.questions }) / Double(runs.count)
    if folder.json {
      print(document(runs, pairs, dead.map(\.id), mean).line)
      return
    }
    for pair in pairs {
      let reason = pair.reason.isEmpty ? "" : ": \(pair.reason)"
      print("not separable from outside, different entries: \(pair.first), \(pair.second)\(reason)")
    }
    for run in missed {
      print(
        "described too thinly: \(run.commodity) (probability \(Table.percent(run.probability)) after \(run.questions) questions)"
      )
    }
    for feature in dead { print("never used: feature \(feature.id)") }
    print(
      "\(runs.count) commodities played: \(runs.count - missed.count) reached, mean \(Table.decimal(mean)) questions; "
        + "\(pairs.count) inseparable pairs, \(pairs.count { $0.reason.isEmpty }) of them not judged; \(dead.count) dead features"
    )
  }

  private func document(
    _ runs: [Playthrough.Run],
    _ pairs: [CatalogSimulation.InseparablePair],
    _ dead: [String],
    _ mean: Double
  ) -> JSONValue {
    .members([
      "version": .integer(2), "mean_questions": .decimal(Table.decimal(mean)),
      "runs": .list(
        runs.map { run in
          .members([
            "commodity": .text(run.commodity), "questions": .integer(Int64(run.questions)),
            "reached": .bool(run.isReached), "probability": .decimal(Table.decimal(run.probability)),
          ])
        }
      ),
      "inseparable": .list(
        pairs.map { .members(["commodities": .texts([$0.first, $0.second]), "reason": .text($0.reason)]) }
      ),
      "dead_features": .texts(dead),
    ])
  }
}

extension Table {
  static func decimal(_ value: Double) -> String { String(format: "%.2f", value) }
  static func percent(_ value: Double) -> String { String(format: "%.0f %%", value * 100) }
}

struct CatalogDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two catalog folders."
  )
  @Argument(help: "The older catalog's folder.") var older: String
  @Argument(help: "The newer catalog's folder.") var newer: String
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let before = try CatalogSource(folder: URL(fileURLWithPath: older)).records
    let after = try CatalogSource(folder: URL(fileURLWithPath: newer)).records
    let difference = CatalogDifference(from: before, to: after)
    if json {
      func list(_ changes: [CatalogDifference.Change]) -> JSONValue {
        .list(
          changes.map { .members(["kind": .text($0.kind), "id": .text($0.id), "fields": .texts($0.fields)]) }
        )
      }
      print(
        JSONValue.members([
          "version": .integer(1), "added": list(difference.added), "changed": list(difference.changed),
          "removed": list(difference.removed),
        ]).line
      )
      return
    }
    for change in difference.added { print("+ \(change.kind) \(change.id)") }
    for change in difference.changed {
      print("~ \(change.kind) \(change.id): \(change.fields.joined(separator: ", "))")
    }
    for change in difference.removed { print("- \(change.kind) \(change.id)") }
    print("\(difference.added.count) added, \(difference.changed.count) changed, \(difference.removed.count) removed")
  }
}
