import ArgumentParser

@main
struct Gauger: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gauger",
    abstract: "Tell what strategic goods are, offline: an aid to identification, not a classification ruling.",
    version: "0.1.0",
    subcommands: [IdentifyCommand.self, ScreenCommand.self, ServeCommand.self, CatalogCommand.self]
  )
}
