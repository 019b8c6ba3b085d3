import ArgumentParser
import Envelopes
import Foundation
import KitStore

struct KitEnrolCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Let the authority's server know this kit, so that it takes its records in.",
    discussion: """
      The code comes from the authority by another way than the network, and works once. Whom to seal records to comes \
      with a release: run 'gauger sync' first.

      Example:
        gauger kit enrol 7KQ2-M9TX-… --at https://gauger.example

      Exit status: 0 enrolled, 65 the code is none, 69 not let in, not reached, or no release was taken yet.
      """
  )

  @Argument(help: "The code.") var code: String
  @Option(help: ArgumentHelp("The server's address.", valueName: "url")) var at: String
  @Option(
    help: ArgumentHelp("Certificates that the server's must come from, instead of the system's.", valueName: "PEM file")
  )
  var certificates: String?

  func run() throws {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    try RecordDelivery(home, certificates: certificates).enrol(EnrolmentCode(typed: code), at: at)
    print("Kit \(try KitIdentity(of: home).id) is enrolled at \(at). Records go there with every 'gauger sync'.")
  }
}
