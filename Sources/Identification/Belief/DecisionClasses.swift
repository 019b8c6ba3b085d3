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
    let none = [Double](repeating: 0, count: outcomes)
    var surviving = none
    var giving = none
    var totalWeight = 0.0
    var gain = 0.0
    for items in members {
      var ofClass = none
      var given = none
      var weight = 0.0
      for item in items where item < weights.count && weights[item] > 0 {
        let mass = Double(weights[item])
        let pattern = column.indices[item]
        weight += mass
        column.add(mass, ofPattern: pattern, errorRate: errorRate, to: &ofClass)
        column.add(mass / column.rows[pattern].total, ofPattern: pattern, errorRate: errorRate, to: &given)
      }
      guard weight > 0 else { continue }
      totalWeight += weight
      for outcome in 0..<outcomes where ofClass[outcome] > 0 {
        surviving[outcome] += ofClass[outcome]
        giving[outcome] += given[outcome]
        gain += given[outcome] * Binary.log2(ofClass[outcome] / weight)
      }
    }
    guard totalWeight > 0 else { return 0 }
    for outcome in 0..<outcomes where surviving[outcome] > 0 {
      gain -= giving[outcome] * Binary.log2(surviving[outcome] / totalWeight)
    }
    return max(0, gain / totalWeight)
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
