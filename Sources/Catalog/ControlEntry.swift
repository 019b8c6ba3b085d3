import CanonicalJSON

/// One entry, or one paragraph of an entry, of a control list.
public struct ControlEntry: Sendable, Identifiable {
  /// List and code, such as `eu/3A225`.
  public let id: String
  /// What the entry covers, in our own words.
  public let title: String
  /// The edition of the list that was read.
  public let edition: String
  /// The regimes that agreed on it.
  public let regimes: [String]
  /// Entries of other lists for the same goods.
  public let sameAs: [String]
  /// Entries of the same list that this one is a part of; goods of those lead to it.
  public let within: [String]
  /// The test, unless the entry has none or shares another's.
  public let criterion: Criterion?
  /// The entry whose test this one shares.
  public let criterionAs: String?
  /// What an inspector should know beside the test; may be empty.
  public let note: String
  /// Where the facts were read.
  public let sources: [String]
  /// How well the record is known.
  public let confidence: String

  /// The list, such as `eu`; of an entry that a kit added, the country that it speaks for, such as `x-de`.
  public var list: String {
    guard !id.contains("/") else { return String(id.prefix { $0 != "/" }) }
    return id.split(separator: "-").prefix(2).joined(separator: "-")
  }

  /// The code within the list, such as `3A225`.
  public var code: String {
    id.contains("/") ? String(id.drop { $0 != "/" }.dropFirst()) : id
  }

  init(_ reader: inout FieldReader, features: [String: Feature]) {
    id = reader.id
    title = reader.text("title")
    edition = reader.text("edition")
    regimes = reader.texts("regimes")
    sameAs = reader.texts("same as")
    within = reader.texts("within")
    criterionAs = reader.optionalText("criterion as")
    note = reader.optionalText("note") ?? ""
    sources = reader.texts("sources")
    confidence = reader.text("confidence")
    guard let value = reader.value("criterion") else {
      criterion = nil
      return
    }
    if criterionAs != nil { reader.report("criterion as", "stands beside a criterion of its own; keep one of them") }
    var criteria = CriterionReader(kind: reader.kind, id: reader.id, features: features)
    criterion = criteria.criterion(value, at: [.key("criterion")])
    reader.take(criteria.issues)
  }
}
