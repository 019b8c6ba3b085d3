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

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    signs = reader.texts("signs")
    doNot = reader.texts("do not")
    advice = reader.texts("do")
    if advice.isEmpty { reader.report("do", "is missing: say what to do") }
  }
}
