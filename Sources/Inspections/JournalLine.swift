import CanonicalJSON
import Trust

/// One line of a journal: an event with its number, its time and the digest of the line before.
public struct JournalLine: Sendable, Hashable {
  /// The event's number, from 1.
  public let number: Int
  /// When it happened, in seconds since 1970.
  public let time: Int
  /// The SHA-256 of the line before, its line feed left out; of the first line that of nothing.
  public let previous: String
  /// What happened.
  public let event: InspectionEvent

  static let beginning = digest(of: [])

  /// The line as it is written, without its line feed.
  var text: String { JSONValue.object(object).line }

  /// The line's members.
  var object: JSONObject {
    let envelope: [(key: String, value: JSONValue)] = [
      ("number", .integer(Int64(number))), ("time", .integer(Int64(time))), ("previous", .text(previous)),
    ]
    return JSONObject(event.members + envelope)
  }

  static func digest(of text: [UInt8]) -> String { ContentDigest(of: text).hex }

  init(number: Int, time: Int, previous: String, event: InspectionEvent) {
    self.number = number
    self.time = time
    self.previous = previous
    self.event = event
  }

  init?(_ bytes: some Sequence<UInt8>) {
    guard let object = try? JSONValue(parsing: bytes).object else { return nil }
    self.init(object)
  }

  init?(_ object: JSONObject) {
    guard let event = InspectionEvent(object),
      let number = object["number"]?.number, let time = object["time"]?.number,
      let previous = object["previous"]?.text
    else { return nil }
    self.init(number: number, time: time, previous: previous, event: event)
  }
}

/// What a journal's file holds.
public struct JournalContent: Sendable {
  /// The whole lines, whose chain of digests holds.
  public let lines: [JournalLine]
  /// How many bytes they take; what follows in the file was torn off while it was written.
  public let length: Int
  /// The digest that the next line has to carry.
  let digest: String

  /// Reads a file.
  ///
  /// Only a last line that is not whole is dropped: that is what a power cut leaves. Anything else that does not fit
  /// was changed by somebody.
  /// - Throws: ``JournalError/altered(path:line:)`` with the first line that does not fit.
  public init(_ bytes: [UInt8], path: String) throws(JournalError) {
    var lines: [JournalLine] = []
    var digest = JournalLine.beginning
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let text = Array(bytes[start..<end])
      guard let line = JournalLine(text), line.previous == digest, line.number == lines.count + 1 else {
        // Disks may leave a whole block of rubbish at the end of what was being written.
        if end == bytes.count - 1, JournalLine(text) == nil { break }
        throw .altered(path: path, line: lines.count + 1)
      }
      lines.append(line)
      digest = JournalLine.digest(of: text)
      start = end + 1
    }
    self.lines = lines
    self.digest = digest
    length = start
  }

  /// The state that the events make.
  public var examination: Examination { Examination(lines.map(\.event)) }
}

/// What can go wrong with a journal.
public enum JournalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A line does not fit to the one before.
  case altered(path: String, line: Int)
  /// The file cannot be read or written.
  case failed(path: String, reason: String)
  /// Another program works on it.
  case inUse(id: String)
  /// There is no such examination.
  case notFound(id: String)
  /// The kit's key could not sign it.
  case notSigned(id: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .altered(let path, let line):
      "\(path): line \(line) was changed after it was written; keep the file as it is and report it"
    case .failed(let path, let reason): "\(path): \(reason); free some space or set GAUGER_HOME to another folder"
    case .inUse(let id): "examination \(id) is open in another window; go on there or close it first"
    case .notFound(let id): "there is no inspection \(id); 'gauger inspection list' shows them all"
    case .notSigned(let id): "inspection \(id) could not be signed; 'gauger kit doctor' can say more"
    }
  }
}
