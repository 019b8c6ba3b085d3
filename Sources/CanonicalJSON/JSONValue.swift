/// A JSON document, its keys unique.
///
/// What is signed and shipped holds whole numbers only, so that a record means the same bytes on every machine;
/// decimals stand in results and in input from other programs, as the literal that was written.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number with a fraction or exponent, as its literal.
  case decimal(String)
  /// A string.
  case text(String)
  /// An array.
  case list([JSONValue])
  /// An object, its members sorted by the UTF-8 bytes of their keys.
  case object(JSONObject)

  /// The string, if this is one.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The members, if this is an object.
  public var object: JSONObject? {
    if case .object(let object) = self { object } else { nil }
  }

  /// The elements, if this is an array.
  public var list: [JSONValue]? {
    if case .list(let list) = self { list } else { nil }
  }

  /// The strings, if this is an array of nothing else, or one string alone.
  public var texts: [String]? {
    switch self {
    case .text(let text): [text]
    case .list(let list) where list.allSatisfy { $0.text != nil }: list.compactMap(\.text)
    default: nil
    }
  }

  /// An object of the given members.
  public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(JSONObject(members.map { ($0.key, $0.value) }))
  }

  /// An array of strings.
  public static func texts(_ texts: [String]) -> JSONValue {
    .list(texts.map(JSONValue.text))
  }
}

/// The members of a JSON object, in canonical order.
public struct JSONObject: Hashable, Sendable {
  /// One key with its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value.
    public var value: JSONValue
  }

  /// The members, sorted by the UTF-8 bytes of their keys, every key once.
  public private(set) var members: [Member]

  /// Collects members; of a key given twice the last value counts.
  public init(_ members: [(key: String, value: JSONValue)] = []) {
    let inOrder = zip(members, members.dropFirst()).allSatisfy { left, right in
      left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    if inOrder {
      self.members = members.map { Member(key: $0.key, value: $0.value) }
      return
    }
    // Sorted at once, because inserting one by one takes hours for the keys of a large hostile text.
    let sorted = members.enumerated().sorted { left, right in
      if left.element.key.utf8.elementsEqual(right.element.key.utf8) { return left.offset < right.offset }
      return left.element.key.utf8.lexicographicallyPrecedes(right.element.key.utf8)
    }
    self.members = []
    self.members.reserveCapacity(members.count)
    for (_, member) in sorted {
      if let last = self.members.indices.last, self.members[last].key.utf8.elementsEqual(member.key.utf8) {
        self.members[last].value = member.value
      } else {
        self.members.append(Member(key: member.key, value: member.value))
      }
    }
  }

  /// The value of `key`; `nil` removes it.
  public subscript(key: String) -> JSONValue? {
    get {
      let position = insertionPoint(of: key)
      guard position < members.count, members[position].key.utf8.elementsEqual(key.utf8) else { return nil }
      return members[position].value
    }
    set {
      let position = insertionPoint(of: key)
      let exists = position < members.count && members[position].key.utf8.elementsEqual(key.utf8)
      switch (exists, newValue) {
      case (true, let value?): members[position].value = value
      case (true, nil): members.remove(at: position)
      case (false, let value?): members.insert(Member(key: key, value: value), at: position)
      case (false, nil): break
      }
    }
  }

  private func insertionPoint(of key: String) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle].key.utf8.lexicographicallyPrecedes(key.utf8) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
