public import Catalog
public import Identification
import Measures
public import Reading
public import Presentation

/// The result of an examination so far, from the hazards to what to do next.
public struct ResultReport: Sendable {
  /// The whole result.
  public let lines: [TextLine]

  /// Puts a result into words.
  public init(_ assessment: Assessment, clues: Clues, catalog: Catalog, facts: StandingNotice) {
    let findings = FindingReport(assessment, catalog: catalog)
    let missing = Self.missing(assessment, findings)
    var lines: [TextLine] = HazardBanner(assessment, isVague: clues.isVague).lines
    lines.append(TextLine(Wording.outcome(assessment.outcome, missing: missing), .heading))
    lines.append(TextLine("Because \(assessment.reason)."))
    lines.append(TextLine(StandingNotice.sentence))
    lines.append(TextLine(facts.catalog, .faint))
    lines += [.blank] + Self.candidates(assessment)
    lines += [.blank, TextLine("Findings", .heading)]
    let summaries = [Finding.Verdict.meets, .cannotDecide, .doesNotMeet].flatMap { findings.summary($0) }
    lines += summaries.isEmpty ? [TextLine("No plausible goods lead to an entry of a list.")] : summaries
    if !missing.isEmpty {
      lines.append(TextLine("Readings that would decide: \(missing.joined(separator: ", ")).", hanging: 2))
    }
    lines += assessment.concerns.map { TextLine("Concern: \($0).", hanging: 2) }
    lines += Self.changes(assessment, findings)
    lines += [.blank, TextLine("What to do next", .heading)]
    lines += Wording.nextSteps(assessment.outcome).map { .item($0) }
    self.lines = lines
  }

  private static func candidates(_ assessment: Assessment) -> [TextLine] {
    var lines = [TextLine("What it may be", .heading)]
    lines += assessment.candidates.prefix(5).map { .item("\($0.commodity.name), \(Wording.percent($0.probability))") }
    return lines + [.item("something that is not in this catalog, \(Wording.percent(assessment.notInCatalog))")]
  }

  /// The readings that open findings wait for, those of the most probable goods first.
  static func missing(_ assessment: Assessment, _ findings: FindingReport) -> [String] {
    var names: [String] = []
    let open = assessment.findings.filter { $0.verdict == .cannotDecide && $0.probability >= 0.05 }
    for finding in open.prefix(6) {
      for name in findings.names(finding.missing) where !names.contains(name) { names.append(name) }
    }
    return Array(names.prefix(6))
  }

  /// The conditions on which the outcome hangs, each for one finding.
  static func changes(_ assessment: Assessment, _ findings: FindingReport) -> [TextLine] {
    let (verdict, result): (Finding.Verdict, String) =
      assessment.outcome == .refer ? (.meets, "no longer meet") : (.doesNotMeet, "meet")
    let deciding = assessment.findings.filter { $0.verdict == verdict && $0.probability >= 0.05 }.prefix(3)
    let lines = deciding.compactMap { finding -> TextLine? in
      let wanted = finding.checks.filter { ($0.result == .yes) == (verdict == .meets) && $0.result != .unknown }
      guard let nearest = wanted.min(by: { abs($0.margin ?? 100) < abs($1.margin ?? 100) }) else { return nil }
      return .item("\(finding.entry.id) would \(result) if this were otherwise: \(findings.describe(nearest))")
    }
    return lines.isEmpty ? [] : [.blank, TextLine("What would change the outcome", .heading)] + lines
  }
}
