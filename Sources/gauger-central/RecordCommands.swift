#if Server
import ArgumentParser
import CanonicalJSON
import Central
import Crypto
import Envelopes
import Foundation

struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: "Print the records of a kit, opened, one JSON object a line.",
    discussion: """
      Run it where the sealing key is kept.

      Example:
        gauger-central records --data DIR --key /media/safe/sealing.key 5f0c…

      Exit status: 0 printed, 1 there is none, 65 a record does not open, 74 a file cannot be read.
      """
  )

  private static let page: Int64 = 200

  @OptionGroup var data: DataOptions
  @OptionGroup var key: SealingKeyOptions
  @Option(help: ArgumentHelp("Only those after this number.", valueName: "number")) var after: Int64 = 0
  @Argument(help: "The kit, as 'gauger-central kits' names it.") var kit: String

  func run() async throws {
    guard let id = Fingerprint(hex: kit) else { throw CentralFailure(1, "there is no kit \(kit)") }
    let opener = try key.privateKey()
    let inbox = try await data.inbox()
    var (last, failures) = (after, 0)
    while true {
      let page = try await inbox.envelopes(of: id, after: last, limit: Self.page)
      for bytes in page {
        do throws(EnvelopeError) {
          let envelope = try Envelope(parsing: bytes)
          last = envelope.header.sequence
          Output.show(Self.line(envelope, try envelope.sealed.open(envelope.binding, with: opener)))
        } catch {
          failures += 1
          Output.note("gauger-central: after record \(last): \(error)")
        }
      }
      if page.count < Self.page { break }
    }
    if failures > 0 { throw CentralFailure(65, "\(failures) records do not open with this key") }
    if last == after { throw CentralFailure(1, "there are no records") }
  }

  private static func line(_ envelope: Envelope, _ content: [UInt8]) -> String {
    let header = envelope.header
    return JSONValue.members([
      "content": .text(String(decoding: content, as: UTF8.self)), "record": .text(header.record),
      "revision": .integer(header.revision), "sequence": .integer(header.sequence),
    ]).line
  }
}

/// The key that opens what kits sealed.
struct SealingKeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The private sealing key.", valueName: "file")) var key: String

  func privateKey() throws -> Curve25519.KeyAgreement.PrivateKey {
    do {
      return try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Data(contentsOf: URL(fileURLWithPath: key)))
    } catch {
      throw CentralFailure(74, "\(key) holds no key of 32 bytes")
    }
  }
}

struct AttachmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachment",
    abstract: "Unseal a photograph or a paper that a kit sent.",
    discussion: """
      The record names it: 'digest' is that of the file, 'sealed' the name under which it came.

      Example:
        gauger-central attachment --data DIR --key /media/safe/sealing.key 5f0c… --digest 9a1b… --sealed 77de… \
      --out plate.jpg

      Exit status: 0 written, 1 it is not here, 65 it does not open, 74 a file cannot be read or written.
      """
  )

  @OptionGroup var data: DataOptions
  @OptionGroup var key: SealingKeyOptions
  @Option(help: "The digest of the file.") var digest: String
  @Option(help: "The digest of its sealed bytes.") var sealed: String
  @Option(help: "The file to write.") var out: String
  @Argument(help: "The kit, as 'gauger-central kits' names it.") var kit: String

  func run() throws {
    guard let kit = Fingerprint(hex: kit), let digest = Fingerprint(hex: digest), let sealed = Fingerprint(hex: sealed),
      let bytes = try? Data(contentsOf: data.folder.attachment(sealed, of: kit))
    else { throw CentralFailure(1, "there is no such attachment of this kit") }
    let opener = try key.privateKey()
    let content: [UInt8]
    do throws(EnvelopeError) {
      content = try SealedAttachment.open(Array(bytes), digest: digest, of: kit, with: opener)
    } catch {
      throw CentralFailure(65, error.description)
    }
    do {
      try Data(content).write(to: URL(fileURLWithPath: out), options: .atomic)
    } catch {
      throw CentralFailure(74, "cannot write \(out): \(error.localizedDescription)")
    }
  }
}

struct TakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Take in what kits put on a stick, and put the receipts on it.",
    discussion: """
      Example:
        gauger-central take --data DIR /media/stick

      Exit status: 0 all of it is held, 65 something on the stick was refused, 69 no keys, 74 a file cannot be read or \
      written.
      """
  )

  @OptionGroup var data: DataOptions
  @Argument(help: "The stick's folder.") var stick: String

  func run() async throws {
    let configuration = CentralServer.Configuration(repository: nil)
    let server = try CentralServer(configuration, folder: data.folder, inbox: await data.inbox())
    let report = try await server.take(fromStick: URL(fileURLWithPath: stick, isDirectory: true))
    for line in report.refused { Output.note("gauger-central: \(line)") }
    Output.show("\(report.stored) records taken in, \(report.duplicates) were held already")
    if report.attachments > 0 { Output.show("\(report.attachments) attachments are here") }
    if !report.refused.isEmpty { throw CentralFailure(65, "\(report.refused.count) things on the stick were refused") }
  }
}
#endif
