public import CanonicalJSON
public import Catalog

/// One record as a kit sees it: what the release says, with what was said at kits merged in or standing beside it.
public struct MergedItem: Sendable, Equatable {
  /// Where the record comes from.
  public enum Origin: String, Sendable {
    /// The release holds it.
    case upstream
    /// A kit added it.
    case local
    /// No release in use holds it any more, but it is still spoken of.
    case withdrawn
  }

  /// A remark that stands beside the record.
  public struct Note: Sendable, Equatable {
    /// The statement that makes it.
    public let key: OverlayStatement.Key
    /// Its author's number; may be empty.
    public let author: String
    /// When it was made, in seconds since 1970.
    public let time: Int64
    /// The words.
    public let text: String
  }

  /// A local value that does not take effect but stands beside the release's.
  public struct Proposal: Sendable, Equatable {
    /// The statement that makes it.
    public let key: OverlayStatement.Key
    /// The field.
    public let field: String
    /// The value.
    public let value: JSONValue
  }

  /// Another addition under the same id.
  public struct Rival: Sendable, Equatable {
    /// The statement that makes it.
    public let key: OverlayStatement.Key
    /// Its fields.
    public let fields: JSONObject
  }

  /// The record.
  public let name: RecordName
  /// Where it comes from.
  public let origin: Origin
  /// What people call it.
  public internal(set) var title: String
  /// What the release says; for an addition, what was added; empty where the record was withdrawn.
  public let upstream: JSONObject
  /// What is shown: the release's fields with those local ones that take effect.
  public internal(set) var fields: JSONObject
  /// The fields whose shown value is local, with the statement that set it.
  public internal(set) var localFields: [String: OverlayStatement.Key] = [:]
  /// Whether the record is left out of lists.
  public internal(set) var isHidden = false
  /// Remarks, in the order of their statements.
  public internal(set) var notes: [Note] = []
  /// Local values that stand beside the release's, in the order of their statements.
  public internal(set) var proposals: [Proposal] = []
  /// Other additions under the same id, in the order of their statements.
  public internal(set) var rivals: [Rival] = []
  /// The statement that added the record, if a kit did.
  public internal(set) var addition: OverlayStatement.Key?
  /// The record of the release that took this addition over.
  public internal(set) var adoptedBy: RecordName?

  init(_ name: RecordName, origin: Origin, title: String, fields: JSONObject) {
    self.name = name
    self.origin = origin
    self.title = title
    upstream = fields
    self.fields = fields
  }

  /// A record of the release of which nothing was said; nil for no record.
  public init?(_ record: CatalogRecord?) {
    guard let record else { return nil }
    let title = record.fields["name"]?.text ?? record.fields["title"]?.text ?? record.id
    self.init(record.name, origin: .upstream, title: title, fields: record.fields)
  }

  /// The record of the release that an addition makes stricter or adds to.
  public var extends: RecordName? {
    guard origin == .local, let id = fields[MergedCatalog.extendsField]?.text else { return nil }
    return RecordName(kind: name.kind, id: id)
  }

  /// What is shown of a field, or of a member of an element such as `states.tube.tell`.
  public func value(of field: String) -> JSONValue? { FieldPath(field, of: name.kind).value(in: fields) }

  /// What the release says of a field.
  public func upstreamValue(of field: String) -> JSONValue? { FieldPath(field, of: name.kind).value(in: upstream) }

  /// Whether the record counts in identification.
  public var isInUse: Bool { origin != .withdrawn && adoptedBy == nil }
}

extension MergedItem {
  /// The record as identification and search take it.
  ///
  /// A local name or list of other names replaces the release's where it is shown, but never takes a word away by
  /// which goods are recognised: the release's names stay among the other names.
  var recordFields: JSONObject {
    guard origin == .upstream, !localFields.isEmpty else { return fields }
    let allowsOtherNames = FieldAuthority.isAdvisoryField("also", of: name.kind)
    var result = allowsOtherNames ? Self.keepingNames(of: upstream, in: fields) : fields
    if let elements = FieldAuthority.elements(of: name.kind), elements.advisory.contains("also"),
      let list = result[elements.field]?.list, let before = upstream[elements.field]?.list, list.count == before.count
    {
      result[elements.field] = .list(
        zip(list, before).map { element, old in
          guard let element = element.object, let old = old.object else { return element }
          return .object(Self.keepingNames(of: old, in: element))
        }
      )
    }
    return result
  }

  private static func keepingNames(of old: JSONObject, in new: JSONObject) -> JSONObject {
    guard old["name"] != new["name"] || old["also"] != new["also"] else { return new }
    var names = new["also"]?.texts ?? []
    for name in (old["name"]?.texts ?? []) + (old["also"]?.texts ?? [])
    where !names.contains(name) && new["name"]?.text != name && !name.isEmpty {
      names.append(name)
    }
    guard !names.isEmpty else { return new }
    var result = new
    result["also"] = .texts(names)
    return result
  }
}
