import Identification

/// Identification by elimination with perfect answers, by the rules under which the reference program was run.
struct StrictIdentification {
  struct Run {
    let answered: Int
    let skipped: Int
    let remaining: Int
    let keepsTruth: Bool
    let path: [(column: Int, value: Double)]
  }

  let dataset: Dataset
  private let model: BeliefModel
  private let rules: ApplicabilityRules

  init(_ dataset: Dataset) throws {
    self.dataset = dataset
    model = try BeliefModel(matrix: dataset.matrix(keepsInapplicable: false), notInCatalogPrior: 0)
    rules = dataset.rules
  }

  func run(_ specimen: Dataset.Specimen) throws -> Run {
    var evidence: [WeighedEvidence] = []
    var asked: Set<Int> = []
    var path: [(column: Int, value: Double)] = []
    var belief = try model.belief(given: evidence)
    while belief.mismatches.filter({ $0 == 0 }).count > 1 {
      guard let column = nextColumn(belief, evidence, asked) else { break }
      asked.insert(column)
      guard let value = specimen.values[column] else { continue }
      path.append((column, value))
      let answer = dataset.characters[column].evidence(value)
      evidence.append(WeighedEvidence(column: column, evidence: answer, errorRate: 0))
      belief = try model.belief(given: evidence)
    }
    return Run(
      answered: path.count,
      skipped: asked.count - path.count,
      remaining: belief.mismatches.filter { $0 == 0 }.count,
      keepsTruth: belief.mismatches[specimen.taxon] == 0,
      path: path
    )
  }

  private func nextColumn(_ belief: Belief, _ evidence: [WeighedEvidence], _ asked: Set<Int>) -> Int? {
    let applicability = rules.applicability(given: evidence)
    let terms = dataset.characters.enumerated().map { column, character in
      QuestionTerms(
        cost: character.referenceCost,
        isEligible: !character.isIgnored && !asked.contains(column) && applicability[column] != .inapplicable
      )
    }
    let ranking = QuestionRanking(matrix: model.matrix, weights: belief.uncontradicted)
    guard let best = ranking.questions(terms).first?.column else { return nil }
    return rules.unansweredControls(ofColumn: best, given: evidence).first { !asked.contains($0) } ?? best
  }
}
