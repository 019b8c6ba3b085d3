/// A chemical by its names and numbers; each is a state of the feature `substance`.
public struct Substance: Sendable, Identifiable {
  /// The name used in records and as a state.
  public let id: String
  /// The name shown to people.
  public let name: String
  /// Other names, trade names and formulae.
  public let also: [String]
  /// CAS registry numbers.
  public let cas: [String]
  /// UN numbers, four digits each.
  public let un: [String]
  /// The ADR class; may be empty.
  public let dangerClass: String
  /// Hazards that come with it.
  public let hazards: [String]

  init(_ reader: inout FieldReader) {
    id = reader.id
    name = reader.text("name")
    also = reader.texts("also")
    cas = reader.texts("cas")
    un = reader.texts("un")
    dangerClass = reader.optionalText("class") ?? ""
    hazards = reader.texts("hazards")
  }
}
