/// What the caller knows about asking for one column.
public struct QuestionTerms: Sendable {
  /// The expected effort of an answer (seconds, shared among what is read in one act), above zero.
  public var cost: Double
  /// The probability that the answer will be wrong.
  public var errorRate: Double
  /// Whether the question may be asked at all now.
  public var isEligible: Bool

  /// Sets the terms of a question.
  public init(cost: Double = 1, errorRate: Double = 0, isEligible: Bool = true) {
    self.cost = cost
    self.errorRate = errorRate
    self.isEligible = isEligible
  }
}

/// A question and what it is worth.
public struct RankedQuestion: Hashable, Sendable {
  /// The column that the question is about.
  public let column: Int
  /// The expected information in bits: by how many halvings the answer should narrow down the candidates.
  public let gain: Double
  /// The gain squared over the cost; the best question has the largest.
  public let score: Double
}

/// One possible answer to a question.
public struct OutcomeForecast: Hashable, Sendable {
  /// The state or bin.
  public let outcome: Int
  /// How probable the answer is.
  public let probability: Double
  /// How many of the present effective candidates the answer would leave.
  public let survivors: Double
}

/// Ranks the questions that could be asked next.
///
/// The gain is the expected drop of the logarithm of the candidates' weight. With perfect answers and equal weights
/// it is that of the number of candidates, as in the reference program for interactive keys: a candidate that shows
/// several states gives each of them in part but survives each of them whole, and an unscored one survives all.
/// Errors take away from it what they leave open.
public struct QuestionRanking: Sendable {
  /// The smallest gain, in bits, that makes a question worth asking.
  public static let leastGain = 1e-4

  private let matrix: ScoreMatrix
  private let weights: [Float]
  private let totalWeight: Double
  private let classOrder: ClassOrder?

  /// Ranks by what tells items apart or, with `classes`, by what tells their decision classes apart.
  ///
  /// - Parameters:
  ///   - weights: how probable each item is; only proportions count. Items beyond the list weigh nothing.
  ///   - classes: the decision class of each item.
  public init(matrix: ScoreMatrix, weights: [Float], classes: DecisionClasses? = nil) {
    self.matrix = matrix
    let usable = weights.prefix(matrix.itemCount).map { $0 > 0 && $0 < .infinity ? $0 : 0 }
    self.weights = usable + [Float](repeating: 0, count: matrix.itemCount - usable.count)
    totalWeight = self.weights.reduce(0.0) { $0 + Double($1) }
    classOrder = classes?.order(self.weights)
  }

  /// The eligible questions that are worth asking, the best first; equals in the order of their columns.
  ///
  /// - Parameter terms: what is known about each column; columns beyond the list are not asked.
  public func questions(_ terms: [QuestionTerms]) -> [RankedQuestion] {
    guard totalWeight > 0 else { return [] }
    var questions: [RankedQuestion] = []
    var workspace = Workspace()
    for (number, term) in terms.prefix(matrix.columnCount).enumerated() where term.isEligible && term.cost > 0 {
      let gain = gain(ofColumn: number, errorRate: term.errorRate, &workspace)
      guard gain >= QuestionRanking.leastGain else { continue }
      questions.append(RankedQuestion(column: number, gain: gain, score: gain * gain / term.cost))
    }
    return questions.sorted { $0.score != $1.score ? $0.score > $1.score : $0.column < $1.column }
  }

  /// What each answer to a column's question would leave; empty if there is no such column.
  public func forecast(column number: Int, errorRate: Double = 0) -> [OutcomeForecast] {
    guard matrix.columns.indices.contains(number), totalWeight > 0 else { return [] }
    let column = matrix.columns[number]
    var masses = OutcomeMasses()
    masses.gather(column, weights)
    let error = QuestionRanking.usable(errorRate)
    let entropy = weights.reduce(0.0) { $0 + Binary.surprise(Double($1) / totalWeight) }
    let candidates = Binary.exp2(-entropy)
    return (0..<column.outcomeCount).map { outcome in
      OutcomeForecast(
        outcome: outcome,
        probability: (1 - error) * masses.giving[outcome] / totalWeight + error / Double(column.outcomeCount),
        survivors: candidates * masses.surviving[outcome] / totalWeight
      )
    }
  }

  private static func usable(_ errorRate: Double) -> Double {
    errorRate > 0 ? min(errorRate, 1) : 0
  }

  /// Memory that is used again for every column.
  private struct Workspace {
    var masses = OutcomeMasses()
    var classGain = ClassGain()
  }

  private func gain(ofColumn number: Int, errorRate: Double, _ workspace: inout Workspace) -> Double {
    let column = matrix.columns[number]
    guard column.outcomeCount > 1 else { return 0 }
    let error = QuestionRanking.usable(errorRate)
    if let classOrder { return workspace.classGain.gain(column, classOrder, errorRate: error) }
    workspace.masses.gather(column, weights)
    return max(0, workspace.masses.gain(errorRate: error, totalWeight: totalWeight, in: column))
  }
}
