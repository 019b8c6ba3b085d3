#if Server
import ArgumentParser
import Central
import Foundation

@main
struct GaugerCentral: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gauger-central",
    abstract: "The authority's server: gives signed releases out and takes inspection records in.",
    discussion: """
      Exit status: 0 done, 1 nothing found, 64 wrong usage, 65 bad data, 69 not available, 74 a file or the database \
      cannot be read or written.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ServeCommand.self, EnrolCodeCommand.self, KitsCommand.self, RevokeCommand.self,
      RecordsCommand.self, AttachmentCommand.self, TakeCommand.self,
    ]
  )

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      guard let failure = CentralFailure(error) else { exit(withError: error) }
      Output.note("gauger-central: \(failure.message)")
      exit(withError: ExitCode(failure.status))
    }
  }
}

/// What went wrong, and the exit status that says so to programs.
struct CentralFailure: Error {
  let status: Int32
  let message: String

  init(_ status: Int32, _ message: String) {
    self.status = status
    self.message = message
  }

  init?(_ error: any Error) {
    switch error {
    case let failure as CentralFailure: self = failure
    case let error as StoreError:
      switch error {
      case .newerFormat, .noPostgresLibrary: self.init(69, error.description)
      case .damaged: self.init(65, error.description)
      case .failed: self.init(74, error.description)
      }
    case let error as CentralFolderError:
      switch error {
      case .noKeys: self.init(69, error.description)
      case .damaged: self.init(65, error.description)
      case .hasKeys, .cannotWrite: self.init(74, error.description)
      }
    default: return nil
    }
  }
}

/// Results go to the standard output, everything else to the standard error.
enum Output {
  static func show(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  static func note(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  static func time(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
#endif
