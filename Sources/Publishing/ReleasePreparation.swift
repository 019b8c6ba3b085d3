public import Foundation
public import Releases
public import Trust

/// What a release is made of.
public struct ReleaseContent: Sendable {
  /// All records, in canonical order.
  public var records: [PackedRecord]
  /// The fields that records may have, and which of them decide.
  public var fields: [ReleaseManifest.Field]
  /// Files of pictures by the path that the catalog names, the most needed first.
  public var pictures: [(path: String, file: URL)]
  /// More files for the kits, by path below the targets: the inbox's keys, for example.
  public var attachments: [(path: String, bytes: [UInt8])]
  /// Releases that must not be used any more.
  public var yanked: [Int]
  /// No kit may go back behind this release; nil keeps what was.
  public var minRelease: Int?

  /// Content of records.
  public init(records: [PackedRecord], fields: [ReleaseManifest.Field] = []) {
    self.records = records
    self.fields = fields
    pictures = []
    attachments = []
    yanked = []
    minRelease = nil
  }
}

extension AuthorityFolder {
  /// The format that releases are written in.
  public static let format = ReleaseManifest.Format(major: 1, minor: 0, minReader: 0)
  private static let longestChain = 60
  /// A kit that missed a week or a month gets there in one step.
  private static let longSteps = [7, 30]

  /// The manifest of the newest published release; nil before the first.
  public func release() throws(PublishingError) -> ReleaseManifest? {
    guard let targets = try publishedTargets()?.role, let file = targets.targets[ReleaseManifest.path],
      let bytes = try bytes(file.remotePath(consistent: true), in: self.targets)
    else { return nil }
    return try packing { () throws(ReleaseError) in try ReleaseManifest(parsing: bytes) }
  }

  /// Prepares the next release for signing.
  ///
  /// - Returns: its manifest.
  /// - Throws: ``PublishingError/nothingNew(release:)`` if nothing has changed.
  public func prepare(_ content: ReleaseContent, now: UTCTime) throws(PublishingError) -> ReleaseManifest {
    let (nextRoot, oldRoot) = (try stagedRoot(), try root())
    guard let keys = nextRoot ?? oldRoot else { throw .noAuthority(url.path) }
    guard try waitingTargets() == nil else { throw .releaseWaits }
    try create()
    let previous = try release()
    let media = try mediaIndex(content.pictures)
    var files = TargetFiles()
    var manifest = try describe(content, after: previous, now: now, into: &files)
    if !media.pictures.isEmpty {
      let digest = ContentDigest(of: media.bytes).hex
      manifest.media = .init(part: files.add("catalog/media.ndjson", media.bytes), sha256: digest)
    }
    if let previous, previous.stateRoot == manifest.stateRoot, previous.media == manifest.media,
      previous.yanked == manifest.yanked, previous.minRelease == manifest.minRelease, content.attachments.isEmpty
    {
      throw .nothingNew(release: previous.release)
    }
    for attachment in content.attachments { _ = files.add(attachment.path, attachment.bytes) }
    _ = files.add(ReleaseManifest.path, manifest.bytes)
    try stage(files, kept: manifest.deltas, roots: keys.role, now: now)
    try write(
      try packing { () throws(ReleaseError) in try FullPack.write(Self.source(content.records), level: 3) },
      "\(manifest.release).ndjson.zst",
      in: staged
    )
    return manifest
  }

  /// Throws away what waits.
  public func discard() throws(PublishingError) { try unstage() }

  // MARK: - Parts

