import Catalog

/// Which fields a kit may word in its own way, and which are the authority's alone.
///
/// Advisory is what helps a person to recognise and to ask; a local text takes its place. Everything else is critical:
/// whatever decides if goods are named by a list, what is said of danger and of control, every code and number, and
/// every field that this program does not know.
///
/// | kind | advisory | of each element |
/// |---|---|---|
/// | feature | `name` `also` `question` `help` | `states`: `name` `also` `tell` |
/// | substance | `name` `also` | |
/// | commodity | `name` `also` `looks like` `ordinary uses` | `look-alikes`: `tell` |
/// | control | `title` `note` | |
/// | marking | `name` | |
/// | regime | `name` `also` | |
/// | hazard | `name` | |
/// | every kind | `translations` | |
public enum FieldAuthority {
  /// A list whose elements have advisory members; elements are known by the value of `key`.
  struct Elements {
    let field: String
    let key: String
    let advisory: Set<String>
  }

  private static let everywhere: Set<String> = ["translations"]

  private static let advisory: [CatalogRecord.Kind: Set<String>] = [
    .feature: ["name", "also", "question", "help"],
    .substance: ["name", "also"],
    .commodity: ["name", "also", "looks like", "ordinary uses"],
    .control: ["title", "note"],
    .marking: ["name"],
    .regime: ["name", "also"],
    .hazard: ["name"],
  ]

  static func elements(of kind: String) -> Elements? {
    switch CatalogRecord.Kind(rawValue: kind) {
    case .feature: Elements(field: "states", key: "id", advisory: ["name", "also", "tell"])
    case .commodity: Elements(field: "look-alikes", key: "commodity", advisory: ["tell"])
    default: nil
    }
  }

  /// Whether a kit's own value of a field may take effect.
  ///
  /// - Parameters:
  ///   - field: a field such as `looks like`, or a member of an element such as `states.tube.tell`.
  ///   - kind: the kind of the record.
  public static func isAdvisory(_ field: String, of kind: String) -> Bool {
    isAdvisoryField(field, of: kind) || FieldPath(field, of: kind).isAdvisoryMember
  }

  static func isAdvisoryField(_ field: String, of kind: String) -> Bool {
    if everywhere.contains(field) { return true }
    return CatalogRecord.Kind(rawValue: kind).flatMap { advisory[$0] }?.contains(field) == true
  }

  /// The fields of a kind that a kit may word in its own way, sorted, as they are typed.
  public static func advisoryFields(of kind: String) -> [String] {
    let fields = CatalogRecord.Kind(rawValue: kind).flatMap { advisory[$0] } ?? []
    let members = elements(of: kind).map { elements in
      elements.advisory.map { "\(elements.field).\(elements.key.uppercased()).\($0)" }
    }
    return (fields.union(everywhere)).sorted() + (members ?? []).sorted()
  }
}
