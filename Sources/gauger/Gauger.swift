import ArgumentParser

@main
struct Gauger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gauger",
    abstract: "Tell what strategic goods are, offline: an aid to identification, not a classification ruling.",
    version: "0.1.0",
    subcommands: [IdentifyCommand.self, ScreenCommand.self, CatalogCommand.self]
  )
}
