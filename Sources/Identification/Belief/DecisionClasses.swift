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

  /// The expected information of an answer about the class, in bits.
  func gain(_ column: ScoreColumn, weights: [Float], errorRate: Double) -> Double {
    let outcomes = column.outcomeCount
    var compatible = [Double](repeating: 0, count: outcomes)
    var totalWeight = 0.0
    var gain = 0.0
    var ofClass = compatible
    for items in members {
      for outcome in 0..<outcomes { ofClass[outcome] = 0 }
      var weight = 0.0
      for item in items where item < weights.count && weights[item] > 0 {
        weight += Double(weights[item])
        column.add(Double(weights[item]), ofPattern: column.indices[item], errorRate: errorRate, to: &ofClass)
      }
      guard weight > 0 else { continue }
      totalWeight += weight
      for outcome in 0..<outcomes where ofClass[outcome] > 0 {
        compatible[outcome] += ofClass[outcome]
        gain += ofClass[outcome] * Binary.log2(ofClass[outcome] / weight)
      }
    }
    let total = compatible.reduce(0, +)
    guard total > 0 else { return 0 }
    for mass in compatible where mass > 0 { gain -= mass * Binary.log2(mass / totalWeight) }
    return max(0, gain / total)
  }
}

extension ScoreColumn {
  /// Adds an item's weight to the outcomes that it is compatible with.
  fileprivate func add(_ weight: Double, ofPattern pattern: Int, errorRate: Double, to outcomes: inout [Double]) {
    let row = rows[pattern]
    let right = weight * (1 - errorRate)
    let wrong = weight * errorRate * row.total / Double(outcomeCount)
    for outcome in 0..<outcomeCount { outcomes[outcome] += wrong }
    switch row.shape {
    case .open: for outcome in 0..<outcomeCount { outcomes[outcome] += right }
    case .span: for outcome in row.start..<row.end { outcomes[outcome] += right }
    case .mixed: for entry in row.start..<row.end { outcomes[entries[entry].outcome] += right * entries[entry].weight }
    }
  }
}
