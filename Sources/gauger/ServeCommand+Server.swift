#if Server
import ArgumentParser
import Foundation
import Guidance
import Identification
import KitStore
import LocalPage
import Reading
import Presentation

extension ServeCommand {
  func run() async throws {
    let database = try kit.openDatabase()
    let catalog = try database.catalog()
    let desk = PageDesk(
      engine: try Identification(catalog),
      reader: TextReader(catalog),
      facts: try database.notice(),
      pictures: try kit.pictures()
    )
    let (host, open) = (host, open)
    do {
      try await PageServer(desk, host: host, port: port).run { port in
        let url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
        CommandOutput.note("serving \(url) – stop with Ctrl-C")
        if open { Self.showInBrowser(url) }
      }
    } catch {
      throw CommandFailure(
        .inputOutput,
        "cannot serve on \(host), port \(port): \(error); choose another with --port"
      )
    }
  }

  private static func showInBrowser(_ url: String) {
    let browser = Process()
    browser.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    browser.arguments = ["xdg-open", url]
    browser.standardError = FileHandle.nullDevice
    do {
      try browser.run()
    } catch {
      CommandOutput.note("no browser could be opened; type the address in by hand")
    }
  }
}
#endif
