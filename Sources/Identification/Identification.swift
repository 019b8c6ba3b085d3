public import Catalog
import Measures
public import Reading

/// The engine: tells what goods may be and how control entries stand, from clues alone.
///
/// It is pure and deterministic: the same clues on the same catalog give the same assessment, whatever their order.
public struct Identification: Sendable {
  /// The catalog it works on.
  public let catalog: Catalog
  let table: ScoreTable
  let model: BeliefModel
  /// The prior probability that the goods are nothing in the catalog.
  static let notInCatalogPrior = 0.3
  /// Candidates less probable than this share of the leader are not followed up.
  static let plausibleShare = 0.04
  static let mostCandidates = 25
  /// What all features named unasked can say together, in bits.
  private static let mostBitsOfNaming = 6.0

  /// Prepares a catalog.
  ///
  /// - Throws: ``IdentificationError`` if the catalog holds no commodities.
  public init(_ catalog: Catalog) throws(IdentificationError) {
    guard !catalog.commodities.isEmpty else { throw .emptyCatalog }
    self.catalog = catalog
    do {
      table = try ScoreTable(catalog)
      model = try BeliefModel(matrix: table.matrix, notInCatalogPrior: Self.notInCatalogPrior)
    } catch {
      throw .unusableCatalog("\(error)")
    }
  }

  /// Assesses what was understood of one inspection.
  public func assess(_ clues: Clues, under circumstances: Circumstances = Circumstances()) -> Assessment {
    let observations = clues.observations.sorted(by: Observation.precedes)
    let belief = self.belief(observations, clues)
    let candidates = self.candidates(belief, observations)
    let judged = judge(candidates, notInCatalog: belief.notInCatalog, observations)
    return Assessment(
      candidates: candidates,
      notInCatalog: belief.notInCatalog,
      findings: judged.findings,
      outcome: judged.conclusion.outcome,
      reason: judged.conclusion.reason,
      questions: questions(belief, judged.findings, observations, clues.askedFeatures, circumstances),
      hazards: hazards(candidates, judged.readings),
      concerns: judged.concerns,
      readings: judged.readings
    )
  }

  /// What candidates come to by the observations.
  struct Judged {
    let readings: Readings
    let concerns: [String]
    let findings: [Finding]
    let conclusion: Conclusion
  }

  /// Holds the entries that candidates lead to against the observations.
  func judge(_ candidates: [Candidate], notInCatalog: Double, _ observations: [Observation]) -> Judged {
    var readings = Readings(observations, features: catalog.features)
    var concerns = self.concerns(readings)
    if let presumed = LabelPresumption.observation(candidates, readings, features: catalog.features) {
      readings = Readings(observations + [presumed], features: catalog.features)
      concerns.append(LabelPresumption.concern)
    }
    let findings = self.findings(candidates, readings)
    let conclusion = Conclusion(
      findings,
      candidates: candidates,
      notInCatalog: notInCatalog,
      features: catalog.features
    )
    return Judged(readings: readings, concerns: concerns, findings: findings, conclusion: conclusion)
  }

  func belief(_ observations: [Observation], _ clues: Clues) -> Belief {
    let naming = clues.namedFeatures.sorted().compactMap { id in table.bitsOfNaming[id].map { (id, $0) } }
    let bits = table.commodities.map { commodity in
      let named = naming.reduce(0) { commodity.scores[$1.0] == nil ? $0 : $0 + $1.1 }
      return (clues.commodityBits[commodity.id] ?? 0) + min(named, Self.mostBitsOfNaming)
        + bitsOfSearch(clues, for: commodity)
    }
    let evidence = table.evidence(observations)
    // Evidence and bits come from the table itself, so they always fit; an empty belief would still be honest.
    return (try? model.belief(given: evidence, itemBits: bits))
      ?? Belief(itemBits: [], bitsNotInCatalog: 0, mismatches: [])
  }

  private func candidates(_ belief: Belief, _ observations: [Observation]) -> [Candidate] {
    guard let leader = belief.leader else { return [] }
    let least = belief.probabilities[leader] * Self.plausibleShare
    let evidence = table.evidence(observations)
    return belief.ranking.prefix(Self.mostCandidates).prefix { belief.probabilities[$0] >= least }.map { item in
      Candidate(
        commodity: table.commodities[item],
        probability: belief.probabilities[item],
        evidence: support(of: item, observations, evidence)
      )
    }
  }

  private func support(of item: Int, _ observations: [Observation], _ evidence: [WeighedEvidence]) -> [Candidate
    .Evidence]
  {
    let weighable = observations.filter { table.columnOfFeature[$0.feature] != nil && $0.content != .cannotSee }
    return zip(weighable, evidence).compactMap { observation, piece in
      guard let bits = try? model.support(ofItem: item, from: piece), abs(bits) > 0.01 else { return nil }
      return Candidate.Evidence(feature: observation.feature, text: observation.text, bits: bits)
    }.sorted { (abs($1.bits), $0.feature) < (abs($0.bits), $1.feature) }
  }

  private func concerns(_ readings: Readings) -> [String] {
    readings.contradicted.sorted().compactMap { id in
      catalog.features[id].map { "the readings of '\($0.name.lowercased())' contradict each other or the papers" }
    }
  }

  private func hazards(_ candidates: [Candidate], _ readings: Readings) -> [Hazard] {
    let ids = Set(candidates.flatMap(\.commodity.hazards) + catalog.hazards(shownBy: readings))
    return ids.sorted().compactMap { catalog.hazards[$0] }
  }
}

extension Catalog {
  /// The hazards that readings show whatever the goods are: those of a substance, of labels and of alarms; by id.
  public func hazards(shownBy readings: Readings) -> [String] {
    let labels = hazards.values.filter { hazard in
      hazard.shownBy.contains { feature, score in
        guard case .states(let common, let rare) = score, let read = readings.states(of: feature) else { return false }
        return read.count <= Self.mostMeanings && read.intersects(common.union(rare))
      }
    }
    var ids = Set(labels.map(\.id))
    if let feature = features[Vocabulary.substanceFeatureID], let read = readings.states(of: feature.id),
      read.count <= Self.mostMeanings
    {
      for state in read.states { ids.formUnion(substances[feature.states[state].id]?.hazards ?? []) }
    }
    return ids.sorted()
  }

  /// A reading that may mean more than this shows nothing.
  private static var mostMeanings: Int { 3 }
}

/// Why an engine could not be prepared.
public enum IdentificationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing to identify.
  case emptyCatalog
  /// The scores do not form a matrix.
  case unusableCatalog(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .emptyCatalog: "the catalog holds no commodities; install a complete one with --catalog"
    case .unusableCatalog(let reason): "the catalog cannot be used: \(reason); run 'gauger catalog lint'"
    }
  }
}

extension Observation {
  /// A fixed order, so that the order of arrival changes nothing.
  static func precedes(_ left: Observation, _ right: Observation) -> Bool {
    if left.feature != right.feature { return left.feature < right.feature }
    if left.source != right.source { return left.source.rawValue < right.source.rawValue }
    if left.text != right.text { return left.text < right.text }
    return left.content.order.lexicographicallyPrecedes(right.content.order)
  }
}

extension Observation.Content {
  /// Numbers that put different contents in a fixed order.
  fileprivate var order: [Double] {
    switch self {
    case .cannotSee: [0]
    case .notApplicable: [1]
    case .states(let set): [2] + set.states.map(Double.init)
    case .quantity(let interval):
      [3, interval.lower, interval.lowerIncluded ? 0 : 1, interval.upper, interval.upperIncluded ? 1 : 0]
    }
  }
}
