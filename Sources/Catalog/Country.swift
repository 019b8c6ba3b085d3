import CanonicalJSON

/// A country with the names that stand on goods and in papers.
public struct Country: Sendable, Identifiable {
  /// Two letters (ISO 3166).
  public let id: String
  /// The name shown to people.
  public let name: String
  /// Other names of it, and places in it that marks and papers name.
  public let also: [String]

  init(_ record: CatalogRecord) {
    id = record.id
    name = record.fields["name"]?.text ?? record.id
    also = (record.fields["also"]?.text ?? "").split(separator: "|").map(String.init)
  }
}
