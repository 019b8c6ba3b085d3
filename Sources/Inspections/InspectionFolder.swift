import Foundation
public import KitStore

/// The journals of a kit, one file per examination.
public struct InspectionFolder: Sendable {
  /// What is shown of an examination in a list.
  public struct Entry: Sendable {
    /// The name of the examination.
    public let id: String
    /// When it began and when something was last said, in seconds since 1970.
    public let began, changed: Int
    /// Its state.
    public let examination: Examination
    /// Its last seal, if it was ever signed.
    public let seal: SealedHead?
  }

  private let folder: URL
  private static let fileExtension = "jsonl"
  private static let mostPerDay = 10_000

  /// The journals of this kit.
  public init(_ home: KitHome) {
    folder = home.sessions
  }

  /// Begins an examination; its name is the day and a number.
  ///
  /// - Parameter time: seconds since 1970.
  public func begin(at time: Int) throws(JournalError) -> InspectionJournal {
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .failed(path: folder.path, reason: error.localizedDescription)
    }
    let day = Self.day(time)
    for number in 1...Self.mostPerDay {
      let url = url(of: "\(day)-\(number)")
      guard !FileManager.default.fileExists(atPath: url.path) else { continue }
      return try InspectionJournal(creating: url)
    }
    throw .failed(path: folder.path, reason: "there are too many examinations of one day")
  }

  /// Opens an examination to go on with it.
  public func open(_ id: String) throws(JournalError) -> InspectionJournal {
    try check(id)
    return try InspectionJournal(opening: url(of: id))
  }

  /// The examinations that were not finished, the one changed last first.
  ///
  /// Files that cannot be read are left out here; opening them says what is wrong.
  public func unfinished() -> [Entry] {
    all().entries.filter { $0.examination.outcome == nil && !$0.examination.isReferred }
  }

  /// Every examination, the one changed last first, and the names of those whose files cannot be read.
  public func all() -> (entries: [Entry], unreadable: [String]) {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    let names = files.filter { $0.pathExtension == Self.fileExtension }
      .map { $0.deletingPathExtension().lastPathComponent }.sorted()
    var entries: [Entry] = []
    var unreadable: [String] = []
    for name in names {
      do throws(JournalError) {
        // A file in which nothing was written yet is no examination.
        if let entry = try entry(name) { entries.append(entry) }
      } catch {
        unreadable.append(name)
      }
    }
    return (entries.sorted { ($1.changed, $0.id) < ($0.changed, $1.id) }, unreadable)
  }

  /// Reads an examination without opening it for writing; nil where nothing was written yet.
  public func entry(_ id: String) throws(JournalError) -> Entry? {
    let content = try content(id)
    guard let first = content.lines.first, let last = content.lines.last else { return nil }
    return Entry(
      id: id,
      began: first.time,
      changed: last.time,
      examination: content.examination,
      seal: content.lines.last { $0.isSeal }.flatMap(SealedHead.init)
    )
  }

  /// The whole lines of an examination's file.
  public func bytes(_ id: String) throws(JournalError) -> [UInt8] {
    try check(id)
    guard let bytes = try? Data(contentsOf: url(of: id)) else { throw .notFound(id: id) }
    return Array(bytes)
  }

  private func content(_ id: String) throws(JournalError) -> JournalContent {
    try JournalContent(bytes(id), path: url(of: id).path)
  }

  private func check(_ id: String) throws(JournalError) {
    guard !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isNumber || $0.isLetter || $0 == "-") }) else {
      throw .notFound(id: String(id.prefix(40)))
    }
  }

  private func url(of id: String) -> URL {
    folder.appendingPathComponent(id).appendingPathExtension(Self.fileExtension)
  }

  private static func day(_ time: Int) -> String {
    let date = Date(timeIntervalSince1970: TimeInterval(time))
    let parts = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: date)
    return [(parts.year ?? 0, 4), (parts.month ?? 0, 2), (parts.day ?? 0, 2)].map { value, digits in
      let text = String(value)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }.joined()
  }
}
