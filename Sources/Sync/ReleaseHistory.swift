import CanonicalJSON
import DurableFiles
import Foundation
public import KitStore

/// What happened to the releases of a kit, and why: a file of JSON lines, the latest last.
public struct ReleaseHistory: Sendable {
  /// One change of the release in use.
  public struct Event: Sendable, Equatable {
    /// What was done.
    public enum Act: String, Sendable {
      /// A release was taken.
      case installed
      /// An officer went back to an earlier one.
      case wentBack = "went back"
    }
    /// When, in seconds since 1970.
    public let time: Int
    /// What was done.
    public let act: Act
    /// The number of the release that was in use; nil if it was none that was signed.
    public let from: Int?
    /// The number of the release that came into use.
    public let to: Int
    /// Why; empty for a release that was taken.
    public let reason: String
  }

  /// As many as an examiner could want to see.
  private static let longest = 500
  private let file: URL

  /// The history of a kit.
  public init(of home: KitHome) {
    file = home.folder.appendingPathComponent("release-history.ndjson")
  }

  /// All events; lines that cannot be read are passed over.
  public var events: [Event] {
    guard let data = try? Data(contentsOf: file) else { return [] }
    return data.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let object = try? JSONValue(parsing: line).object, let to = Self.number(object["to"]),
        let time = Self.number(object["time"]), let act = object["act"]?.text.flatMap(Event.Act.init(rawValue:))
      else { return nil }
      let reason = object["reason"]?.text ?? ""
      return Event(time: time, act: act, from: Self.number(object["from"]), to: to, reason: reason)
    }
  }

  /// How an officer went back, until another release is taken; of several steps back the first, from the latest release.
  public var heldBack: Event? {
    events.reversed().prefix { $0.act == .wentBack }.max { ($0.from ?? 0) < ($1.from ?? 0) }
  }

  func add(_ event: Event) throws(SyncError) {
    let lines = (events + [event]).suffix(Self.longest).map { event in
      var object = JSONObject([
        ("time", .integer(Int64(event.time))), ("act", .text(event.act.rawValue)), ("to", .integer(Int64(event.to))),
        ("reason", .text(event.reason)),
      ])
      object["from"] = event.from.map { .integer(Int64($0)) }
      return JSONValue.object(object).line + "\n"
    }
    do throws(DurableFileError) {
      try DurableFile.replace(file, with: Data(lines.joined().utf8), mode: 0o600)
    } catch {
      throw .kit(.cannotWrite(file.path, error.reason))
    }
  }

  private static func number(_ value: JSONValue?) -> Int? {
    if case .integer(let number)? = value { Int(exactly: number) } else { nil }
  }
}
