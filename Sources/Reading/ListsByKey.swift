/// A list of values for each key, all lists in one array.
///
/// A catalog has tens of thousands of words with a value or two each; as arrays of their own they would take several
/// times the memory of what they hold.
struct ListsByKey<Key: Hashable & Sendable, Value: Equatable & Sendable>: Sendable {
  private var rows: [Key: Int32] = [:]
  private var starts: [Int32] = []
  private var values: [Value] = []

  /// Collects the values of each key in their order; one that comes again for the same key is left out.
  init(_ pairs: [(key: Key, value: Value)]) {
    var places: [Int32] = []
    places.reserveCapacity(pairs.count)
    for pair in pairs {
      let next = Int32(rows.count)
      places.append(rows[pair.key, default: next])
      if places[places.count - 1] == next { rows[pair.key] = next }
    }
    let ordered = pairs.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    starts.reserveCapacity(rows.count + 1)
    values.reserveCapacity(pairs.count)
    for pair in ordered {
      if Int(places[pair]) == starts.count { starts.append(Int32(values.count)) }
      let isRepeated = values[Int(starts[starts.count - 1])...].contains(pairs[pair].value)
      if !isRepeated { values.append(pairs[pair].value) }
    }
    starts.append(Int32(values.count))
  }

  /// How many keys there are.
  var count: Int { rows.count }

  /// The number of a key, counted from 0 in the order of first mention.
  func row(of key: Key) -> Int? { rows[key].map(Int.init) }

  /// The values of a key; none if it is unknown.
  subscript(key: Key) -> ArraySlice<Value> {
    guard let row = row(of: key) else { return [] }
    return values[Int(starts[row])..<Int(starts[row + 1])]
  }
}
