import Catalog
public import Reading

/// Plays one piece of goods through the guided identification.
///
/// A run begins as `gauger identify` does where nothing is typed at its opening: no clue, the tools of
/// ``Circumstances/init(mode:tools:)``. Each question that the engine puts is answered with what the piece shows, or
/// with *cannot see* where nobody scored that for its kind; both count as a question. The run ends where the guided
/// identification shows its result by itself.
public struct Playthrough: Sendable {
  /// How a run ended.
  public struct Run: Sendable, Hashable {
    /// The commodity that was played.
    public let commodity: String
    /// The features that were asked for, in their order.
    public let asked: [String]
    /// How many of them could not be answered.
    public let unanswered: Int
    /// The commodity that stood first at the end.
    public let leader: String
    /// How probable the true commodity was at the end.
    public let probability: Double
    /// What the run came to.
    public let outcome: Outcome
    /// What the true readings come to where the kind of goods is known.
    public let trueOutcome: Outcome
    /// Whether the decision is that which the true readings lead to, whatever the goods are taken for.
    public let isSameDecision: Bool

    /// How many questions were put.
    public var questions: Int { asked.count }
    /// Whether the commodity stands first, or the decision is the same without it.
    public var isReached: Bool { leader == commodity || isSameDecision }
  }

  private static let mostQuestions = 40
  private let engine: Identification
  private let circumstances = Circumstances()

  /// Plays with an engine and its catalog.
  public init(_ engine: Identification) {
    self.engine = engine
  }

  /// Plays one piece.
  ///
  /// - Parameters:
  ///   - specimen: the piece as it is.
  ///   - seen: the piece as it is seen; the same, unless somebody misreads it.
  ///   - opening: what is typed before the first question.
  public func run(_ specimen: Specimen, seenAs seen: Specimen? = nil, opening: Clues = Clues()) -> Run {
    let seen = seen ?? specimen
    var clues = opening
    var asked: [String] = []
    var unanswered = 0
    var assessment = engine.assess(clues, under: circumstances)
    while asked.count < Self.mostQuestions, let feature = nextFeature(assessment, clues) {
      asked.append(feature)
      clues.askedFeatures.insert(feature)
      let answer = seen.observation(of: feature)
      if answer == nil { unanswered += 1 }
      clues.observations.append(
        answer ?? Observation(feature: feature, content: .cannotSee, source: .read, text: "")
      )
      assessment = engine.assess(clues, under: circumstances)
    }
    let truth = decision(of: specimen)
    return Run(
      commodity: specimen.commodity.id,
      asked: asked,
      unanswered: unanswered,
      leader: assessment.candidates.first?.commodity.id ?? "",
      probability: assessment.candidates.first { $0.commodity.id == specimen.commodity.id }?.probability ?? 0,
      outcome: assessment.outcome,
      trueOutcome: truth.outcome,
      isSameDecision: Decision(assessment.outcome, assessment.findings) == truth
    )
  }

  /// The feature that the guided identification asks for next, or nil where it shows its result.
  private func nextFeature(_ assessment: Assessment, _ clues: Clues) -> String? {
    switch engine.standing(assessment, clues, under: circumstances) {
    case .verify(_, let questions): questions.first?.feature.id
    case .open: assessment.questions.first?.feature.id
    case .settled, .noQuestionLeft: nil
    }
  }

  /// What it comes to where the kind of goods is known and everything that is scored was read.
  private func decision(of specimen: Specimen) -> Decision {
    let candidate = Candidate(commodity: specimen.commodity, probability: 1, evidence: [])
    let judged = engine.judge([candidate], notInCatalog: 0, specimen.observations.sorted(by: Observation.precedes))
    return Decision(judged.conclusion.outcome, judged.findings)
  }
}

/// What an examination comes to: its outcome and the entries that are met or left open.
private struct Decision: Hashable {
  let outcome: Outcome
  let entries: Set<String>

  init(_ outcome: Outcome, _ findings: [Finding]) {
    self.outcome = outcome
    entries = Set(
      findings.filter { $0.verdict != .doesNotMeet && $0.probability >= Conclusion.referFrom }.map(\.entry.id)
    )
  }
}
