import ArgumentParser

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Bring this kit and its authority together: signed releases in, inspection records out.",
    discussion: """
      'gauger sync' alone is 'gauger sync run'. A kit works on for as long as it must without any sync.
      """,
    subcommands: [
      SyncRunCommand.self, SyncTrustCommand.self, SyncStatusCommand.self, SyncRollbackCommand.self,
      SyncExportCommand.self, SyncConflictsCommand.self, SyncResolveCommand.self,
    ],
    defaultSubcommand: SyncRunCommand.self
  )
}
