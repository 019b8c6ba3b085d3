import ArgumentParser
import Foundation
import KitStore
import Presentation
import Sync
import Trust

@main
struct Gauger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gauger",
    abstract: "Tell what strategic goods are, offline: an aid to identification, not a classification ruling.",
    discussion: """
      Exit status: 0 done, 1 nothing found, 2 the input ended before a decision, 64 wrong usage, 65 bad data, \
      69 no catalog, 74 a file cannot be read or written.
      """,
    version: "0.1.0",
    subcommands: [
      IdentifyCommand.self, ScreenCommand.self, LookupCommand.self, ShowCommand.self, CompareCommand.self,
      CheckCommand.self, RegimesCommand.self, TrainCommand.self, InspectionCommand.self, ItemCommand.self,
      SyncCommand.self,
      ServeCommand.self, KitCommand.self,
      CatalogCommand.self,
    ]
  )

  /// Runs the command that was typed; errors end on stderr with what to do next and an exit status that tells them apart.
  static func main() async {
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      guard let failure = CommandFailure(error) else { exit(withError: error) }
      CommandOutput.note("gauger: \(failure.message)")
      exit(withError: ExitCode(failure.status.rawValue))
    }
  }

  /// What is known of the time: the machine's clock, and when this program was released.
  static func time(graceDays: Int64 = 0) -> KitTime {
    KitTime(
      clock: UTCTime(seconds: Int64(Date().timeIntervalSince1970)),
      built: UTCTime(seconds: released),
      graceDays: graceDays
    )
  }

  /// 22 November 2026, in seconds since 1970.
  private static let released: Int64 = 1_795_305_600

  /// Without a command: what there is, and how old the catalog is.
  func run() throws {
    var page = Page()
    page.line(Self.configuration.abstract)
    page.heading("Commands")
    for command in Self.configuration.subcommands {
      page.item("gauger \(command.configuration.commandName ?? ""): \(command.configuration.abstract)")
    }
    page.line("")
    page.line("'gauger help COMMAND' has examples.")
    page.line(Self.catalogAge)
    CommandOutput.show(page)
  }

  private static var catalogAge: String {
    guard let home = try? KitHome(environment: ProcessInfo.processInfo.environment), let url = home.currentCatalog
    else {
      return "No catalog is installed yet; name a catalog folder with --catalog."
    }
    do {
      return try CatalogDatabase(at: url).notice().catalog
    } catch {
      return "The catalog cannot be read: \(error)."
    }
  }
}
