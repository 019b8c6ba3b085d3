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
    self.init(members.map { Member(key: $0.key, value: $0.value) })
  }

  init(_ members: [Member]) {
    let inOrder = zip(members, members.dropFirst()).allSatisfy { $0.key.precedesAsBytes($1.key) }
    if inOrder {
      self.members = members
      return
    }
    // Sorted at once, because inserting one by one takes hours for the keys of a large hostile text.
    let sorted = members.enumerated().sorted { left, right in
      if left.element.key.equalsAsBytes(right.element.key) { return left.offset < right.offset }
      return left.element.key.precedesAsBytes(right.element.key)
    }
    self.members = []
    self.members.reserveCapacity(members.count)
    for (_, member) in sorted {
      if let last = self.members.indices.last, self.members[last].key.equalsAsBytes(member.key) {
        self.members[last].value = member.value
      } else {
        self.members.append(member)
      }
    }
  }

  /// The value of `key`; `nil` removes it.
  public subscript(key: String) -> JSONValue? {
    get {
      let position = insertionPoint(of: key)
      guard position < members.count, members[position].key.equalsAsBytes(key) else { return nil }
      return members[position].value
    }
    set {
      let position = insertionPoint(of: key)
      let exists = position < members.count && members[position].key.equalsAsBytes(key)
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
      if members[middle].key.precedesAsBytes(key) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
