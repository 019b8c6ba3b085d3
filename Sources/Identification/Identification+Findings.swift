import Catalog
import Measures

extension Identification {
  /// Entries that only less probable goods lead to are not followed up.
  private static let leastProbability = 0.01

  /// A criterion held against goods of one kind.
  private struct Test: Hashable {
    let criterion: Criterion
    let commodity: String
  }

  /// Control entries that the candidates lead to, each held against the readings.
  func findings(_ candidates: [Candidate], _ readings: Readings) -> [Finding] {
    var probability: [String: Double] = [:]
    var commodities: [String: [Commodity]] = [:]
    for candidate in candidates {
      for entry in catalog.entries(of: candidate.commodity) {
        probability[entry, default: 0] += candidate.probability
        commodities[entry, default: []].append(candidate.commodity)
      }
    }
    var evaluations: [Test: Evaluation] = [:]
    let findings = probability.compactMap { id, probability -> Finding? in
      // Candidates come with the most probable first.
      guard let entry = catalog.controls[id], probability >= Self.leastProbability, let leading = commodities[id],
        let leader = leading.first
      else { return nil }
      guard let criterion = catalog.criterion(of: id) else { return untested(entry, probability, leading.map(\.id)) }
      let test = Test(criterion: criterion, commodity: leader.id)
      let evaluation =
        evaluations[test]
        ?? criterion.evaluate(readings.withoutClaims(deniedBy: leader), features: catalog.features)
      evaluations[test] = evaluation
      return Finding(
        entry: entry,
        verdict: Finding.Verdict(evaluation.result),
        isNear: evaluation.isNear,
        missing: evaluation.missing,
        awaitsOnlyJudgement: evaluation.awaitsOnlyJudgement,
        checks: evaluation.checks,
        probability: probability,
        commodities: leading.map(\.id)
      )
    }
    return findings.sorted(by: Finding.precedes)
  }

  /// An entry whose test is not in the catalog can be named, but not decided here.
  private func untested(_ entry: ControlEntry, _ probability: Double, _ commodities: [String]) -> Finding {
    Finding(
      entry: entry,
      verdict: .cannotDecide,
      isNear: false,
      missing: [.judgement("the test of this entry is not in the catalog; read the list's own text")],
      awaitsOnlyJudgement: false,
      checks: [],
      probability: probability,
      commodities: commodities
    )
  }
}

extension Finding {
  static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.verdict.rank != right.verdict.rank { return left.verdict.rank < right.verdict.rank }
    if left.probability != right.probability { return left.probability > right.probability }
    if left.listRank != right.listRank { return left.listRank < right.listRank }
    return left.entry.id < right.entry.id
  }
}

extension Finding {
  /// The law of the place first, then what it carries out, then other countries' lists.
  private static let lists = ["eu", "nsg1", "nsg2", "mtcr", "ag", "cwc", "wa", "att", "ccl"]

  private var listRank: Int { Self.lists.firstIndex(of: entry.list) ?? Self.lists.count }
}

extension Finding.Verdict {
  init(_ result: Kleene) {
    switch result {
    case .yes: self = .meets
    case .no: self = .doesNotMeet
    case .unknown: self = .cannotDecide
    }
  }

  fileprivate var rank: Int {
    switch self {
    case .meets: 0
    case .cannotDecide: 1
    case .doesNotMeet: 2
    }
  }
}

/// The outcome that findings come to, with the reason.
///
/// - Referring needs one plausible entry whose readings are met; so does an entry that waits for judgement alone.
/// - No match needs that next to nothing plausible is left open, and that the goods are something in the catalog.
/// - A reading close to a limit leaves the matter open.
struct Conclusion {
  let outcome: Outcome
  let reason: String
  /// The probability from which a kind of goods counts for a referral.
  static let referFrom = 0.12
  /// The probability up to which open findings may stay open for *no match*.
  static let openUpTo = 0.15
  static let unknownUpTo = 0.5
  /// The probability that goods whose findings are all decided must have together for *no match*.
  static let settledFrom = 0.25

  init(_ findings: [Finding], candidates: [Candidate], notInCatalog: Double, features: [String: Feature]) {
    if let finding = findings.first(where: { $0.verdict == .meets && $0.probability >= Self.referFrom }) {
      outcome = .refer
      reason = "the readings meet the test of \(finding.entry.id)"
      return
    }
    let judged = findings.filter { $0.verdict == .cannotDecide && $0.awaitsOnlyJudgement }
    if let finding = judged.first(where: { $0.probability >= 2 * Self.referFrom }) {
      outcome = .refer
      reason = "all that can be read meets \(finding.entry.id); the rest is for the authority to judge"
      return
    }
    outcome = Self.isOpen(findings, candidates, notInCatalog) ? .undecided : .noMatch
    reason = Self.reason(outcome, findings, notInCatalog, features)
  }

  private static func isOpen(_ findings: [Finding], _ candidates: [Candidate], _ notInCatalog: Double) -> Bool {
    guard notInCatalog <= unknownUpTo else { return true }
    let open = Set(findings.filter { $0.verdict == .cannotDecide || $0.isNear }.flatMap(\.commodities))
    let mass = candidates.filter { open.contains($0.commodity.id) }.reduce(0) { $0 + $1.probability }
    let settled = candidates.reduce(0) { $0 + $1.probability } - mass
    return settled < settledFrom || mass > openUpTo * (1 - notInCatalog)
  }

  private static func reason(
    _ outcome: Outcome,
    _ findings: [Finding],
    _ notInCatalog: Double,
    _ features: [String: Feature]
  ) -> String {
    if outcome == .noMatch { return "no entry that plausible goods lead to is met or left open by the readings given" }
    if let finding = findings.first(where: { $0.verdict == .cannotDecide && $0.probability >= referFrom }) {
      let names = finding.missing.prefix(4).map { missing in
        switch missing {
        case .feature(let id): features[id]?.name.lowercased() ?? id
        case .judgement(let text): text
        }
      }
      return "\(finding.entry.id) waits for \(names.joined(separator: ", "))"
    }
    if let near = findings.first(where: \.isNear) { return "a reading lies close to a limit of \(near.entry.id)" }
    return notInCatalog > unknownUpTo ? "nothing in the catalog fits well" : "several kinds of goods fit"
  }
}
