/// Which items lead to the same decision.
public struct DecisionClasses: Sendable {
  /// The number of classes.
  public let count: Int
  private let classOfItem: [Int]
  /// The items of each class.
  private let members: [[Int]]

  /// Puts each item into the class that `classOfItem` names; any numbers will do.
  public init(_ classOfItem: [Int]) {
    var numbers: [Int: Int] = [:]
    var members: [[Int]] = []
    var dense: [Int] = []
    for (item, name) in classOfItem.enumerated() {
      let number = numbers[name] ?? members.count
      if number == members.count {
        numbers[name] = number
        members.append([])
      }
      members[number].append(item)
      dense.append(number)
    }
    count = members.count
    self.members = members
    self.classOfItem = dense
  }

  /// The class of an item, or `nil` if there is no such item.
  public func number(ofItem item: Int) -> Int? {
    classOfItem.indices.contains(item) ? classOfItem[item] : nil
  }

  /// The probability of each class.
  public func probabilities(_ belief: Belief) -> [Double] {
    members.map { items in
      items.reduce(0) { belief.probabilities.indices.contains($1) ? $0 + belief.probabilities[$1] : $0 }
    }
  }

  /// The items that weigh anything, class by class.
  func order(_ weights: [Float]) -> ClassOrder {
    var order = ClassOrder()
    for items in members {
      let first = order.items.count
      for item in items where item < weights.count && weights[item] > 0 {
        order.items.append(item)
        order.weights.append(Double(weights[item]))
      }
      if order.items.count > first { order.ends.append(order.items.count) }
    }
    return order
  }
}

/// Items and their weights, sorted by decision class.
struct ClassOrder: Sendable {
  fileprivate(set) var items: [Int] = []
  fileprivate(set) var weights: [Double] = []
  /// Where each class ends.
  fileprivate(set) var ends: [Int] = []
}

/// Works out what an answer tells about the decision class.
struct ClassGain {
  private var masses = OutcomeMasses()
  private var patterns: [Int] = []
  private var patternMasses: [Double] = []
  private var surviving: [Double] = []
  private var giving: [Double] = []

  /// The expected information of an answer about the class, in bits.
  mutating func gain(_ column: ScoreColumn, _ order: ClassOrder, errorRate: Double) -> Double {
    let outcomes = column.outcomeCount
    column.indices.copy(order.items, to: &patterns)
    if patternMasses.count < column.patterns.count {
      patternMasses = [Double](repeating: 0, count: column.patterns.count)
    }
    surviving = [Double](repeating: 0, count: outcomes)
    giving = surviving
    var totalWeight = 0.0
    var gain = 0.0
    var start = 0
    for end in order.ends {
      let weight = gather(start..<end, column, order.weights)
      totalWeight += weight
      let all = masses.surviving.prefix(outcomes).reduce(0, +)
      for outcome in 0..<outcomes {
        let survivors = (1 - errorRate) * masses.surviving[outcome] + errorRate * all / Double(outcomes)
        let givers = (1 - errorRate) * masses.giving[outcome] + errorRate * weight / Double(outcomes)
        surviving[outcome] += survivors
        giving[outcome] += givers
        if survivors > 0, givers > 0 { gain += givers * Binary.log2(survivors / weight) }
      }
      start = end
    }
    guard totalWeight > 0 else { return 0 }
    for outcome in 0..<outcomes where surviving[outcome] > 0 && giving[outcome] > 0 {
      gain -= giving[outcome] * Binary.log2(surviving[outcome] / totalWeight)
    }
    return max(0, gain / totalWeight)
  }

  /// Adds up one class, whose items are at `range`; returns its weight.
  private mutating func gather(_ range: Range<Int>, _ column: ScoreColumn, _ weights: [Double]) -> Double {
    masses.clear(outcomeCount: column.outcomeCount)
    var weight = 0.0
    if range.count < column.patterns.count {
      for index in range {
        weight += weights[index]
        masses.add(column.rows[patterns[index]], weights[index], column.entries)
      }
    } else {
      for index in range { patternMasses[patterns[index]] += weights[index] }
      for pattern in column.patterns.indices where patternMasses[pattern] > 0 {
        weight += patternMasses[pattern]
        masses.add(column.rows[pattern], patternMasses[pattern], column.entries)
        patternMasses[pattern] = 0
      }
    }
    masses.finish(outcomeCount: column.outcomeCount)
    return weight
  }
}
