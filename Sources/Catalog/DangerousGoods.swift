import CanonicalJSON

/// What a UN number stands for in the transport of dangerous goods (ADR, table A).
public struct DangerousGoods: Sendable, Hashable {
  /// The proper shipping name.
  public let name: String
  /// The class, such as `6.1`.
  public let dangerClass: String

  init(_ record: CatalogRecord) {
    name = record.fields["name"]?.text ?? ""
    dangerClass = record.fields["class"]?.text ?? ""
  }
}
