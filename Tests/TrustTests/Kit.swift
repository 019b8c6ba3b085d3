import Foundation
import Trust

/// A kit with its folder of trusted metadata, gone with the test.
final class Kit {
  let url: URL
  let folder: MetadataFolder
  /// What was asked of the source since the kit was made.
  private(set) var requests: [String] = []

  init(root: [UInt8]?) throws {
    // In memory where there is such a place: each kept file is synchronized, which takes a disk its time.
    let memory = URL(fileURLWithPath: "/dev/shm", isDirectory: true)
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    let place = isThere ? memory : FileManager.default.temporaryDirectory
    url = place.appendingPathComponent("trust-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = MetadataFolder(url)
    if let root { try folder.begin(root: root) }
  }

  convenience init(_ repository: Repository) throws { try self.init(root: repository.files["1.root.json"]) }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Refreshes from a repository, or from whatever `source` gives instead of it.
  @discardableResult
  func refresh(
    from repository: Repository,
    days: Int64 = 0,
    graceDays: Int64 = 0,
    limits: Updater.Limits = Updater.Limits(),
    source: ((String, Int) throws -> [UInt8]?)? = nil
  ) throws -> Updater {
    let time = ReferenceTime(Repository.start.adding(days: days), graceDays: graceDays)
    var updater = try Updater(folder: folder, time: time, limits: limits) { name, most in
      self.requests.append(name)
      return try source.map { try $0(name, most) } ?? repository.files[name]
    }
    try updater.refresh()
    return updater
  }

  /// The error of a refresh; nil if it went well or failed otherwise.
  func refusal(
    from repository: Repository,
    days: Int64 = 0,
    graceDays: Int64 = 0,
    limits: Updater.Limits = Updater.Limits()
  ) -> TrustError? {
    do {
      try refresh(from: repository, days: days, graceDays: graceDays, limits: limits)
      return nil
    } catch {
      return error as? TrustError
    }
  }

  /// The kept files by name.
  var kept: [String: [UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    var files: [String: [UInt8]] = [:]
    for name in names { files[name] = (try? Data(contentsOf: url.appendingPathComponent(name))).map { Array($0) } }
    return files
  }

  /// The kept versions of the four top-level roles; 0 for none.
  var versions: [Int64] {
    let files = kept
    func version<Role: RoleMetadata>(_: Role.Type) -> Int64 {
      files["\(Role.type).json"].flatMap { try? Signed<Role>(parsing: $0) }?.role.version ?? 0
    }
    return [
      version(RootMetadata.self), version(TimestampMetadata.self), version(SnapshotMetadata.self),
      version(TargetsMetadata.self),
    ]
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }
}

extension Array where Element == UInt8 {
  /// A copy with one bit changed.
  func flipping(bit: Int) -> [UInt8] {
    var copy = self
    copy[bit / 8] ^= 1 << UInt8(bit % 8)
    return copy
  }
}
