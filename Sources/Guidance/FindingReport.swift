import Catalog
import Identification
import Measures

/// The control entries held against the readings, with every limit, reading and margin.
struct FindingReport {
  let assessment: Assessment
  let catalog: Catalog
  private static let leastProbability = 0.01

  init(_ assessment: Assessment, catalog: Catalog) {
    self.assessment = assessment
    self.catalog = catalog
  }

  /// Everything there is to say.
  var lines: [TextLine] {
    guard !assessment.findings.isEmpty else {
      return [TextLine("Findings", .heading), TextLine("No plausible goods lead to an entry of a list.")]
    }
    return [TextLine("Findings", .heading)]
      + assessment.findings.flatMap { finding in
        [headline(finding)] + details(finding)
      }
  }

  /// The findings with one verdict, a line each, the far-fetched ones left out.
  func summary(_ verdict: Finding.Verdict, limit: Int = 8) -> [TextLine] {
    let findings = assessment.findings.filter { $0.verdict == verdict && $0.probability >= Self.leastProbability }
    guard !findings.isEmpty else { return [] }
    var lines = [TextLine("\(Wording.verdict(verdict)):")]
    lines += findings.prefix(limit).map { finding in
      var text = "\(finding.entry.id) \(finding.entry.title) (edition \(finding.entry.edition))"
      if finding.isNear { text += "; near a limit" }
      if !finding.missing.isEmpty { text += "; missing: \(names(finding.missing).joined(separator: ", "))" }
      return .item(text, depth: 1)
    }
    if findings.count > limit { lines.append(.item("and \(findings.count - limit) more: f shows all", depth: 1)) }
    return lines
  }

  private func headline(_ finding: Finding) -> TextLine {
    let near = finding.isNear ? ", near a limit" : ""
    let text = "\(finding.entry.id) \(finding.entry.title) (edition \(finding.entry.edition))"
    return TextLine("\(text): \(Wording.verdict(finding.verdict).lowercased())\(near)", hanging: 2)
  }

  private func details(_ finding: Finding) -> [TextLine] {
    let names = finding.commodities.map { catalog.commodities[$0]?.name ?? $0 }
    var lines = [
      TextLine.item(
        "\(names.joined(separator: ", ")), \(Wording.percent(finding.probability))",
        depth: 1,
        mark: "if it is:"
      )
    ]
    lines += finding.checks.map { .item(describe($0), depth: 1) }
    if !finding.missing.isEmpty {
      lines.append(.item(self.names(finding.missing).joined(separator: ", "), depth: 1, mark: "missing:"))
    }
    if !finding.entry.note.isEmpty { lines.append(.item(finding.entry.note, depth: 1, mark: "note:")) }
    return lines
  }

  /// One condition with its limit, the reading and the margin.
  func describe(_ check: ConditionCheck) -> String {
    let feature = catalog.features[check.condition.feature]
    let name = feature?.name ?? check.condition.feature
    let result =
      switch check.result {
      case .yes: "met"
      case .no: "not met"
      case .unknown: "open"
      }
    var text = "\(name), \(limit(check.condition, feature)): \(result)"
    if let unit = feature?.unit, let interval = check.interval { text += "; read \(interval.described(in: unit))" }
    if let feature, let states = assessment.readings.states(of: feature.id) {
      text += "; read \(feature.describeStates(states))"
    }
    if let margin = check.margin { text += "; margin \(Self.percent(margin))" }
    if check.isNear { text += "; near the limit" }
    return text
  }

  func limit(_ condition: Criterion.Condition, _ feature: Feature?) -> String {
    guard case .states(let states) = condition.test, let feature else { return condition.text }
    return feature.describeStates(states)
  }

  static func percent(_ share: Double) -> String {
    guard share.isFinite, abs(share) < 100 else { return share < 0 ? "below -1000 %" : "above 1000 %" }
    let percent = Int((share * 100).rounded())
    return percent > 0 ? "+\(percent) %" : "\(percent) %"
  }

  /// Missing readings as people call them.
  func names(_ missing: [MissingReading]) -> [String] {
    missing.map { reading in
      switch reading {
      case .feature(let id): catalog.features[id].map { $0.name.lowercasedFirst } ?? id
      case .judgement(let text): "the authority's judgement (\(text))"
      }
    }
  }
}

extension String {
  /// With a small first letter, unless the word is an abbreviation.
  var lowercasedFirst: String {
    guard let second = dropFirst().first, !second.isUppercase else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}
