public import Catalog
public import Identification
public import Reading

/// What a good examiner would have asked in a case: the engine's own best questions, among those that have an answer.
public struct GoodExaminer: Sendable {
  /// One question with what it brought.
  public struct Step: Sendable {
    /// The question.
    public let feature: Feature
    /// What was read.
    public let reading: Observation
    /// Why it was asked at this moment.
    public let why: String
  }

  /// The questions in order.
  public let steps: [Step]
  /// Where they lead to.
  public let assessment: Assessment
  /// How long they take, in seconds.
  public var seconds: Double { steps.reduce(0) { $0 + $1.feature.seconds } }
  /// What would decide and cannot be had in this case, by feature.
  public let stillMissing: [String]

  private static let mostSteps = 30
  /// The gain in bits from which a question that decides nothing is worth asking.
  private static let leastGain = 0.1
  private static let leastFinding = 0.05

  /// Plays a case.
  public init(_ practice: PracticeCase, engine: Identification, reader: TextReader) {
    let circumstances = practice.circumstances(in: engine.catalog)
    // What papers claim is no answer where it can be seen: a good examiner asks for it all the same.
    var clues = practice.firstClues(reader)
    clues.observations.removeAll { $0.source == .declared && practice.reading(of: $0.feature) != nil }
    var assessment = engine.assess(clues, under: circumstances)
    var steps: [Step] = []
    while steps.count < Self.mostSteps {
      let standing = engine.standing(assessment, clues, under: circumstances)
      guard let (feature, why) = Self.next(assessment, standing, in: practice),
        let reading = practice.reading(of: feature.id)
      else { break }
      steps.append(Step(feature: feature, reading: reading, why: why))
      clues.observations.append(reading)
      assessment = engine.assess(clues, under: circumstances)
    }
    self.steps = steps
    self.assessment = assessment
    stillMissing = Self.missing(assessment).filter { practice.reading(of: $0) == nil }
  }

  private static func next(
    _ assessment: Assessment,
    _ standing: Standing,
    in practice: PracticeCase
  ) -> (feature: Feature, why: String)? {
    func canBeRead(_ question: Question) -> Bool { practice.reading(of: question.feature.id) != nil }
    if case .settled = standing { return nil }
    if case .verify(let commodity, let questions) = standing, let question = questions.first(where: canBeRead) {
      return (question.feature, "it puts to the test that it is: \(commodity.name)")
    }
    let worth = assessment.questions.first {
      canBeRead($0) && ($0.gain >= leastGain || isDeciding($0, assessment))
    }
    return worth.map { ($0.feature, why($0, assessment)) }
  }

  private static func isDeciding(_ question: Question, _ assessment: Assessment) -> Bool {
    assessment.findings.contains { $0.probability >= leastFinding && question.decides.contains($0.entry.id) }
  }

  private static func why(_ question: Question, _ assessment: Assessment) -> String {
    if isDeciding(question, assessment) {
      let entries = question.decides.prefix(3).joined(separator: ", ")
      let more = question.decides.count > 3 ? " and \(question.decides.count - 3) more" : ""
      return "\(entries)\(more) \(question.decides.count > 1 ? "wait" : "waits") for it"
    }
    let names = assessment.candidates.prefix(3).map(\.commodity.name)
    return "it tells apart what this may be: \(names.joined(separator: ", "))"
  }

  /// The features that open findings wait for.
  static func missing(_ assessment: Assessment) -> [String] {
    var features: [String] = []
    for finding in assessment.findings where finding.verdict == .cannotDecide && finding.probability >= leastFinding {
      for case .feature(let id) in finding.missing where !features.contains(id) { features.append(id) }
    }
    return features
  }
}
