/// How probable each item is, and that it is none of them.
public struct Belief: Sendable {
  /// The probability of each item; with `notInCatalog` they sum to one.
  public let probabilities: [Double]
  /// The probability that the thing is none of the items.
  public let notInCatalog: Double
  /// How many answers contradict each item.
  public let mismatches: [Int]
  /// The base-2 logarithm of the probability of all the evidence together, whatever the thing is.
  public let evidenceBits: Double
  /// The items' logarithms before they were brought to sum to one.
  let itemBits: [Double]

  init(itemBits: [Double], bitsNotInCatalog: Double, mismatches: [Int]) {
    let largest = itemBits.reduce(bitsNotInCatalog) { max($0, $1) }
    var probabilities = itemBits
    var sum = 0.0
    probabilities.withUnsafeMutableBufferPointer { probabilities in
      for item in 0..<probabilities.count {
        let relative = Binary.exp2(probabilities[item] - largest)
        probabilities[item] = relative
        sum += relative
      }
    }
    let outside = largest > -.infinity ? Binary.exp2(bitsNotInCatalog - largest) : 1
    sum += outside
    probabilities.withUnsafeMutableBufferPointer { probabilities in
      for item in 0..<probabilities.count { probabilities[item] /= sum }
    }
    self.probabilities = probabilities
    notInCatalog = outside / sum
    evidenceBits = largest > -.infinity ? largest + Binary.log2(sum) : -.infinity
    self.mismatches = mismatches
    self.itemBits = itemBits
  }

  /// The most probable item; the first of equals.
  public var leader: Int? {
    var leader: Int?
    for (item, bits) in itemBits.enumerated() where leader.map({ bits > itemBits[$0] }) ?? true { leader = item }
    return leader
  }

  /// All items, the most probable first; equals in the matrix's order.
  public var ranking: [Int] {
    itemBits.indices.sorted { itemBits[$0] != itemBits[$1] ? itemBits[$0] > itemBits[$1] : $0 < $1 }
  }

  /// The items' weights for choosing the next question, one for the most probable item.
  public var weights: [Float] {
    let largest = probabilities.reduce(0) { max($0, $1) }
    guard largest > 0 else { return probabilities.map { _ in 1 } }
    return probabilities.map { Float($0 / largest) }
  }

  /// The items that nothing contradicts, all alike: the weights of identification by strict elimination.
  public var uncontradicted: [Float] { mismatches.map { $0 == 0 ? 1 : 0 } }

  /// The number of equally probable items that would leave as much doubt as there is among the items.
  public var effectiveCandidates: Double {
    let inside = 1 - notInCatalog
    guard inside > 0 else { return 0 }
    return Binary.exp2(-probabilities.reduce(0) { $0 + Binary.surprise($1 / inside) })
  }
}
