import ArgumentParser

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring this kit and its authority together.",
    subcommands: [SyncConflictsCommand.self, SyncResolveCommand.self]
  )
}
