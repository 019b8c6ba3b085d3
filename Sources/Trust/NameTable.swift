import CanonicalJSON

/// Values by name, in the order of the names' UTF-8 bytes.
///
/// A dictionary takes two spellings of `é` for one name; what is signed tells names apart by their bytes.
public struct NameTable<Value> {
  /// One name with its value.
  public typealias Element = (name: String, value: Value)

  private var elements: [Element] = []

  /// A table without names.
  public init() {}

  /// The table of elements that are sorted by name, every name once, as a JSON object holds them.
  init(sorted elements: [Element]) { self.elements = elements }

  /// The value of `name`; `nil` removes it.
  public subscript(name: String) -> Value? {
    get {
      let (position, exists) = find(name)
      return exists ? elements[position].value : nil
    }
    set {
      let (position, exists) = find(name)
      switch (exists, newValue) {
      case (true, let value?): elements[position].value = value
      case (true, nil): elements.remove(at: position)
      case (false, let value?): elements.insert((name, value), at: position)
      case (false, nil): break
      }
    }
  }

  private func find(_ name: String) -> (position: Int, exists: Bool) {
    var low = 0
    var high = elements.count
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].name.precedesAsBytes(name) { low = middle + 1 } else { high = middle }
    }
    return (low, low < elements.count && elements[low].name.equalsAsBytes(name))
  }
}

extension NameTable: RandomAccessCollection {
  /// The position of the first name.
  public var startIndex: Int { elements.startIndex }

  /// The position after the last name.
  public var endIndex: Int { elements.endIndex }

  /// The name and value at a position.
  public subscript(position: Int) -> Element { elements[position] }
}

extension NameTable: ExpressibleByDictionaryLiteral {
  /// A table of the names and values given; of a name given twice the last value counts.
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements { self[name] = value }
  }
}

extension NameTable: Sendable where Value: Sendable {}

extension NameTable: Equatable where Value: Equatable {
  /// Whether both hold the same values under the same bytes.
  public static func == (left: NameTable, right: NameTable) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0.name.equalsAsBytes($1.name) && $0.value == $1.value }
  }
}
