import Catalog
import Measures

/// A catalog's scores as the matrix that belief works on: commodities are its items, features its columns.
struct ScoreTable: Sendable {
  let commodities: [Commodity]
  let features: [Feature]
  let matrix: ScoreMatrix
  let itemOfCommodity: [String: Int]
  let columnOfFeature: [String: Int]
  /// How many bits it says for a commodity that a feature it is described by was named unasked: the rarer, the more.
  let bitsOfNaming: [String: Double]
  /// What it says that somebody who was asked found a feature, or did not, by column.
  let search: [SearchEvidence]
  /// When each column applies, from the features' `requires`.
  let applicability: ApplicabilityRules

  init(_ catalog: Catalog) throws(ScoreMatrixError) {
    let commodities = catalog.commodities.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    // Apart from the rest of the commodities, which would be copied for every feature.
    let scores = commodities.map(\.scores)
    let timesScored = scores.reduce(into: [String: Int]()) { counts, scores in
      for feature in scores.keys { counts[feature, default: 0] += 1 }
    }
    // A feature that no commodity scores cannot tell commodities apart; criteria may still ask for it.
    let features = catalog.features.values.filter { timesScored[$0.id] != nil }
      .sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    var limits: [String: Set<Double>] = [:]
    for entry in catalog.controls.values {
      for condition in entry.criterion?.conditions ?? [] {
        guard case .limit(let limit) = condition.test else { continue }
        for end in [limit.lower, limit.upper] where end.isFinite { limits[condition.feature, default: []].insert(end) }
      }
    }
    var builder = ScoreMatrixBuilder(itemCount: commodities.count)
    for feature in features {
      let kind: ColumnKind =
        feature.kind == .quantity
        ? .quantity(thresholds: limits[feature.id, default: []].sorted()) : .states(count: feature.states.count)
      try builder.addColumn(kind, scores: scores.map { Self.pattern($0[feature.id]) })
    }
    self.commodities = commodities
    self.features = features
    matrix = builder.build()
    itemOfCommodity = Dictionary(uniqueKeysWithValues: commodities.enumerated().map { ($1.id, $0) })
    let columns = Dictionary(uniqueKeysWithValues: features.enumerated().map { ($1.id, $0) })
    columnOfFeature = columns
    let all = Double(max(2, commodities.count))
    // Half of what it would say alone, because what people state is also what they happen to find on the plate.
    bitsOfNaming = timesScored.mapValues { 0.5 * Binary.log2(all / Double($0)) }
    search = features.map { SearchEvidence($0, share: Double(timesScored[$0.id] ?? 0) / all) }
    applicability = ApplicabilityRules(
      features.map { feature in
        let conditions = feature.requires.compactMap { requirement -> ApplicabilityCondition? in
          guard let column = columns[requirement.feature], let other = catalog.features[requirement.feature],
            let states = other.extent(ofStates: requirement.states)
          else { return nil }
          return ApplicabilityCondition(column: column, allowed: .states(Set(states.states)))
        }
        return conditions.isEmpty ? nil : ApplicabilityRule(allOf: conditions)
      }
    )
  }

  private static func pattern(_ score: Score?) -> ScorePattern {
    switch score {
    case nil: .unscored
    case .inapplicable: .inapplicable
    case .states(let common, let rare):
      .states(
        common.states.map { StateWeight(state: $0) }
          + rare.states.filter { !common.contains($0) }.map { StateWeight(state: $0, weight: StateWeight.rare) }
      )
    case .ranges(let ranges):
      .ranges(
        ranges.map { range in
          ScoredRange(
            lower: range.possible.lower,
            upper: range.possible.upper,
            usual: range.usual.map { (lower: $0.lower, upper: $0.upper) }
          )
        }
      )
    }
  }

  /// The observations that the matrix can weigh: of several readings of one feature the most reliable counts in full.
  func evidence(_ observations: [Observation]) -> [WeighedEvidence] {
    let meanings = Dictionary(grouping: observations) { $0.text }.mapValues { Set($0.map(\.feature)).count }
    return observations.compactMap { observation in
      guard let column = columnOfFeature[observation.feature],
        let evidence = Self.evidence(observation.content)
      else { return nil }
      let feature = features[column]
      // Readings of one feature repeat each other, so together they count little more than once.
      return WeighedEvidence(
        column: column,
        evidence: evidence,
        errorRate: max(feature.misread, observation.source.errorRate),
        group: column,
        isAmbiguous: !observation.text.isEmpty && meanings[observation.text, default: 1] > 1
      )
    }
  }

  private static func evidence(_ content: Observation.Content) -> Evidence? {
    switch content {
    case .states(let set): set.isEmpty ? nil : .states(set.states)
    case .quantity(let interval): .interval(lower: interval.lower, upper: interval.upper)
    case .notApplicable: .notApplicable
    case .cannotSee: nil
    }
  }
}

extension Observation.Source {
  /// How often a reading of this kind is wrong, measured features' own difficulty aside.
  var errorRate: Double {
    switch self {
    case .read, .measured: 0.08
    case .estimated: 0.15
    case .declared: 0.35
    }
  }
}
