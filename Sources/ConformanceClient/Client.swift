import DurableFiles
import Foundation
import Glibc
import Transfer
import Trust

/// Does what the conformance suite asks for with the same verifying core that a kit uses.
struct Client {
  private let options: Options
  private let folder: MetadataFolder
  private let connection: HTTPConnection

  init(_ options: Options) throws {
    self.options = options
    folder = MetadataFolder(URL(fileURLWithPath: try options.value("--metadata-dir"), isDirectory: true))
    connection = try HTTPConnection()
  }

  func run() throws {
    switch options.command {
    case .begin(let rootFile): try folder.begin(root: Array(try Data(contentsOf: URL(fileURLWithPath: rootFile))))
    case .refresh: _ = try refreshed()
    case .download: try download()
    }
  }

  private func source(_ option: String) throws -> HTTPSource {
    var persistence = HTTPSource.Persistence()
    persistence.fruitlessTries = 1
    return try HTTPSource(base: try options.value(option), connection: connection, persistence: persistence)
  }

  private func refreshed() throws -> Updater {
    let source = try source("--metadata-url")
    let now = ReferenceTime(UTCTime(seconds: Int64(time(nil))))
    var updater = try Updater(folder: folder, time: now) { name, most in try source.read(name, upTo: most) }
    try updater.refresh()
    return updater
  }

  private func download() throws {
    var updater = try refreshed()
    let source = try source("--target-base-url")
    for name in options.targetNames {
      guard let target = try updater.target(name) else { throw UsageError("nobody vouches for \(name)") }
      try download(target, from: source, consistent: updater.metadata.root.consistentSnapshot)
    }
  }

  private func download(_ target: TargetFile, from source: HTTPSource, consistent: Bool) throws {
    let targets = URL(fileURLWithPath: try options.value("--target-dir"), isDirectory: true)
    let name = RepositoryPath.encoded(target.path).split(separator: "/").joined(separator: "%2F")
    let file = targets.appendingPathComponent(name, isDirectory: false)
    if (try? check(file, is: target)) != nil { return }
    guard let length = Int(exactly: target.length) else { throw UsageError("\(name) is too long for this machine") }
    let part = targets.appendingPathComponent(".\(name).part", isDirectory: false)
    do {
      let path = RepositoryPath.encoded(target.remotePath(consistent: consistent))
      try source.download(path, into: part, length: length) { _ in }
      try check(part, is: target)
      try DurableFile.move(part, to: file)
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
  }

  private func check(_ file: URL, is target: TargetFile) throws {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var verifier = try TargetVerifier(target)
    while let piece = try handle.read(upToCount: 1 << 16), !piece.isEmpty {
      try piece.withUnsafeBytes { try verifier.update($0) }
    }
    try verifier.finish()
  }
}
