/// How often answers are wrong, learned from earlier identifications.
///
/// What an answer is worth depends on how often such answers are wrong, and that differs from place to place. An
/// identification that ended on a name says something about it: answers that no item accounts for together are more
/// probable where mistakes are common. Each identification weighs every rate by the probability of *all* its answers
/// under that rate, summed over all items; whether the name was right is never asked. (Counting the contradictions of
/// the named item would not do: a wrong name has none, so that the estimate would flatter itself down.)
///
/// The estimate is a value that is handed in, so that the engine stays a pure function of what it is given, and it
/// does not depend on the order in which identifications are learned from.
public struct ErrorRateEstimate: Hashable, Sendable {
  /// The rates that are held possible.
  public static let rates = [0.02, 0.05, 0.1, 0.2]
  /// The weights before anything was learned: about one answer in twenty is wrong.
  private static let priorWeights = [0.4, 0.4, 0.15, 0.05]
  /// No rate is ever ruled out: conditions change.
  private static let leastProbability = 1e-3

  /// The sum, for each rate, of the logarithms of what was learned.
  private var bits: [Double]

  /// What is assumed before anything was learned.
  public init() {
    bits = ErrorRateEstimate.priorWeights.map { Binary.log2($0) }
  }

  /// The probability of each rate.
  public var probabilities: [Double] {
    let largest = bits.reduce(-Double.infinity) { max($0, $1) }
    let weights = bits.map { Binary.exp2($0 - largest) }
    let sum = weights.reduce(0, +)
    let floored = weights.map { max(ErrorRateEstimate.leastProbability, $0 / sum) }
    let total = floored.reduce(0, +)
    return floored.map { $0 / total }
  }

  /// The rate to reckon with.
  public var mean: Double {
    zip(ErrorRateEstimate.rates, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Learns from the answers of one identification that ended on a name.
  public mutating func learn(from evidence: [WeighedEvidence], in model: BeliefModel) throws(BeliefError) {
    for (number, rate) in ErrorRateEstimate.rates.enumerated() {
      let answers = evidence.map {
        WeighedEvidence(column: $0.column, evidence: $0.evidence, errorRate: rate, group: $0.group)
      }
      bits[number] += try model.belief(given: answers).evidenceBits
    }
  }
}
