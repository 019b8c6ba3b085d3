public import CanonicalJSON

/// One document of the catalog in the form that is hashed, shipped and merged.
public struct CatalogRecord: Hashable, Sendable {
  /// The kinds this program understands; records of other kinds travel along untouched.
  public enum Kind: String, CaseIterable, Sendable {
    case feature, substance, commodity, control, marking, regime, hazard, heading
    case measure, country
    case redFlag = "red-flag"
    case unNumber = "un-number"
    case tradeTerm = "trade-term"
  }

  /// What the record describes: one of ``Kind``'s names, or a kind from a newer catalog.
  public let kind: String
  /// The name that is unique within the kind.
  public let id: String
  /// Everything else.
  public let fields: JSONObject

  /// A record of a known kind.
  public init(kind: Kind, id: String, fields: JSONObject) {
    self.kind = kind.rawValue
    self.id = id
    self.fields = fields
  }

  /// Takes a record from its JSON form, or gives nil where kind, id or fields are missing.
  public init?(_ json: JSONValue) {
    guard let object = json.object, let kind = object["kind"]?.text, let id = object["id"]?.text,
      let fields = object["fields"]?.object
    else { return nil }
    self.kind = kind
    self.id = id
    self.fields = fields
  }

  /// The field in which a record of a release names the additions of kits that it takes over.
  public static let supersedesField = "supersedes"

  /// The JSON form: an object with `fields`, `id` and `kind`.
  public var json: JSONValue {
    .members(["kind": .text(kind), "id": .text(id), "fields": .object(fields)])
  }

  /// The order of records in a release: by kind, then by id, compared as bytes.
  public static func precedes(_ left: CatalogRecord, _ right: CatalogRecord) -> Bool {
    if left.kind != right.kind { return left.kind.utf8.lexicographicallyPrecedes(right.kind.utf8) }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }
}