  private func describe(
    _ content: ReleaseContent,
    after previous: ReleaseManifest?,
    now: UTCTime,
    into files: inout TargetFiles
  ) throws(PublishingError) -> ReleaseManifest {
    let number = (previous?.release ?? 0) + 1
    let records = content.records
    let root = try packing { () throws(ReleaseError) in try ProvenRecords.stateRoot(Self.source(records)) }
    let full = try packing { () throws(ReleaseError) in try FullPack.write(Self.source(records)) }
    var manifest = ReleaseManifest(
      release: number,
      previous: previous?.release,
      issuedAt: Int(clamping: now.seconds),
      format: Self.format,
      fields: content.fields,
      counts: records.reduce(into: [:]) { $0[$1.key.kind, default: 0] += 1 },
      stateRoot: root.hex,
      full: files.add(FullPack.path(release: number), full),
      yanked: Set((previous?.yanked ?? []) + content.yanked).sorted(),
      minRelease: content.minRelease ?? previous?.minRelease ?? 1
    )
    guard let previous else { return manifest }
    manifest.deltas = previous.deltas.filter { $0.to > number - Self.longestChain }
    manifest.withdrawn = previous.withdrawn
    for step in [1] + Self.longSteps where number - step >= 1 {
      guard let old = try self.records(of: number - step) else { continue }
      let delta = try packing { () throws(ReleaseError) in
        try DeltaPack.write(RecordDelta.between(Self.source(old), Self.source(records)))
      }
      let part = files.add(DeltaPack.path(from: number - step, to: number), delta)
      manifest.deltas.append(.init(from: number - step, to: number, part: part))
      if step == 1 { manifest.withdrawn += Self.withdrawn(from: old, to: records, in: number) }
    }
    return manifest
  }

  private static func withdrawn(
    from old: [PackedRecord],
    to new: [PackedRecord],
    in release: Int
  ) -> [ReleaseManifest.Withdrawal] {
    let kept = Set(new.map(\.key))
    return old.filter { !kept.contains($0.key) }.map { .init(key: $0.key, release: release) }
  }

  /// The records of an earlier release.
  private func records(of release: Int) throws(PublishingError) -> [PackedRecord]? {
    guard let bytes = try bytes("\(release).ndjson.zst", in: history) else { return nil }
    return try packing { () throws(ReleaseError) in
      let next = try FullPack.read(Zstandard.source(bytes), atMost: .max)
      var records: [PackedRecord] = []
      while let record = try next() { records.append(record) }
      return records
    }
  }

  /// Lists the pictures and puts their content in place; nothing points to it before the release is published.
  private func mediaIndex(_ pictures: [(path: String, file: URL)]) throws(PublishingError) -> MediaIndex {
    var entries: [MediaIndex.Picture] = []
    for picture in pictures {
      guard let data = try? Data(contentsOf: picture.file), data.count <= MediaIndex.largestPicture else {
        throw .failed(path: picture.file.path, reason: "the picture cannot be read or is too large")
      }
      let bytes = Array(data)
      let entry = MediaIndex.Picture(path: picture.path, sha256: ContentDigest(of: bytes).hex, length: bytes.count)
      if !FileManager.default.fileExists(atPath: targets.appendingPathComponent(entry.blobPath).path) {
        try write(bytes, entry.blobPath, in: targets)
      }
      entries.append(entry)
    }
    return MediaIndex(entries)
  }

  /// Writes the list of targets with the new files and those deltas that still count.
  private func stage(
    _ files: TargetFiles,
    kept deltas: [ReleaseManifest.Delta],
    roots: RootMetadata,
    now: UTCTime
  ) throws(PublishingError) {
    let old = try publishedTargets()?.role
    var list = TargetsMetadata(
      version: (old?.version ?? 0) + 1,
      expires: now.adding(days: RoleTerms.targetsDays)
    )
    list.delegations = old?.delegations
    let wanted = Set(deltas.map(\.part.path))
    for (path, file) in old?.targets.map({ ($0.name, $0.value) }) ?? []
    where wanted.contains(path) || !path.hasPrefix("catalog/") {
      list.targets[path] = file
    }
    for (path, bytes) in files.files {
      let file = TargetFile(path: path, bytes: bytes)
      list.targets[path] = file
      try write(bytes, file.remotePath(consistent: true), in: stagedTargets)
    }
    try stage(Signed(list), .targets)
  }

  static func source(_ records: [PackedRecord]) -> RecordSource {
    var place = 0
    return { () throws(ReleaseError) -> PackedRecord? in
      guard place < records.count else { return nil }
      defer { place += 1 }
      return records[place]
    }
  }
}

/// The new files of a release.
private struct TargetFiles {
  private(set) var files: [(path: String, bytes: [UInt8])] = []

  mutating func add(_ path: String, _ bytes: [UInt8]) -> ReleaseManifest.Part {
    files.append((path, bytes))
    return ReleaseManifest.Part(path: path, length: bytes.count)
  }
}

/// Packs or unpacks, its error put into the publisher's words.
private func packing<Value>(_ body: () throws(ReleaseError) -> Value) throws(PublishingError) -> Value {
  do throws(ReleaseError) { return try body() } catch { throw .unpackable("\(error)") }
}
