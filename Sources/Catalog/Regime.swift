/// An export-control regime, treaty or body.
public struct Regime: Sendable, Identifiable {
  /// One state's standing in a regime.
  public struct Member: Sendable, Hashable {
    /// ISO 3166 two-letter code.
    public let country: String
    /// The country's name.
    public let name: String
    /// What it is, such as participant or state party.
    public let status: String
    /// The date the fact was read as of.
    public let asOf: String
    /// How well it is known.
    public let confidence: String
  }

  /// The name used in records.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// Other words for it.
  public let also: [String]
  /// What it covers.
  public let covers: String
  /// The lists it keeps.
  public let lists: [String]
  /// The edition read.
  public let edition: String
  /// Its members.
  public let members: [Member]
  /// Where the facts were read.
  public let sources: [String]

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    also = reader.texts("also")
    covers = reader.text("covers")
    lists = reader.texts("lists")
    edition = reader.text("edition")
    sources = reader.texts("sources")
    members = reader.list("members") { member in
      Member(
        country: member.text("country"),
        name: member.text("name"),
        status: member.text("status"),
        asOf: member.text("as of"),
        confidence: member.text("confidence")
      )
    }
  }
}
