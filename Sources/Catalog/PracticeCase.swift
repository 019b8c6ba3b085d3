public import CanonicalJSON

/// A case to practise on: what stands before the inspector, what a good examiner asks and how it comes out.
public struct PracticeCase: Sendable, Identifiable {
  /// How hard a case is.
  public enum Grade: String, Sendable, CaseIterable {
    case first, second, third
  }

  /// How it has to come out.
  public enum Answer: String, Sendable, CaseIterable {
    /// Possible match, or a concern: refer.
    case refer
    /// Readings are missing: get them.
    case ask
    /// No list match found from the readings given.
    case noMatch = "no-match"
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// How hard it is.
  public let grade: Grade
  /// How the goods travel.
  public let mode: String
  /// What the inspector sees and reads at first.
  public let scene: String
  /// What papers claim, by field.
  public let declared: [String: String]
  /// What can be read when it is asked for: feature to value.
  public let readings: [JSONObject.Member]
  /// The features that a good examiner asks for, in order.
  public let asks: [String]
  /// How it comes out.
  public let answer: Answer
  /// What the goods are.
  public let goods: String
  /// Red flags that a good examiner ticks.
  public let flags: [String]
  /// Why, in plain words.
  public let lesson: String

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    grade = reader.choice("grade", default: .first) ?? .first
    mode = reader.text("mode")
    scene = reader.text("scene")
    var declared: [String: String] = [:]
    for member in reader.group("declared") { declared[member.key] = member.value.text }
    self.declared = declared
    readings = reader.group("readings")
    asks = reader.texts("asks")
    answer = reader.choice("answer", default: nil) ?? .ask
    goods = reader.text("goods")
    flags = reader.texts("flags")
    lesson = reader.text("lesson")
    if !["air", "land", "sea", "rail"].contains(mode) { reader.report("mode", "is not one of: air, land, sea, rail") }
  }
}
