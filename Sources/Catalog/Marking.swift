/// A pattern read on a plate, stamp, label or paper, and what it means.
public struct Marking: Sendable, Identifiable {
  /// How far a hit can be trusted.
  public enum Confidence: String, CaseIterable, Sendable {
    case high, medium, low
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// What sort of marking it is, such as alloy, fibre or hazard-label.
  public let sort: String
  /// The regular expression that finds it.
  public let pattern: String
  /// What it means, in plain words.
  public let meaning: String
  /// What it says of features.
  public let implies: [String: Score]
  /// Commodities it speaks for.
  public let suggests: [String]
  /// Control entries to think of.
  public let pointsTo: [String]
  /// Words of which one must stand in the same inspection, where the pattern alone is ambiguous.
  public let context: [String]
  /// How far a hit can be trusted.
  public let confidence: Confidence
  /// Where the facts were read.
  public let sources: [String]

  init(_ reader: inout FieldReader, features: [String: Feature]) {
    id = reader.id
    name = reader.text("name")
    sort = reader.text("kind")
    pattern = reader.text("pattern")
    meaning = reader.text("meaning")
    suggests = reader.texts("suggests")
    pointsTo = reader.texts("points to")
    context = reader.texts("context")
    confidence = reader.choice("confidence", default: nil) ?? .low
    sources = reader.texts("sources")
    implies = reader.scores("implies", features: features)
  }
}
