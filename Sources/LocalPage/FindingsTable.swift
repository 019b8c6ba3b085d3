import Markup
import Catalog
import Guidance
import Identification

/// The list entries held against the readings, by how they stand.
struct FindingsTable {
  let groups: [ResultParts.FindingGroup]
  /// So many of one verdict are shown at once, the rest behind a fold.
  private static let mostShown = 4

  var body: HTML {
    let verdicts: [Finding.Verdict] = [.meets, .cannotDecide, .doesNotMeet]
    let content = groups.isEmpty ? ["<p>No plausible goods lead to an entry of a list.</p>"] : verdicts.map(section)
    return "<section class=\"findings\"><h2>Findings</h2>\(content)</section>"
  }

  private func section(_ verdict: Finding.Verdict) -> HTML {
    let groups = groups.filter { $0.verdict == verdict }
    guard !groups.isEmpty else { return .empty }
    let shown = groups.prefix(Self.mostShown).map(card)
    let rest = groups.dropFirst(Self.mostShown).map(card)
    let fold: HTML = rest.isEmpty ? "" : "<details><summary>\(rest.count) more</summary>\(Array(rest))</details>"
    return "<h3>\(Wording.verdict(verdict))</h3>\(Array(shown))\(fold)"
  }

  private func card(_ group: ResultParts.FindingGroup) -> HTML {
    let entries = group.findings.map { finding -> HTML in
      """
      <li><b>\(finding.entry.id)</b> \(finding.entry.title) <span class="edition">edition \(finding.entry.edition)</span></li>
      """
    }
    let near: HTML = group.isNear ? "; <span class=\"near\">near a limit</span>" : ""
    let missing: HTML =
      group.missing.isEmpty ? "" : "<p><b>Missing:</b> \(group.missing.joined(separator: ", "))</p>"
    let percent = Wording.percent(group.findings.first?.probability ?? 0)
    return """
      <article class="finding"><ul class="entries">\(entries)</ul>
      <p class="help">If it is \(group.goods.joined(separator: " or ")), \(percent)\(near)</p>\
      \(checks(group))\(missing)\(notes(group))</article>
      """
  }

  private func checks(_ group: ResultParts.FindingGroup) -> HTML {
    guard !group.checks.isEmpty else { return .empty }
    let rows = group.checks.map { check -> HTML in
      """
      <tr><th scope="row">\(check.name)</th><td data-label="Limit">\(check.limit)</td>\
      <td data-label="Reading">\(check.reading.isEmpty ? "not read" : check.reading)</td>\
      <td data-label="Result">\(check.result)</td></tr>
      """
    }
    return """
      <table><thead><tr><th scope="col">Test</th><th scope="col">Limit</th><th scope="col">Reading</th>\
      <th scope="col">Result</th></tr></thead><tbody>\(rows)</tbody></table>
      """
  }

  private func notes(_ group: ResultParts.FindingGroup) -> [HTML] {
    var seen: Set<String> = [""]
    return group.findings.filter { seen.insert($0.entry.note).inserted }
      .map { "<p class=\"help\">Note: \($0.entry.note)</p>" }
  }
}
