public import CanonicalJSON
import Catalog
import Trust

/// The way to one value of a record: a field, a member of a group, or a member of one element of a list.
struct FieldPath {
  private enum Way {
    case field
    case member(group: String, name: String)
    case element(FieldAuthority.Elements, key: String, member: String)
  }

  private let text: String
  private let way: Way

  init(_ text: String, of kind: String) {
    self.text = text
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 2, let elements = FieldAuthority.elements(of: kind), elements.field == parts[0] {
      // Ids of elements may hold points themselves.
      way = .element(elements, key: parts[1..<(parts.count - 1)].joined(separator: "."), member: parts.last ?? "")
    } else if parts.count > 1 {
      way = .member(group: parts[0], name: parts.dropFirst().joined(separator: "."))
    } else {
      way = .field
    }
  }

  var isAdvisoryMember: Bool {
    if case .element(let elements, _, let member) = way { return elements.advisory.contains(member) }
    return false
  }

  func value(in fields: JSONObject) -> JSONValue? {
    if let value = fields[text] { return value }
    switch way {
    case .field: return nil
    case .member(let group, let name): return fields[group]?.object?[name]
    case .element(let elements, let key, let member):
      guard let list = fields[elements.field]?.list, let place = elements.place(of: key, in: list) else { return nil }
      return list[place].object?[member]
    }
  }

  /// The fields with another value at this place, or nil where the release has no such place.
  func setting(_ value: JSONValue, in fields: JSONObject) -> JSONObject? {
    var fields = fields
    switch way {
    case .field: fields[text] = value
    case .member(let group, let name):
      guard fields[text] == nil else {
        fields[text] = value
        return fields
      }
      var members = fields[group]?.object ?? JSONObject()
      members[name] = value
      fields[group] = .object(members)
    case .element(let elements, let key, let member):
      guard var list = fields[elements.field]?.list, let place = elements.place(of: key, in: list),
        var element = list[place].object
      else { return nil }
      element[member] = value
      list[place] = .object(element)
      fields[elements.field] = .list(list)
    }
    return fields
  }
}

extension FieldAuthority.Elements {
  /// The element with a key, if exactly one has it.
  func place(of key: String, in list: [JSONValue]) -> Int? {
    let places = list.indices.filter { place in
      list[place].object?[self.key]?.text.map { $0.utf8.elementsEqual(key.utf8) } ?? false
    }
    return places.count == 1 ? places[0] : nil
  }
}

/// Digests of what a release says, against which statements are made.
public enum OverlayBase {
  /// The digest of one value; a field that is not there counts as `null`.
  public static func digest(of value: JSONValue?) -> String {
    ContentDigest(of: (value ?? .null).canonicalBytes).hex
  }

  /// The value of a field of a record, or of a member of an element such as `states.tube.tell`.
  public static func value(of field: String, in fields: JSONObject, of kind: String) -> JSONValue? {
    FieldPath(field, of: kind).value(in: fields)
  }

  /// The digest of the value of a field of a record.
  public static func digest(of field: String, in fields: JSONObject, of kind: String) -> String {
    digest(of: FieldPath(field, of: kind).value(in: fields))
  }

  /// The digest of everything in a record that is the authority's alone.
  public static func fingerprint(of fields: JSONObject, of kind: String) -> String {
    var critical = JSONObject(
      fields.members.filter { !FieldAuthority.isAdvisoryField($0.key, of: kind) }.map { ($0.key, $0.value) }
    )
    if let elements = FieldAuthority.elements(of: kind), let list = critical[elements.field]?.list {
      critical[elements.field] = .list(
        list.map { element in
          guard let object = element.object else { return element }
          return .object(
            JSONObject(object.members.filter { !elements.advisory.contains($0.key) }.map { ($0.key, $0.value) })
          )
        }
      )
    }
    return digest(of: .object(critical))
  }
}
