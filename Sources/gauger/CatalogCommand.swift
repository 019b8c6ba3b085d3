import ArgumentParser
import Authoring
import Catalog
import Foundation

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "Check, compile and compare catalogs.", subcommands: [Lint.self])

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name everything that is wrong with a catalog's files.")
    @Option(help: "The catalog's folder.") var catalog = "Catalog"

    func run() throws {
      let source = try CatalogSource(folder: URL(fileURLWithPath: catalog))
      let issues = CatalogLint.issues(of: source)
      for issue in issues { print(issue) }
      let errors = issues.count { $0.severity == .error }
      print("\(source.records.count) records, \(errors) errors, \(issues.count - errors) warnings")
      if errors > 0 { throw ExitCode(65) }
    }
  }
}
