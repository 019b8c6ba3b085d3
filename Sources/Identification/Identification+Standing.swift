public import Catalog
public import Reading

/// Whether an examination may stop, and what to ask before it does.
public enum Standing: Sendable {
  /// Ask on; the best question is the assessment's first.
  case open
  /// The decision stands if the leading kind of goods is confirmed by these readings.
  case verify(commodity: Commodity, questions: [Question])
  /// The decision stands.
  case settled
  /// Nothing that can still be read here would change the decision much.
  case noQuestionLeft
}

extension Identification {
  /// The share of the probability within the catalog from which one decision counts as established.
  static let sureOfDecision = 0.83
  /// The probability from which the goods count as nothing in the catalog.
  static let sureOfNone = 0.95
  /// How many features are read before goods count as nothing in the catalog.
  static let readingsBeforeNone = 12
  /// The gain in bits below which a question that decides nothing is not worth asking.
  static let leastGain = 0.1
  /// The probability below which an open finding is not worth a question.
  static let leastFinding = 0.05
  /// How many features are read before a leader that leads to no entry may go unconfirmed: a claimed name and one
  /// reading are not enough to let goods go.
  static let readingsBeforeRelease = 3
  /// How many readings at most confirm a leading kind of goods before its name is stated.
  static let confirmingReadings = 3

  /// Judges whether the decision is settled.
  public func standing(
    _ assessment: Assessment,
    _ clues: Clues,
    under circumstances: Circumstances
  ) -> Standing {
    if assessment.notInCatalog >= Self.sureOfNone {
      // One wrong answer must not make known goods look like nothing known.
      let isThorough = featuresRead(clues) >= Self.readingsBeforeNone
      return isThorough || !hasQuestionLeft(assessment) ? .settled : .open
    }
    let isOpen = assessment.outcome == .undecided
    let canDecide = assessment.questions.contains { isDeciding($0, assessment) }
    if let leader = assessment.candidates.first, !(isOpen && canDecide),
      shareOfDecision(leader.commodity, assessment) >= Self.sureOfDecision
    {
      let isHasty = assessment.outcome == .noMatch && featuresRead(clues) < Self.readingsBeforeRelease
      let questions =
        isHasty || !isSetApart(leader.commodity, clues)
        ? confirmingQuestions(for: leader.commodity, clues, under: circumstances) : []
      if !questions.isEmpty { return .verify(commodity: leader.commodity, questions: questions) }
      return isOpen ? .noQuestionLeft : .settled
    }
    return hasQuestionLeft(assessment) ? .open : .noQuestionLeft
  }

  private func featuresRead(_ clues: Clues) -> Int {
    Set(clues.observations.lazy.filter { $0.content != .cannotSee }.map(\.feature)).count
  }

  /// Whether what was read speaks for a kind of goods rather than for something like it.
  private func isSetApart(_ commodity: Commodity, _ clues: Clues) -> Bool {
    guard let item = table.itemOfCommodity[commodity.id] else { return false }
    let advantage = Verification(of: item, in: table.matrix).advantage(from: table.evidence(clues.observations))
    return advantage >= Verification.leastAdvantage
  }

  private func hasQuestionLeft(_ assessment: Assessment) -> Bool {
    assessment.questions.contains { $0.gain >= Self.leastGain || isDeciding($0, assessment) }
  }

  /// Whether a finding that is not far-fetched waits for the answer.
  private func isDeciding(_ question: Question, _ assessment: Assessment) -> Bool {
    assessment.findings.contains { $0.probability >= Self.leastFinding && question.decides.contains($0.entry.id) }
  }

  /// How much of the probability within the catalog leads to the same entries as one commodity.
  private func shareOfDecision(_ commodity: Commodity, _ assessment: Assessment) -> Double {
    let entries = catalog.entries(of: commodity)
    let inside = 1 - assessment.notInCatalog
    guard inside > 0 else { return 0 }
    return assessment.candidates.filter { catalog.entries(of: $0.commodity) == entries }
      .reduce(0) { $0 + $1.probability } / inside
  }

  /// The readings that put a kind of goods to the test and were not asked for yet, the most telling first.
  ///
  /// They are chosen before looking at what was answered, so that answering them comes to an end.
  private func confirmingQuestions(
    for commodity: Commodity,
    _ clues: Clues,
    under circumstances: Circumstances
  ) -> [Question] {
    guard let item = table.itemOfCommodity[commodity.id] else { return [] }
    let applicability = table.applicability.applicability(given: table.evidence(clues.observations))
    let terms = table.features.enumerated().map { column, feature in
      QuestionTerms(
        cost: Self.cost(feature, circumstances),
        errorRate: feature.misread,
        isEligible: circumstances.allows(feature) && applicability[column] != .inapplicable
      )
    }
    let answered = Set(clues.observations.map(\.feature))
    return Verification(of: item, in: table.matrix)
      .columns(terms: terms, answered: [], limit: Self.confirmingReadings)
      .map { table.features[$0] }.filter { !answered.contains($0.id) }
      .map { Question(feature: $0, gain: 0, decides: [], score: 0) }
  }
}
