import CanonicalJSON

/// The fields of a JSON object, taken one by one; what nobody took are the unknown fields, which are kept.
struct Fields {
  private(set) var rest: JSONObject
  private let place: String

  init(_ value: JSONValue, at place: String) throws(MetadataError) {
    guard let object = value.object else { throw MetadataError("\(place) is not an object") }
    self.init(object, at: place)
  }

  init(_ object: JSONObject, at place: String) {
    rest = object
    self.place = place
  }

  /// The value of a field that may be absent.
  mutating func take(_ key: String) -> JSONValue? {
    guard let value = rest[key] else { return nil }
    rest[key] = nil
    return value
  }

  mutating func required(_ key: String) throws(MetadataError) -> JSONValue {
    guard let value = take(key) else { throw failure(key, "is missing") }
    return value
  }

  mutating func text(_ key: String) throws(MetadataError) -> String {
    guard let text = try required(key).text else { throw failure(key, "is not a text") }
    return text
  }

  mutating func bool(_ key: String) throws(MetadataError) -> Bool {
    guard case .bool(let bool) = try required(key) else { throw failure(key, "is neither true nor false") }
    return bool
  }

  /// A whole number that is not below `least`.
  mutating func integer(_ key: String, atLeast least: Int64) throws(MetadataError) -> Int64 {
    guard case .integer(let integer) = try required(key), integer >= least else {
      throw failure(key, "is not a whole number from \(least)")
    }
    return integer
  }

  mutating func texts(_ key: String) throws(MetadataError) -> [String] {
    guard case .list(let list) = try required(key), let texts = JSONValue.list(list).texts else {
      throw failure(key, "is not a list of texts")
    }
    return texts
  }

  mutating func object(_ key: String) throws(MetadataError) -> JSONObject {
    guard let object = try required(key).object else { throw failure(key, "is not an object") }
    return object
  }

  /// An object read value by value into a table.
  mutating func table<Value>(
    _ key: String,
    _ read: (String, JSONValue) throws(MetadataError) -> Value
  ) throws(MetadataError) -> NameTable<Value> {
    let members = try object(key).members
    var elements: [NameTable<Value>.Element] = []
    elements.reserveCapacity(members.count)
    for member in members { elements.append((member.key, try read(member.key, member.value))) }
    return NameTable(sorted: elements)
  }

  func has(_ key: String) -> Bool { rest[key] != nil }

  func failure(_ key: String, _ what: String) -> MetadataError { MetadataError("\(place): \(key) \(what)") }
}

extension JSONObject {
  /// These fields, which are unknown here, with known ones.
  func adding(_ known: [(key: String, value: JSONValue)]) -> JSONObject {
    JSONObject(members.map { ($0.key, $0.value) } + known)
  }
}

extension NameTable {
  func json(_ write: (Value) -> JSONValue) -> JSONValue {
    .object(JSONObject(map { ($0.name, write($0.value)) }))
  }
}
