/// An embargo or a restriction on arms that the authority of this kit has put into its national layer.
///
/// The catalog ships none: which measures hold is national law. A record that is marked as an example is never applied.
public struct NationalMeasure: Sendable, Identifiable {
  /// What a measure is.
  public enum Sort: String, Sendable, CaseIterable {
    case embargo, arms
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// What it is.
  public let sort: Sort
  /// The countries it is about, by their two letters.
  public let countries: [String]
  /// The tariff headings it covers, by their first digits; empty together with `lists` means all goods.
  public let headings: [String]
  /// The lists, or the beginnings of their entries, that it covers.
  public let lists: [String]
  /// What the inspector reads.
  public let sentence: String
  /// The first and the last day on which it holds, as `2026-01-31`; empty where it is open.
  public let from, until: String
  /// Whether it only shows the format.
  public let isExample: Bool
  /// Where it stands.
  public let sources: [String]

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    sort = reader.choice("sort", default: nil) ?? .embargo
    countries = reader.texts("countries")
    headings = reader.texts("hs")
    lists = reader.texts("lists")
    sentence = reader.text("sentence")
    from = reader.optionalText("from") ?? ""
    until = reader.optionalText("until") ?? ""
    isExample = reader.optionalText("example") == "yes"
    sources = reader.texts("sources")
    if countries.isEmpty { reader.report("countries", "is missing: name at least one") }
    for (index, code) in countries.enumerated() where !Self.isCode(code) {
      reader.report("countries", at: index, "'\(code)' is not two capital letters")
    }
    for (key, day) in [("from", from), ("until", until)] where !day.isEmpty && !Self.isDay(day) {
      reader.report(key, "'\(day)' is not a day such as 2026-01-31")
    }
    if sources.isEmpty { reader.report("sources", "is missing: say which law it is") }
  }

  private static func isCode(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2]
      && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
