public import Foundation
public import Trust

extension AuthorityFolder {
  /// Writes everything that is published onto a stick that kits take for up to date for longer than the server's files.
  ///
  /// The stick has a timestamp of its own, with a version before that of the server's: who saw the server since needs
  /// no stick, and who saw the stick is not stopped from taking the server's.
  ///
  /// - Parameters:
  ///   - folder: the stick's folder.
  ///   - validDays: how long it is good; never longer than root, release and snapshot are.
  /// - Returns: until when it is good.
  public func writeStick(
    to folder: URL,
    validDays: Int64,
    with keys: OnlineKeys,
    now: UTCTime
  ) throws(PublishingError) -> UTCTime {
    _ = try renew(with: keys, now: now, leaving: 1)
    guard let root = try root()?.role, let targets = try publishedTargets()?.role, let snapshot = try snapshot(),
      let newest = try timestamp()?.role
    else { throw .noAuthority(url.path) }
    let expires = min(now.adding(days: validDays), root.expires, targets.expires, snapshot.role.expires)
    let name = RoleFile.name(of: TopLevelRole.timestamp.rawValue)
    for path in paths(in: repository) where path != "metadata/\(name)" {
      guard let bytes = try bytes(path, in: repository) else { continue }
      if (try? Data(contentsOf: folder.appendingPathComponent(path))) != Data(bytes) {
        try write(bytes, path, in: folder)
      }
    }
    let timestamp = TimestampMetadata(
      version: newest.version - 1,
      expires: expires,
      snapshot: MetaFile(version: snapshot.role.version, bytes: snapshot.bytes)
    )
    try write(signed(timestamp, by: keys.timestamp).bytes, "metadata/\(name)", in: folder)
    return expires
  }

  /// The files below a folder, by path.
  func paths(in folder: URL) -> [String] {
    let entries = FileManager.default.enumerator(atPath: folder.path)
    var paths: [String] = []
    while let path = entries?.nextObject() as? String {
      if entries?.fileAttributes?[.type] as? FileAttributeType == .typeRegular { paths.append(path) }
    }
    return paths.sorted()
  }
}
