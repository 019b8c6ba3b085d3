import ArgumentParser
import Console
import Foundation
import Publishing
import Trust

/// Where passphrases come from.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read the passphrase from the first line of this file instead of asking for it.",
      valueName: "file"
    )
  )
  var passphraseFile: String?

  /// The passphrase of a key, asked for at the terminal unless a file or `GAUGER_PASSPHRASE` gives it.
  func passphrase(for name: String) throws -> String {
    if let given = try given() { return given }
    guard let typed = SecretLine.ask("Passphrase of \(name): ") else { throw Self.noTerminal }
    return typed
  }

  /// A passphrase for a new key, asked for twice.
  func newPassphrase(for name: String) throws -> String {
    if let given = try given() { return try Self.checked(given) }
    guard let typed = SecretLine.ask("New passphrase of \(name), at least 12 characters: "),
      let again = SecretLine.ask("The same once more: ")
    else { throw Self.noTerminal }
    guard typed == again else { throw CommandFailure(.wrongUsage, "the two passphrases differ; nothing was written") }
    return try Self.checked(typed)
  }

  private func given() throws -> String? {
    if let passphraseFile {
      let text = try String(contentsOfFile: passphraseFile, encoding: .utf8)
      return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
    return ProcessInfo.processInfo.environment["GAUGER_PASSPHRASE"]
  }

  private static func checked(_ passphrase: String) throws -> String {
    guard passphrase.count >= 12 else {
      throw CommandFailure(
        .wrongUsage,
        "a passphrase of at least 12 characters is needed; four or five words make a good one"
      )
    }
    return passphrase
  }

  private static var noTerminal: CommandFailure {
    CommandFailure(.wrongUsage, "there is no terminal to ask for a passphrase; give --passphrase-file")
  }

  /// The keys of files, unlocked one after the other.
  func unlock(_ paths: [String]) throws -> [SigningKey] {
    try paths.map { path in
      let file = try SigningKeyFile(URL(fileURLWithPath: path))
      return try file.unlock(passphrase: file.isEncrypted ? passphrase(for: path) : nil)
    }
  }
}

/// The authority's folder, named first in every command of a publication.
struct AuthorityArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"))
  var authority: String

  var folder: AuthorityFolder { AuthorityFolder(URL(fileURLWithPath: authority, isDirectory: true)) }

  var now: UTCTime { UTCTime(seconds: Int64(Date().timeIntervalSince1970)) }
}

/// The online keys of a publication.
struct OnlineKeyOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The online key that signs snapshots.", valueName: "key file"))
  var snapshotKey: String
  @Option(help: ArgumentHelp("The online key that signs timestamps.", valueName: "key file"))
  var timestampKey: String
  @OptionGroup var passphrases: PassphraseOptions

  func keys() throws -> OnlineKeys {
    let keys = try passphrases.unlock([snapshotKey, timestampKey])
    return OnlineKeys(snapshot: keys[0], timestamp: keys[1])
  }
}
