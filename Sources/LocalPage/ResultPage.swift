import Markup
import Pictures
import Catalog
import Guidance
import Identification
import Reading
import Presentation

/// The result so far, hazards first, and what to say next.
struct ResultPage {
  let result: PageResult
  let facts: StandingNotice
  private let parts: ResultParts
  private static let mostCandidates = 6
  private static let mostPoints = 4

  init(_ result: PageResult, facts: StandingNotice) {
    self.result = result
    self.facts = facts
    parts = ResultParts(result.assessment, clues: result.clues, catalog: result.catalog)
  }

  var body: HTML {
    HTML([
      hazards, outcome, question, said, understood, candidates,
      FindingsTable(groups: parts.findings).body, changes, nextSteps,
    ])
  }

  private var hazards: HTML {
    if parts.isVague { return OpeningPage.firstRule }
    guard !parts.hazards.isEmpty else { return .empty }
    let items = parts.hazards.map { hazard -> HTML in
      let doNot: HTML = hazard.doNot.isEmpty ? "" : "<br>Do not: \(hazard.doNot.joined(separator: "; "))."
      let advice: HTML = hazard.advice.isEmpty ? "" : "<br>Do: \(hazard.advice.joined(separator: "; "))."
      return "<li><strong>\(hazard.name)</strong>\(doNot)\(advice)</li>"
    }
    return """
      <section class="hazards" aria-labelledby="hazards"><h2 id="hazards">Possible hazards</h2><ul>\(items)</ul></section>
      """
  }

  private var outcome: HTML {
    let kind: HTML =
      switch result.assessment.outcome {
      case .refer: "refer"
      case .undecided: "undecided"
      case .noMatch: "nomatch"
      }
    return """
      <section class="outcome \(kind)" aria-labelledby="outcome"><h2 id="outcome">\(parts.outcome)</h2>
      <p>Because \(result.assessment.reason).</p>\(concerns)
      <p class="standing">\(StandingNotice.sentence)</p><p class="help">\(facts.catalog)</p></section>
      """
  }

  private var concerns: [HTML] {
    result.assessment.concerns.map { "<p class=\"concern\"><strong>Concern:</strong> \($0).</p>" }
  }

  private var question: HTML {
    guard let asked = result.asked else {
      return "<section class=\"question\"><p>No question is left that can be answered from outside.</p></section>"
    }
    return QuestionForm(result: result, feature: asked).body
  }

  private var said: HTML {
    let answers = result.request.answers.map { given -> HTML in
      let (name, answer) = result.words(given)
      return """
        <li><span><b>\(name)</b>: \(answer)</span> <button type="submit" name="withdraw" value="\(given.feature)"\
         aria-label="Take back: \(name)">Take back</button></li>
        """
    }
    let list: HTML =
      answers.isEmpty
      ? ""
      : """
      <form class="said" method="post" action="/assess">\(HiddenFields.everything(result.request))<ul>\(answers)</ul></form>
      """
    return """
      <section><h2>Said so far</h2>\(list)\(ClueForm(request: result.request, button: "Assess again").body)
      <p class="noprint"><a class="button" href="/">Begin a new examination</a></p></section>
      """
  }

  private var understood: HTML {
    let items = result.clues.understood.map { part -> HTML in "<li>“\(part.text)” → \(part.meaning)</li>" }
    let list: HTML = items.isEmpty ? "<p>Nothing of the text is understood yet.</p>" : "<ul>\(items)</ul>"
    let words = result.clues.notUnderstood.map { "“\($0)”" }.joined(separator: ", ")
    let rest: HTML = words.isEmpty ? "" : "<p><b>Not understood:</b> \(words)</p>"
    let warnings = result.clues.warnings.map { warning -> HTML in "<p class=\"concern\"><b>Beware:</b> \(warning)</p>" }
    return "<section><h2>Understood</h2>\(list)\(rest)\(warnings)</section>"
  }

  private var candidates: HTML {
    guard !parts.isVague else { return .empty }
    let items = result.assessment.candidates.prefix(Self.mostCandidates).map(candidate)
    let others = result.assessment.candidates.count - Self.mostCandidates
    let rest: HTML = others > 0 ? "<p class=\"help\">and \(others) less probable ones</p>" : ""
    return """
      <section><h2>What it may be</h2><ol class="candidates">\(Array(items))</ol>\(rest)
      <p>Something that is not in this catalog: \(Wording.percent(result.assessment.notInCatalog))</p></section>
      """
  }

  private func candidate(_ candidate: Candidate) -> HTML {
    let percent = Wording.percent(candidate.probability)
    let share = min(max(candidate.probability.isFinite ? candidate.probability : 0, 0), 1)
    return """
      <li>\(Drawing(result.pictures.commodity(candidate.commodity.id).first).body)
      <h3>\(candidate.commodity.name) <span class="share">\(percent)</span></h3>
      <meter min="0" max="100" value="\(Int(share * 100))">\(percent)</meter>
      \(points(candidate, "For", { $0 > 0 }))\(points(candidate, "Against", { $0 < 0 }))
      <p class="help">\(candidate.commodity.looksLike)</p></li>
      """
  }

  private func points(_ candidate: Candidate, _ mark: HTML, _ belongs: (Double) -> Bool) -> HTML {
    let points = candidate.evidence.filter { belongs($0.bits) }.prefix(Self.mostPoints).map { piece in
      "\(result.catalog.features[piece.feature]?.name ?? piece.feature): \(piece.text)"
    }
    guard !points.isEmpty else { return .empty }
    return "<p><b>\(mark):</b> \(points.joined(separator: "; "))</p>"
  }

  private var changes: HTML {
    guard !parts.changes.isEmpty else { return .empty }
    let items = parts.changes.map { change -> HTML in "<li>\(change)</li>" }
    return "<section><h2>What would change the outcome</h2><ul>\(items)</ul></section>"
  }

  private var nextSteps: HTML {
    let steps = Wording.nextSteps(result.assessment.outcome).map { step -> HTML in "<li>\(step)</li>" }
    return "<section><h2>What to do next</h2><ul>\(steps)</ul></section>"
  }
}
