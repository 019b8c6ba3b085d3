import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the examination as a page for a browser on this machine.",
    discussion: """
      The page needs no network and keeps nothing. It is built only on request, because its server makes the first \
      build minutes longer: Scripts/gauger serve builds with it.

      Exit status: 0 stopped, 64 usage, 69 no catalog, or a build without the page, 74 the port cannot be had.
      """
  )

  @OptionGroup var kit: KitOptions
  @Option(help: "The port to listen on; 0 takes a free one.") var port = 8080
  @Option(
    help: ArgumentHelp(
      "The address to listen on; any but 127.0.0.1 lets others on the network in.",
      valueName: "address"
    )
  )
  var host = "127.0.0.1"
  @Flag(help: "Start the browser on the page.") var open = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    guard !host.isEmpty, host != "0.0.0.0", host != "::" else {
      throw ValidationError("--host names one address of this machine, as browsers will call it")
    }
  }
}

#if !Server
extension ServeCommand {
  func run() async throws {
    throw CommandFailure(
      .unavailable,
      "this build has no page; run 'Scripts/gauger serve' in the source folder, or build with "
        + "'swift build --traits Server --product gauger'"
    )
  }
}
#endif
