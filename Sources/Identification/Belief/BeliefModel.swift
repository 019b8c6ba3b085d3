/// Turns evidence into belief.
///
/// The belief is a pure function of the *set* of evidence: the order in which it came does not matter, and belief
/// without a piece of evidence is the belief of someone who never had it.
public struct BeliefModel: Sendable {
  /// What the items show.
  public let matrix: ScoreMatrix
  /// The prior probability that the thing is none of the items.
  public let notInCatalogPrior: Double
  private let priorBits: [Double]

  /// How much each further piece of evidence of a correlated group counts.
  private static let furtherShare = 0.5

  /// Takes the prior weight of each item, or all alike if there are none.
  ///
  /// No item starts below a tenth of an even share.
  public init(
    matrix: ScoreMatrix,
    priors: [Double] = [],
    notInCatalogPrior: Double = 0.5
  ) throws(BeliefError) {
    guard priors.isEmpty || priors.count == matrix.itemCount else { throw .wrongPriorCount }
    guard priors.allSatisfy({ $0 >= 0 && $0 < 1e100 }) else { throw .invalidPrior }
    guard notInCatalogPrior >= 0, notInCatalogPrior < 1 else { throw .invalidPrior }
    self.matrix = matrix
    self.notInCatalogPrior = notInCatalogPrior
    let even = 1 / Double(max(1, matrix.itemCount))
    let total = priors.reduce(0, +)
    let floored = (0..<matrix.itemCount).map { item in
      total > 0 ? max(priors[item] / total, 0.1 * even) : even
    }
    let sum = floored.reduce(0, +)
    priorBits = floored.map { Binary.log2($0 / sum * (1 - notInCatalogPrior)) }
  }

  /// The belief that follows from evidence.
  ///
  /// - Parameters:
  ///   - evidence: what was answered, in any order.
  ///   - itemBits: further evidence for each item as a base-2 logarithm of its probability over that of the same
  ///     evidence outside the catalog (markings, words); none if empty.
  public func belief(given evidence: [WeighedEvidence], itemBits: [Double] = []) throws(BeliefError) -> Belief {
    guard itemBits.isEmpty || itemBits.count == matrix.itemCount else { throw .wrongItemBitsCount }
    guard itemBits.allSatisfy(\.isFinite) else { throw .invalidItemBits }
    for piece in evidence { try check(piece) }
    var groupSizes: [Int: Int] = [:]
    for piece in evidence {
      if let group = piece.group { groupSizes[group, default: 0] += 1 }
    }

    var bits = itemBits.isEmpty ? priorBits : zip(priorBits, itemBits).map { $0 + $1 }
    var bitsNotInCatalog = Binary.log2(notInCatalogPrior)
    var mismatches = [Double](repeating: 0, count: matrix.itemCount)
    for piece in evidence.sorted(by: WeighedEvidence.precedes) {
      let column = matrix.columns[piece.column]
      let likelihood = EvidenceLikelihood(piece, in: column)
      let weight = BeliefModel.weight(inGroupOf: piece.group.flatMap { groupSizes[$0] } ?? 1)
      column.indices.add(likelihood.bits.map { $0 * weight }, to: &bits)
      column.indices.add(likelihood.contradicts.map { $0 ? 1 : 0 }, to: &mismatches)
      bitsNotInCatalog += likelihood.bitsNotInCatalog * weight
    }
    return Belief(itemBits: bits, bitsNotInCatalog: bitsNotInCatalog, mismatches: mismatches.map { Int($0) })
  }

  /// How much one answer speaks for an item rather than for something outside the catalog, in bits.
  public func support(ofItem item: Int, from piece: WeighedEvidence) throws(BeliefError) -> Double {
    try check(piece)
    guard (0..<matrix.itemCount).contains(item) else { return 0 }
    let column = matrix.columns[piece.column]
    let likelihood = EvidenceLikelihood(piece, in: column)
    return likelihood.bits[column.indices[item]] - likelihood.bitsNotInCatalog
  }

  private func check(_ piece: WeighedEvidence) throws(BeliefError) {
    guard matrix.columns.indices.contains(piece.column), matrix.columns[piece.column].accepts(piece.evidence) else {
      throw .unsuitableEvidence(column: piece.column)
    }
    guard piece.errorRate >= 0, piece.errorRate <= 1 else { throw .invalidErrorRate(column: piece.column) }
  }

  /// A group of correlated answers counts like one and a share for each further one, spread over all of them, so
  /// that none of them has to be the first.
  private static func weight(inGroupOf size: Int) -> Double {
    (1 + furtherShare * Double(size - 1)) / Double(size)
  }
}

/// Why no belief could be formed.
public enum BeliefError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is not one prior per item.
  case wrongPriorCount
  /// A prior is not a probability.
  case invalidPrior
  /// There is not one logarithm per item.
  case wrongItemBitsCount
  /// A logarithm is not a finite number.
  case invalidItemBits
  /// The column does not exist or cannot be answered like this.
  case unsuitableEvidence(column: Int)
  /// The error rate is not between 0 and 1.
  case invalidErrorRate(column: Int)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .wrongPriorCount: "the priors do not match the items; give one per item or none"
    case .invalidPrior: "a prior is out of range; give weights from 0, and less than 1 for not in the catalog"
    case .wrongItemBitsCount: "the further evidence does not match the items; give one number per item or none"
    case .invalidItemBits: "the further evidence is not finite; give ordinary numbers"
    case .unsuitableEvidence(let column):
      "column \(column) cannot be answered like this; use one of its states, or an interval for a quantity"
    case .invalidErrorRate(let column): "column \(column): the error rate is out of range; give 0 to 1"
    }
  }
}

extension WeighedEvidence {
  /// A fixed order in which evidence is added up, so that rounding does not depend on the order of arrival.
  static func precedes(_ first: WeighedEvidence, _ second: WeighedEvidence) -> Bool {
    if first.column != second.column { return first.column < second.column }
    if first.errorRate != second.errorRate { return first.errorRate < second.errorRate }
    if first.group != second.group { return (first.group ?? .min) < (second.group ?? .min) }
    if first.isAmbiguous != second.isAmbiguous { return second.isAmbiguous }
    return first.evidence.sortKey.lexicographicallyPrecedes(second.evidence.sortKey)
  }
}

extension Evidence {
  fileprivate var sortKey: [Double] {
    switch self {
    case .notApplicable: [0]
    case .states(let states): [1] + states.sorted().map { Double($0) }
    case .interval(let lower, let upper): [2, lower, upper]
    }
  }
}
