import CanonicalJSON
import Catalog

/// What search knows of one record.
struct SearchDocument {
  let kind: String
  let id: String
  let title: String
  /// What helps to choose between hits: numbers of a substance, the class of dangerous goods.
  let detail: String
  /// Codes that find it at once, as they are written: CAS, UN, HS, list codes.
  let codes: [String]
  /// Words by table.
  let words: [(table: String, words: String)]

  /// Whether the record stands for goods and lists, and not for a row of a reference table.
  var isOwn: Bool { !SearchIndex.referenceKinds.contains(kind) }

  init(_ record: CatalogRecord) {
    kind = record.kind
    id = record.id
    let fields = record.fields
    title = fields["name"]?.text ?? fields["title"]?.text ?? fields["description"]?.text ?? record.id
    codes = Self.codes(record)
    detail = Self.detail(record)
    let names = fields["states"]?.list?.compactMap { $0.object?["name"]?.text } ?? []
    words = [
      ("search_name", SearchText.indexed([title])),
      ("search_also", SearchText.indexed(Self.texts(fields, ["also"]))),
      ("search_marking", SearchText.indexed(Self.texts(fields, ["stamped"]))),
      (
        "search_code",
        SearchText.indexed(codes + Self.headings(fields) + Self.texts(fields, ["controls", "points to"]))
      ),
      ("search_text", SearchText.indexed(Self.texts(fields, Self.prose) + names)),
    ]
  }

  private static let prose = [
    "looks like", "ordinary uses", "why it matters", "meaning", "covers", "note", "family", "question", "signs",
  ]

  private static func texts(_ fields: JSONObject, _ keys: [String]) -> [String] {
    keys.flatMap { key in fields[key]?.list?.compactMap(\.text) ?? fields[key]?.text.map { [$0] } ?? [] }
  }

  /// Tariff headings, and the four digits that they begin with.
  private static func headings(_ fields: JSONObject) -> [String] {
    let headings = texts(fields, ["hs"])
    return headings + Set(headings.map { String($0.prefix(4)) }).sorted()
  }

  private static func codes(_ record: CatalogRecord) -> [String] {
    switch CatalogRecord.Kind(rawValue: record.kind) {
    case .control: [record.id, String(record.id.split(separator: "/").last ?? "")]
    case .substance: texts(record.fields, ["cas", "un"]) + texts(record.fields, ["un"]).map { "UN \($0)" }
    case .unNumber: [record.id, "UN \(record.id)"]
    case .tradeTerm: []
    default: [record.id]
    }
  }

  private static func detail(_ record: CatalogRecord) -> String {
    func joined(_ label: String, _ key: String) -> String? {
      let values = texts(record.fields, [key]).filter { !$0.isEmpty }
      return values.isEmpty ? nil : "\(label) \(values.prefix(3).joined(separator: ", "))"
    }
    let parts: [String?] =
      switch CatalogRecord.Kind(rawValue: record.kind) {
      case .control: [joined("edition", "edition")]
      case .substance: [joined("CAS", "cas"), joined("UN", "un"), joined("class", "class")]
      case .unNumber: [joined("class", "class")]
      case .tradeTerm: [joined("HS", "code")]
      case .marking: [joined("", "meaning")?.trimmingPrefix(" ").description]
      case .commodity: [texts(record.fields, ["controls"]).isEmpty ? "no entry of a list" : joined("see", "controls")]
      default: []
      }
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}
