/// Puts a leading item to the test before it is named.
///
/// What is not in the catalog mostly resembles something that is. So the leader is tried on what sets it apart from
/// the items most like it, its relatives, and has to explain the answers better than "something like it" does.
public struct Verification: Sendable {
  /// The number of further answers that are asked for at first.
  public static let questionCount = 5
  /// The number of further answers after which there has to be a result.
  public static let questionLimit = 10
  /// The number of contradictions, in all, up to which a leader is accepted.
  public static let toleratedMismatches = 2
  /// The advantage over something similar, in bits, at which a leader has passed.
  public static let sureAdvantage = 2.0
  /// The advantage that is enough once all questions have been put.
  public static let leastAdvantage = 1.0
  /// The advantage below which a leader has failed.
  public static let failingAdvantage = -3.0

  private static let relativeCount = 12
  /// How much the relatives weigh against the whole catalog where rare scores are looked for.
  private static let relativeShare = 0.8

  /// What has come out so far.
  public enum Outcome: Hashable, Sendable {
    /// More has to be asked.
    case open
    /// The leader is confirmed.
    case passed
    /// The leader is refuted.
    case failed
    /// Neither, and there is nothing left to ask.
    case inconclusive
  }

  /// The item that is put to the test.
  public let item: Int
  /// The items that are most like it, the likest first.
  public let relatives: [Int]
  private let matrix: ScoreMatrix

  /// Prepares the test of an item; one that the matrix does not have never passes.
  public init(of item: Int, in matrix: ScoreMatrix) {
    self.item = item
    self.matrix = matrix
    relatives = matrix.relatives(ofItem: item, count: Verification.relativeCount)
  }

  /// The columns to ask about: those in which what the item shows is rare, above all among its relatives, for the cost.
  ///
  /// - Parameters:
  ///   - terms: what is known about each column; only eligible ones are proposed.
  ///   - answered: the columns that have been asked already.
  ///   - limit: the largest number of columns.
  public func columns(
    terms: [QuestionTerms],
    answered: Set<Int>,
    limit: Int = Verification.questionCount
  ) -> [Int] {
    guard (0..<matrix.itemCount).contains(item) else { return [] }
    var tests: [(column: Int, score: Double)] = []
    for (number, term) in terms.prefix(matrix.columnCount).enumerated()
    where term.isEligible && term.cost > 0 && !answered.contains(number) {
      let column = matrix.columns[number]
      guard column.patterns[column.indices[item]].isCoded else { continue }
      let score = surprise(in: column) * (1 - term.errorRate) / term.cost
      if score > 0 { tests.append((number, score)) }
    }
    return tests.sorted { $0.score != $1.score ? $0.score > $1.score : $0.column < $1.column }
      .prefix(max(0, limit)).map(\.column)
  }

  /// Judges the answers.
  ///
  /// - Parameters:
  ///   - belief: the belief that follows from the answers.
  ///   - evidence: all answers, those before the test too.
  ///   - asked: how many questions the test has put.
  ///   - canAsk: whether `columns` has any left.
  public func outcome(_ belief: Belief, evidence: [WeighedEvidence], asked: Int, canAsk: Bool) -> Outcome {
    guard belief.mismatches.indices.contains(item), belief.mismatches[item] <= Verification.toleratedMismatches
    else { return .failed }
    let advantage = advantage(from: evidence)
    if advantage < Verification.failingAdvantage { return .failed }
    if asked < Verification.questionCount, canAsk { return .open }
    if advantage >= Verification.sureAdvantage { return .passed }
    if asked < Verification.questionLimit, canAsk { return .open }
    return advantage >= Verification.leastAdvantage ? .passed : .inconclusive
  }

  /// By how many bits the item explains the answers better than something does that is like it in one half of its
  /// features and like its relatives, or unlike anything, in the other.
  public func advantage(from evidence: [WeighedEvidence]) -> Double {
    var advantage = 0.0
    forEachCoded(evidence) { column, likelihood, _ in
      let own = Binary.exp2(likelihood.bits[column.indices[item]])
      var similar = Binary.exp2(likelihood.bitsNotInCatalog)
      var count = 1.0
      for relative in relatives where column.patterns[column.indices[relative]].isCoded {
        similar += Binary.exp2(likelihood.bits[column.indices[relative]])
        count += 1
      }
      advantage -= Binary.log2((1 + similar / count / own) / 2)
    }
    return advantage
  }

  /// How well the item's own description accounts for the answers.
  public func fit(to evidence: [WeighedEvidence]) -> FitScore {
    var observed = 0.0
    var expected = 0.0
    forEachCoded(evidence) { column, likelihood, errorRate in
      let pattern = column.indices[item]
      observed += likelihood.bits[pattern]
      expected += column.expectedBits(ofPattern: pattern, errorRate: errorRate)
    }
    return FitScore(observedBits: observed, expectedBits: expected)
  }

  /// Visits the answers, in a fixed order, to features that are coded for the item.
  private func forEachCoded(
    _ evidence: [WeighedEvidence],
    _ visit: (ScoreColumn, EvidenceLikelihood, Double) -> Void
  ) {
    guard (0..<matrix.itemCount).contains(item) else { return }
    for piece in evidence.sorted(by: WeighedEvidence.precedes) where matrix.columns.indices.contains(piece.column) {
      let column = matrix.columns[piece.column]
      guard column.patterns[column.indices[item]].isCoded, column.accepts(piece.evidence) else { continue }
      let likelihood = EvidenceLikelihood(piece, in: column)
      visit(column, likelihood, min(max(piece.errorRate, 0), 1))
    }
  }

  /// How surprising, on average, what the item shows would be to someone who knows its relatives and the catalog.
  private func surprise(in column: ScoreColumn) -> Double {
    let outcomes = column.outcomeCount
    var catalog = [Double](repeating: 1 / Double(outcomes), count: outcomes)
    var items = 1.0
    for (number, row) in column.rows.enumerated() where column.patterns[number].isCoded {
      let size = Double(column.patternSizes[number])
      items += size
      column.forEachShare(of: row) { catalog[$0] += size * $1 }
    }
    var near = [Double](repeating: 1 / Double(outcomes), count: outcomes)
    var nearItems = 1.0
    for relative in relatives where column.patterns[column.indices[relative]].isCoded {
      nearItems += 1
      column.forEachShare(of: column.rows[column.indices[relative]]) { near[$0] += $1 }
    }
    let share = Verification.relativeShare
    var surprise = 0.0
    column.forEachShare(of: column.rows[column.indices[item]]) {
      surprise -= $1 * Binary.log2((1 - share) * catalog[$0] / items + share * near[$0] / nearItems)
    }
    return surprise
  }
}

/// How probable the answers are under an item's description, beside how probable its answers usually are.
public struct FitScore: Hashable, Sendable {
  /// The base-2 logarithm of the probability of the answers.
  public let observedBits: Double
  /// What that logarithm is on average when the thing is the item.
  public let expectedBits: Double

  /// By how many bits the answers are less probable than usual; large when the thing is something else.
  public var deficit: Double { expectedBits - observedBits }
}
