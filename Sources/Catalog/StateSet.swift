/// A set of states of one feature, as bits.
public struct StateSet: Hashable, Sendable {
  private var words: [UInt64]

  /// The empty set.
  public init() {
    words = []
  }

  /// The set of the given state numbers; negative numbers are passed over.
  public init(_ states: some Sequence<Int>) {
    words = []
    for state in states { insert(state) }
  }

  /// Adds a state.
  public mutating func insert(_ state: Int) {
    guard state >= 0 else { return }
    while words.count <= state / 64 { words.append(0) }
    words[state / 64] |= 1 << UInt64(state % 64)
  }

  /// Whether the state is in the set.
  public func contains(_ state: Int) -> Bool {
    state >= 0 && state / 64 < words.count && words[state / 64] & (1 << UInt64(state % 64)) != 0
  }

  /// Whether there is no state in the set.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many states there are.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The states in ascending order.
  public var states: [Int] {
    words.indices.flatMap { word in (0..<64).filter { words[word] & (1 << UInt64($0)) != 0 }.map { word * 64 + $0 } }
  }

  /// The states in either set.
  public func union(_ other: StateSet) -> StateSet { combined(with: other, |) }

  /// The states in both sets.
  public func intersection(_ other: StateSet) -> StateSet { combined(with: other, &) }

  /// Whether the sets share a state.
  public func intersects(_ other: StateSet) -> Bool { !intersection(other).isEmpty }

  /// Whether every state of this set is in `other`.
  public func isSubset(of other: StateSet) -> Bool { intersection(other).count == count }

  private func combined(with other: StateSet, _ operation: (UInt64, UInt64) -> UInt64) -> StateSet {
    var result = StateSet()
    result.words = (0..<max(words.count, other.words.count)).map { index in
      operation(index < words.count ? words[index] : 0, index < other.words.count ? other.words[index] : 0)
    }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }
}
