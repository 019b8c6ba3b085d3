#if Server
import ArgumentParser
import CanonicalJSON
import Central
import Envelopes
import Foundation

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make the server's folder with its keys, and print their public parts.",
    discussion: """
      Publish what is printed as a signed file of the catalog's release: kits learn from there, and only from there, \
      whom to seal to and whose receipts to believe. Then move DIR/sealing.key to where records are read; the server \
      does not need it.

      Example:
        gauger-central init --data /var/lib/gauger-central

      Exit status: 0 made, 74 the folder has keys already or cannot be written.
      """
  )

  @OptionGroup var data: DataOptions

  func run() async throws {
    let keys = try data.folder.create()
    _ = try await data.inbox()
    Output.show(keys.document.line)
  }
}

struct EnrolCodeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol-code",
    abstract: "Make a code that lets one kit in.",
    discussion: """
      Hand it over by another way than the network, such as by telephone. It works once, for one kit, and dies after \
      five wrong tries.

      Example:
        gauger-central enrol-code --data /var/lib/gauger-central

      Exit status: 0 printed, 69 no keys, 74 the inbox cannot be written.
      """
  )

  @OptionGroup var data: DataOptions
  @Option(help: "For how many hours it works.") var hours = 72

  func validate() throws {
    guard (0...720).contains(hours) else { throw ValidationError("--hours is a number from 0 to 720") }
  }

  func run() async throws {
    let code = EnrolmentCode()
    let expires = Int64(Date().timeIntervalSince1970) + Int64(hours) * 3_600
    try await data.inbox().add(code, expires: expires)
    Output.show(code.description)
    Output.note("lets one kit in until \(Output.time(expires))")
  }
}

struct KitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kits",
    abstract: "List the kits: how far their records are held, and what did not fit.",
    discussion: """
      A kit with alarms sent something that does not follow what it sent before: its key is used twice, or it was set \
      back to an older state. Ask who has it before anything else; then shut it out and enrol it anew.

      Exit status: 0 listed, 1 there is none, 69 no keys, 74 the inbox cannot be read.
      """
  )

  @OptionGroup var data: DataOptions
  @Flag(help: "Print one JSON object.") var json = false

  func run() async throws {
    let kits = try await data.inbox().kits()
    if json {
      Output.show(JSONValue.members(["kits": .list(kits.map(Self.json)), "version": .integer(1)]).line)
      return
    }
    if kits.isEmpty { throw CentralFailure(1, "no kit is enrolled; make a code with 'gauger-central enrol-code'") }
    for kit in kits {
      var line = "\(kit.id)  enrolled \(Output.time(kit.enrolled))  records \(kit.head.sequence)"
      if kit.head.highest > kit.head.sequence { line += "  missing before \(kit.head.highest)" }
      if kit.alarms > 0 { line += "  ALARMS \(kit.alarms)" }
      if let revoked = kit.revoked { line += "  shut out \(Output.time(revoked))" }
      Output.show(line)
    }
  }

  private static func json(_ kit: Inbox.Kit) -> JSONValue {
    .members([
      "alarms": .integer(kit.alarms), "enrolled": .integer(kit.enrolled), "highest": .integer(kit.head.highest),
      "id": .text(kit.id.hex), "revoked": kit.revoked.map(JSONValue.integer) ?? .null,
      "sequence": .integer(kit.head.sequence),
    ])
  }
}

struct RevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Shut a kit out; what it sent stays.",
    discussion: "Exit status: 0 shut out, 1 there is no such kit, 74 the inbox cannot be written."
  )

  @OptionGroup var data: DataOptions
  @Argument(help: "The kit, as 'gauger-central kits' names it.") var kit: String

  func run() async throws {
    guard let id = Fingerprint(hex: kit),
      try await data.inbox().revoke(id, at: Int64(Date().timeIntervalSince1970))
    else { throw CentralFailure(1, "there is no kit \(kit)") }
  }
}
#endif
