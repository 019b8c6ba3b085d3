public import Catalog
public import Identification
import Measures
public import Reading

/// A result in parts, for surfaces that lay it out themselves.
public struct ResultParts: Sendable {
  /// One condition of a finding in words.
  public struct Check: Sendable, Hashable {
    /// What was to be read.
    public let name: String
    /// What the list asks for.
    public let limit: String
    /// What was read; empty where nothing was.
    public let reading: String
    /// Met, not met or open, with the distance from the limit.
    public let result: String
  }

  /// Entries that stand alike: the same verdict from the same conditions.
  public struct FindingGroup: Sendable {
    /// How they stand.
    public let verdict: Finding.Verdict
    /// The findings, the most probable first.
    public fileprivate(set) var findings: [Finding]
    /// The conditions.
    public let checks: [Check]
    /// What would have to be read, by name.
    public let missing: [String]
    /// The kinds of goods that lead to them, by name.
    public let goods: [String]
    /// Whether a reading close to a limit decides.
    public let isNear: Bool
  }

  /// The hazards, the most probable first; none while nothing is known.
  public let hazards: [Hazard]
  /// The readings that would decide, by name.
  public let missing: [String]
  /// The outcome in its fixed words.
  public let outcome: String
  /// The findings, those that stand alike together.
  public let findings: [FindingGroup]
  /// The conditions on which the outcome hangs, a sentence each.
  public let changes: [String]
  /// Whether nothing was said of the goods yet, so that candidates mean nothing.
  public let isVague: Bool

  /// Takes a result apart.
  public init(_ assessment: Assessment, clues: Clues, catalog: Catalog) {
    let report = FindingReport(assessment, catalog: catalog)
    isVague = clues.isVague
    hazards = HazardBanner(assessment, isVague: clues.isVague).hazards
    missing = ResultReport.missing(assessment, report)
    outcome = Wording.outcome(assessment.outcome, missing: missing)
    findings = Self.groups(report)
    changes = ResultReport.changes(assessment, report).filter { $0.role == .body && !$0.text.isEmpty }
      .map { $0.text.hasPrefix("- ") ? String($0.text.dropFirst(2)) : $0.text }
  }

  private static func groups(_ report: FindingReport) -> [FindingGroup] {
    var groups: [FindingGroup] = []
    for finding in report.assessment.findings {
      let checks = finding.checks.map { report.parts(of: $0) }
      let goods = finding.commodities.map { report.catalog.commodities[$0]?.name ?? $0 }
      let missing = report.names(finding.missing)
      let twin = groups.firstIndex {
        !checks.isEmpty && $0.verdict == finding.verdict && $0.checks == checks && $0.goods == goods
          && $0.missing == missing
      }
      if let twin {
        groups[twin].findings.append(finding)
      } else {
        groups.append(
          FindingGroup(
            verdict: finding.verdict,
            findings: [finding],
            checks: checks,
            missing: missing,
            goods: goods,
            isNear: finding.isNear
          )
        )
      }
    }
    return groups
  }
}

extension FindingReport {
  fileprivate func parts(of check: ConditionCheck) -> ResultParts.Check {
    let feature = catalog.features[check.condition.feature]
    var reading = ""
    if let feature, let states = assessment.readings.states(of: feature.id) { reading = feature.describeStates(states) }
    if let unit = feature?.unit, let interval = check.interval { reading = interval.described(in: unit) }
    var result =
      switch check.result {
      case .yes: "met"
      case .no: "not met"
      case .unknown: "open"
      }
    if let margin = check.margin { result += ", margin \(Self.percent(margin))" }
    if check.isNear { result += ", near the limit" }
    return ResultParts.Check(
      name: feature?.name ?? check.condition.feature,
      limit: limit(check.condition, feature),
      reading: reading,
      result: result
    )
  }
}
