public import Catalog
import Measures
import Reading

/// Plays every commodity of a catalog through the engine, to see whether it can be told from what resembles it.
public struct CatalogSimulation: Sendable {
  /// Two commodities that no reading taken at a border tells apart although their entries differ.
  public struct InseparablePair: Sendable, Hashable {
    /// The first commodity.
    public let first: String
    /// The second commodity.
    public let second: String
  }

  /// How one commodity fared when its own typical readings were given in the order that the engine asked for them.
  public struct Run: Sendable, Hashable {
    /// The commodity.
    public let commodity: String
    /// How many questions were answered.
    public let questions: Int
    /// Whether the engine ended on the commodity, or on one with the same entries.
    public let reached: Bool
    /// How probable the commodity was at the end.
    public let probability: Double
  }

  private let engine: Identification
  private static let mostQuestions = 12
  private static let sure = 0.95

  /// A simulation on an engine's catalog.
  public init(_ engine: Identification) {
    self.engine = engine
  }

  /// Pairs with different entries of which no feature that can be read from outside shows disjoint scores.
  ///
  /// Only pairs that share a family or name each other as look-alikes are held against each other; others cannot be
  /// mistaken for one another.
  public func inseparablePairs() -> [InseparablePair] {
    let table = engine.table
    var pairs: [InseparablePair] = []
    for (number, first) in table.commodities.enumerated() {
      for second in table.commodities[(number + 1)...] where areConfusable(first, second) {
        guard Set(first.controls) != Set(second.controls), !areSeparable(first, second) else { continue }
        pairs.append(InseparablePair(first: first.id, second: second.id))
      }
    }
    return pairs
  }

  private func areConfusable(_ first: Commodity, _ second: Commodity) -> Bool {
    first.family == second.family || first.lookAlikes.contains { $0.commodity == second.id }
      || second.lookAlikes.contains { $0.commodity == first.id }
  }

  private func areSeparable(_ first: Commodity, _ second: Commodity) -> Bool {
    first.scores.contains { feature, score in
      guard let other = second.scores[feature], let definition = engine.catalog.features[feature],
        definition.place != .inside, definition.tool != .laboratory
      else { return false }
      return score.isDisjoint(from: other)
    }
  }

  /// Runs one commodity: each question is answered with what the commodity typically shows.
  public func run(_ commodity: Commodity) -> Run {
    var clues = Clues()
    var asked: Set<String> = []
    var questions = 0
    let circumstances = Circumstances(tools: Set(Feature.Tool.allCases))
    var assessment = engine.assess(clues, under: circumstances)
    while questions < Self.mostQuestions, (assessment.candidates.first?.probability ?? 0) < Self.sure {
      guard let question = assessment.questions.first(where: { !asked.contains($0.feature.id) }) else { break }
      asked.insert(question.feature.id)
      guard let content = commodity.scores[question.feature.id]?.typical else { continue }
      questions += 1
      clues.observations.append(
        Observation(feature: question.feature.id, content: content, source: .read, text: "typical")
      )
      assessment = engine.assess(clues, under: circumstances)
    }
    let leader = assessment.candidates.first
    let probability = assessment.candidates.first { $0.commodity.id == commodity.id }?.probability ?? 0
    return Run(
      commodity: commodity.id,
      questions: questions,
      reached: leader.map { $0.commodity.id == commodity.id || $0.commodity.controls == commodity.controls } ?? false,
      probability: probability
    )
  }

  /// Commodities in the order of their ids.
  public var commodities: [Commodity] { engine.table.commodities }
}

extension Score {
  /// Whether no single reading fits both this score and another.
  public func isDisjoint(from other: Score) -> Bool {
    switch (self, other) {
    case (.states(let common, let rare), .states(let otherCommon, let otherRare)):
      !common.union(rare).intersects(otherCommon.union(otherRare))
    case (.ranges(let ranges), .ranges(let others)):
      !ranges.contains { range in others.contains { range.possible.intersects($0.possible) } }
    case (.inapplicable, .inapplicable): false
    case (.inapplicable, _), (_, .inapplicable): true
    default: false
    }
  }

  /// What a typical piece shows: a common state, the middle of the usual range.
  var typical: Observation.Content? {
    switch self {
    case .states(let common, let rare):
      (common.states.first ?? rare.states.first).map { .states(StateSet([$0])) }
    case .ranges(let ranges):
      ranges.first.flatMap { range in
        let interval = range.usual ?? range.possible
        let value = interval.midpoint ?? (interval.lower.isFinite ? interval.lower : interval.upper)
        return Interval.exactly(value).map(Observation.Content.quantity)
      }
    case .inapplicable: .notApplicable
    }
  }
}
