public import CanonicalJSON

/// A hazard with what to do and not to do near it.
public struct Hazard: Sendable, Identifiable {
  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// What gives it away.
  public let signs: [String]
  /// What nobody should do.
  public let doNot: [String]
  /// What to do.
  public let advice: [String]
  /// The readings that show it whatever the goods are: labels, alarms.
  public let shownBy: [String: Score]

  /// One line for places where the whole warning does not fit.
  public var briefWarning: String { name + (doNot.first.map { " – do not \($0)" } ?? "") }

  /// The sentences that stand before any other advice on goods that may bring it.
  public var warning: [String] {
    var sentences = ["Possible hazard: \(name)"]
    if !doNot.isEmpty { sentences.append("Do not: \(doNot.joined(separator: "; ")).") }
    return sentences + ["Do: \(advice.joined(separator: "; "))."]
  }

  /// The warning as it stands in the JSON of results.
  public var warningJSON: JSONValue { .members(["id": .text(id), "sentences": .texts(warning)]) }

  init(_ reader: inout FieldReader, features: [String: Feature]) {
    id = reader.id
    name = reader.text("name")
    signs = reader.texts("signs")
    doNot = reader.texts("do not")
    advice = reader.texts("do")
    shownBy = reader.scores("shown by", features: features)
    if advice.isEmpty { reader.report("do", "is missing: say what to do") }
  }
}
