import ArgumentParser
import Foundation
import Publishing
import Trust

struct CatalogKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make signing keys, each with the public file that goes to the ceremony.",
    discussion: """
      A private key is encrypted with a passphrase; keep it offline, on a medium of its own. --online makes keys \
      without one, for the host that renews timestamps.

      Examples:
        gauger catalog key anna.key
        gauger catalog key snapshot.key timestamp.key --online
      """
  )
  @Argument(help: ArgumentHelp("Where to write each key; its public part goes beside it as .pub.", valueName: "file"))
  var files: [String]
  @Flag(help: "No passphrase: for a timed command. Such keys must never sign roots or releases.")
  var online = false
  @OptionGroup var passphrases: PassphraseOptions

  func run() throws {
    let urls = files.map { URL(fileURLWithPath: $0) }
    for url in urls where FileManager.default.fileExists(atPath: url.path) { throw PublishingError.exists(url.path) }
    for url in urls {
      let passphrase = online ? nil : try passphrases.newPassphrase(for: url.lastPathComponent)
      let key = try SigningKeyFile.create(at: url, passphrase: passphrase)
      print("\(url.lastPathComponent): key \(key.publicKey.id)")
      print("\(SigningKeyFile.publicFile(of: url).lastPathComponent): its public part, to be given to the ceremony")
    }
  }
}

/// Whose keys sign what, as files of public keys.
struct KeyPlanOptions: ParsableArguments {
  @Option(name: .customLong("root"), parsing: .upToNextOption, help: "Public keys that sign roots, kept offline.")
  var root: [String] = []
  @Option(help: "How many of them must sign.")
  var rootThreshold: Int?
  @Option(name: .customLong("targets"), parsing: .upToNextOption, help: "Public keys that sign releases, kept offline.")
  var targets: [String] = []
  @Option(help: "How many of them must sign.")
  var targetsThreshold: Int?
  @Option(help: "The public online key that signs snapshots.")
  var snapshot: String?
  @Option(help: "The public online key that signs timestamps.")
  var timestamp: String?

  /// The plan, what is not given taken from the one before.
  func plan(after old: KeyPlan?) throws -> KeyPlan {
    guard let snapshot = try key(snapshot) ?? old?.snapshot, let timestamp = try key(timestamp) ?? old?.timestamp else {
      throw ValidationError("--snapshot and --timestamp name the two online keys")
    }
    return KeyPlan(
      root: root.isEmpty ? old?.root ?? [] : try keys(root),
      rootThreshold: rootThreshold ?? old?.rootThreshold ?? 2,
      targets: targets.isEmpty ? old?.targets ?? [] : try keys(targets),
      targetsThreshold: targetsThreshold ?? old?.targetsThreshold ?? 2,
      snapshot: snapshot,
      timestamp: timestamp
    )
  }

  private func keys(_ paths: [String]) throws -> [PublicKey] {
    try paths.map { try SigningKeyFile.publicKey(at: URL(fileURLWithPath: $0)) }
  }

  private func key(_ path: String?) throws -> PublicKey? {
    try path.map { try SigningKeyFile.publicKey(at: URL(fileURLWithPath: $0)) }
  }
}

struct CatalogCeremonyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ceremony",
    abstract: "Begin an authority: name the keys that kits will trust.",
    discussion: """
      Writes the first root, which then waits for the signatures of its own keys ('gauger catalog sign').

      Example:
        gauger catalog ceremony authority --root a.key.pub b.key.pub c.key.pub --root-threshold 2 \
      --targets d.key.pub e.key.pub --targets-threshold 2 --snapshot s.key.pub --timestamp t.key.pub
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @OptionGroup var plan: KeyPlanOptions

  func run() throws {
    try authority.folder.begin(plan.plan(after: nil), now: authority.now)
    print("The first root waits for signatures: gauger catalog sign \(authority.authority) --key FILE")
  }
}

struct CatalogRotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Change the keys that kits trust, or renew the root with the same keys.",
    discussion: """
      What is not named stays. The next root waits for the signatures of the old root keys and of the new ones; \
      where the keys of releases change, the list of targets waits for theirs. 'gauger catalog publish' then \
      publishes both.
      """
  )
  @OptionGroup var authority: AuthorityArgument
  @OptionGroup var plan: KeyPlanOptions

  func run() throws {
    let folder = authority.folder
    guard let root = try folder.root() else { throw PublishingError.noAuthority(authority.authority) }
    try folder.rotate(to: plan.plan(after: KeyPlan(root.role)), now: authority.now)
    print("Root \(root.role.version + 1) waits for signatures: gauger catalog sign \(authority.authority) --key FILE")
  }
}

struct CatalogSignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Add the signature of a key to everything that waits for it."
  )
  @OptionGroup var authority: AuthorityArgument
  @Option(name: .customLong("key"), parsing: .upToNextOption, help: "Key files; several may sign one after the other.")
  var keys: [String]
  @OptionGroup var passphrases: PassphraseOptions

  func run() throws {
    for (path, key) in zip(keys, try passphrases.unlock(keys)) {
      print("\(path) signed \(try authority.folder.sign(with: key).joined(separator: ", "))")
    }
    for line in try authority.folder.waiting() { print(line) }
  }
}
