import Identification

/// Identification by belief, with answers some of which may be wrong.
struct TolerantIdentification {
  struct Settings {
    /// The probability from which a taxon is named.
    var sureness = 0.965
    /// Whether the taxon may be missing from the matrix, and a leader is verified before it is named.
    var isOpenWorld = false
    /// What each question costs, all alike if there are none.
    var costs: [Double] = []
    /// Whether the questions are chosen by their cost.
    var heedsCost = true
  }

  enum Result: Equatable {
    case named(Int)
    case notInCatalog
    case undecided
  }

  struct Run {
    let result: Result
    let questions: Int
    let effort: Double
  }

  private static let questionLimit = 60

  /// How often answers are wrong, as far as the runs so far have shown.
  private var estimate = ErrorRateEstimate()
  private let dataset: Dataset
  private let model: BeliefModel
  private let rules: ApplicabilityRules
  private let settings: Settings
  private let stopRule: StopRule
  private let classes: DecisionClasses

  /// Prepares identification among all taxa but `leftOut`.
  init(_ dataset: Dataset, settings: Settings, leavingOut leftOut: Int? = nil) throws {
    self.dataset = dataset
    self.settings = settings
    model = try BeliefModel(
      matrix: dataset.matrix(leavingOut: leftOut, keepsInapplicable: true),
      notInCatalogPrior: settings.isOpenWorld ? 0.5 : 0
    )
    rules = dataset.rules
    var stopRule = StopRule()
    stopRule.sureOfClass = settings.sureness
    self.stopRule = stopRule
    classes = DecisionClasses(Array(0..<model.matrix.itemCount))
  }

  /// Asks until something is settled, and learns from it how often answers are wrong, if that is a name.
  ///
  /// Where taxa may be missing nothing is learned: what is missing looks like wrong answers.
  ///
  /// - Parameter answer: gives the answer to a column's question, or `nil` if there is none.
  mutating func run(_ answer: (Int) -> Evidence?) throws -> Run {
    var session = Session(errorRate: estimate.mean)
    let result = try settle(&session, answer)
    if case .named = result, !settings.isOpenWorld { try estimate.learn(from: session.evidence, in: model) }
    return Run(result: result, questions: session.evidence.count, effort: session.effort)
  }

  private func settle(_ session: inout Session, _ answer: (Int) -> Evidence?) throws -> Result {
    func ask(_ column: Int) {
      session.asked.insert(column)
      guard let answer = answer(column) else { return }
      session.evidence.append(
        WeighedEvidence(column: column, evidence: answer, errorRate: session.errorRate)
      )
      session.effort += settings.costs.isEmpty ? 1 : settings.costs[column]
    }
    while session.evidence.count < TolerantIdentification.questionLimit {
      let belief = try model.belief(given: session.evidence)
      let terms = terms(session)
      let best = QuestionRanking(matrix: model.matrix, weights: belief.weights).questions(terms).first?.column
      let outcome = judge(belief, terms, &session)
      switch stopRule.standing(belief, classes: classes, canAsk: best != nil, verification: outcome) {
      case .open:
        guard let best else { return .undecided }
        let controls = rules.unansweredControls(ofColumn: best, given: session.evidence)
        ask(controls.first { !session.asked.contains($0) } ?? best)
      case .verify(let leader):
        if session.verification?.item != leader {
          session.verification = Verification(of: leader, in: model.matrix)
          session.tested = 0
        }
        let next = session.verification?.columns(terms: terms, answered: session.asked, limit: 1).first
        session.tested += 1
        if let next { ask(next) }
      case .settled(let leader): return .named(leader)
      case .notInCatalog: return .notInCatalog
      case .unconfirmed, .inseparable: return .undecided
      }
    }
    return .undecided
  }

  private struct Session {
    let errorRate: Double
    var evidence: [WeighedEvidence] = []
    var asked: Set<Int> = []
    var effort = 0.0
    var verification: Verification?
    var tested = 0
  }

  private func judge(_ belief: Belief, _ terms: [QuestionTerms], _ session: inout Session) -> Verification.Outcome {
    guard settings.isOpenWorld else { return .passed }
    guard let verification = session.verification, verification.item == belief.leader else { return .open }
    let canAsk = !verification.columns(terms: terms, answered: session.asked, limit: 1).isEmpty
    return verification.outcome(belief, evidence: session.evidence, asked: session.tested, canAsk: canAsk)
  }

  private func terms(_ session: Session) -> [QuestionTerms] {
    let applicability = rules.applicability(given: session.evidence)
    return dataset.characters.enumerated().map { column, character in
      QuestionTerms(
        cost: settings.heedsCost && !settings.costs.isEmpty ? settings.costs[column] : 1,
        errorRate: session.errorRate,
        isEligible: !character.isIgnored && !session.asked.contains(column) && applicability[column] != .inapplicable
      )
    }
  }
}
