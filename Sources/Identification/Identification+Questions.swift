import Catalog
import Measures
public import Reading

extension Identification {
  /// Questions worth asking, the best first: what they tell about the goods and about open findings, for their cost.
  func questions(
    _ belief: Belief,
    _ findings: [Finding],
    _ observations: [Observation],
    _ asked: Set<String>,
    _ circumstances: Circumstances
  ) -> [Question] {
    // What the papers claim unasked is worth a look all the same.
    let answered = asked.union(observations.lazy.filter { $0.source != .declared }.map(\.feature))
    let applicability = table.applicability.applicability(given: table.evidence(observations))
    let terms = table.features.enumerated().map { column, feature in
      QuestionTerms(
        cost: Self.cost(feature, circumstances),
        errorRate: feature.misread,
        isEligible: circumstances.allows(feature) && !answered.contains(feature.id)
          && applicability[column] != .inapplicable
      )
    }
    let ranked = QuestionRanking(matrix: table.matrix, weights: belief.weights).questions(terms)
    let gains = Dictionary(ranked.map { (table.features[$0.column].id, $0.gain) }) { first, _ in first }
    let open = openReadings(findings)
    let asked = Set(gains.keys).union(open.keys)
    let questions = asked.compactMap { id -> Question? in
      guard let feature = catalog.features[id], circumstances.allows(feature), !answered.contains(id) else {
        return nil
      }
      let gain = gains[id] ?? 0
      let deciding = open[id]
      let worth = gain * (1 - belief.settled) + (deciding?.worth ?? 0)
      guard worth > 0.001 else { return nil }
      return Question(
        feature: feature,
        gain: gain,
        decides: deciding?.entries ?? [],
        score: worth * worth / Self.cost(feature, circumstances)
      )
    }
    return questions.sorted { ($1.score, $0.feature.id) < ($0.score, $1.feature.id) }
  }

  /// What each missing reading is worth for the findings that wait for it, in bits.
  private func openReadings(_ findings: [Finding]) -> [String: (worth: Double, entries: [String])] {
    var open: [String: (worth: Double, entries: [String])] = [:]
    var counted: Set<[String]> = []
    for finding in findings where finding.verdict == .cannotDecide {
      let features = finding.missing.compactMap { missing -> String? in
        if case .feature(let id) = missing { id } else { nil }
      }
      // Twins on other lists wait for the same readings; they decide together.
      let isNew = counted.insert(features + finding.commodities).inserted
      for feature in features {
        open[feature, default: (0, [])].entries.append(finding.entry.id)
        if isNew { open[feature, default: (0, [])].worth += finding.probability / Double(features.count) }
      }
    }
    return open
  }

  /// The expected effort of an answer in seconds: what it takes, over how often it can be had.
  static func cost(_ feature: Feature, _ circumstances: Circumstances) -> Double {
    (4 + feature.seconds) / circumstances.chanceOfAnswer(feature)
  }

  /// What each answer to a question would leave, the most probable answers first.
  public func forecast(_ question: Question, _ clues: Clues) -> [AnswerForecast] {
    guard let column = table.columnOfFeature[question.feature.id] else { return [] }
    let belief = self.belief(clues.observations.sorted(by: Observation.precedes), clues)
    let ranking = QuestionRanking(matrix: table.matrix, weights: belief.weights)
    return ranking.forecast(column: column, errorRate: question.feature.misread)
      .filter { $0.probability >= 0.02 }
      .sorted { $0.probability > $1.probability }
      .map { outcome in
        AnswerForecast(
          answer: name(of: outcome.outcome, column: column),
          probability: outcome.probability,
          candidatesLeft: outcome.survivors
        )
      }
  }

  private func name(of outcome: Int, column: Int) -> String {
    let feature = table.features[column]
    if feature.states.indices.contains(outcome) { return feature.states[outcome].name }
    guard let bounds = table.matrix.bounds(ofOutcome: outcome, inColumn: column), let unit = feature.unit else {
      return ""
    }
    let lower = unit.stated(bounds.lower)
    let upper = unit.stated(bounds.upper)
    switch (lower.isFinite, upper.isFinite) {
    case (true, true): return "\(lower.formatted(significant: 4)) to \(upper.formatted(significant: 4)) \(unit.symbol)"
    case (true, false): return "over \(lower.formatted(significant: 4)) \(unit.symbol)"
    case (false, true): return "under \(upper.formatted(significant: 4)) \(unit.symbol)"
    case (false, false): return "any value"
    }
  }
}

/// What one answer to a question would leave.
public struct AnswerForecast: Sendable, Hashable {
  /// The answer as people say it.
  public let answer: String
  /// How probable it is.
  public let probability: Double
  /// How many candidates it would leave, counted by weight.
  public let candidatesLeft: Double
}

extension Belief {
  /// How settled the question of what the goods are is already, from 0 to 1.
  var settled: Double {
    guard let leader else { return 0 }
    let share = probabilities[leader]
    return share > 0.9 ? (share - 0.9) * 8 : 0
  }
}
