import CanonicalJSON
import Catalog

/// Reads the fields of one case and collects everything that is wrong with them.
struct PracticeFields {
  static let kind = "practice"
  private static let longestText = 4_000
  private static let mostReadings = 60

  let id: String
  private let object: JSONObject
  private var used: Set<String> = ["id"]
  private(set) var issues: [RecordIssue] = []

  init(_ object: JSONObject) {
    self.object = object
    id = object["id"]?.text ?? ""
    let isPlain = !id.isEmpty && id.utf8.count <= 80 && id.utf8.allSatisfy(Self.isPlain)
    if !isPlain { report("id", "is missing or holds other than small letters, digits and hyphens") }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  mutating func report(_ path: String..., message: String) {
    issues.append(RecordIssue(kind: Self.kind, id: id, path: path.map(FieldStep.key), message: message))
  }

  mutating func report(_ key: String, _ message: String) {
    report(key, message: message)
  }

  mutating func text(_ key: String) -> String {
    let text = optionalText(key)
    if text.isEmpty { report(key, "is missing or empty") }
    return text
  }

  mutating func optionalText(_ key: String) -> String {
    used.insert(key)
    guard let value = object[key] else { return "" }
    guard let text = value.text, text.unicodeScalars.count <= Self.longestText else {
      report(key, "must be one text of at most \(Self.longestText) characters")
      return ""
    }
    return text
  }

  mutating func texts(_ key: String) -> [String] {
    used.insert(key)
    guard let value = object[key] else { return [] }
    guard let texts = value.texts, texts.count <= Self.mostReadings,
      texts.allSatisfy({ $0.unicodeScalars.count <= Self.longestText })
    else {
      report(key, "must be a text or a short list of texts")
      return []
    }
    return texts
  }

  mutating func choice(_ key: String, from choices: [String]) -> String {
    let text = text(key)
    if !text.isEmpty, !choices.contains(text) {
      report(key, "'\(text)' is not one of: \(choices.joined(separator: ", "))")
    }
    return text
  }

  mutating func readings(_ key: String, of features: [String: Feature]) -> [Observation] {
    used.insert(key)
    guard let members = object[key]?.object?.members else { return [] }
    guard members.count <= Self.mostReadings else {
      report(key, "holds more than \(Self.mostReadings) readings")
      return []
    }
    var readings: [Observation] = []
    for member in members {
      guard let feature = features[member.key] else {
        report(key, member.key, message: "there is no such feature")
        continue
      }
      do {
        readings.append(try feature.practiceReading(member.value.texts ?? []))
      } catch {
        report(key, member.key, message: error.description)
      }
    }
    return readings
  }

  /// Reports every field that nobody asked for: usually a misspelt name.
  mutating func finish() {
    for member in object.members where !used.contains(member.key) {
      report(member.key, "is not a field of a case; known here: \(used.sorted().joined(separator: ", "))")
    }
  }
}
