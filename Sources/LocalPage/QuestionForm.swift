import Markup
import Catalog
import Guidance
import Inspections
import Measures
import Pictures

/// The next question with its answers.
struct QuestionForm {
  let result: PageResult
  let feature: Feature
  /// Up to this many answers stand as buttons, more of them in a list.
  private static let mostButtons = 14
  private static let mostBoxes = 80

  var body: HTML {
    """
    <section class="question" id="question" aria-labelledby="question-title">
    <p class="eyebrow">\(lead)</p>
    <h2 id="question-title">\(feature.question)</h2>
    <p class="help">Look \(Wording.place(feature)). \(feature.help)</p>
    \(complaint)\(purpose)\(answers)\(others)
    </section>
    """
  }

  private var lead: HTML { result.isSettled ? "If you want to go on" : "Next question" }

  private var complaint: HTML {
    guard let complaint = result.complaint else { return .empty }
    return "<p class=\"notice\" role=\"alert\">Not taken: \(complaint).</p>"
  }

  private var purpose: HTML {
    if let verified = result.verified { return "<p class=\"help\">This confirms or refutes: \(verified.name).</p>" }
    let entries = result.entries(waitingFor: feature)
    guard !entries.isEmpty else { return .empty }
    let more = entries.count > 4 ? " and \(entries.count - 4) more" : ""
    return "<p class=\"help\">Waiting for this: \(entries.prefix(4).joined(separator: ", "))\(more).</p>"
  }

  private var answers: HTML {
    switch feature.kind {
    case .quantity: value
    case .presence: form(HTML(feature.states.map(button)), class: "answers two")
    case .choice where feature.states.count <= Self.mostButtons:
      HTML([form(HTML(feature.states.map(button)), class: "answers"), severalStates])
    case .choice: HTML([list, severalStates])
    }
  }

  private func button(_ state: Feature.State) -> HTML {
    let tell: HTML = state.tell.isEmpty ? "" : "<small>\(state.tell)</small>"
    let drawing = Drawing(result.pictures.state(state.id, of: feature.id)).body
    return """
      <button type="submit" name="answer" value="\(code(.states([state.id])))">\(drawing)<b>\(state.name)</b>\(tell)</button>
      """
  }

  /// Ticking several answers says that one of them is true.
  private var severalStates: HTML {
    guard (3...Self.mostBoxes).contains(feature.states.count) else { return .empty }
    let boxes = feature.states.map { state -> HTML in
      """
      <label class="choice"><input type="checkbox" name="state" value="\(state.id)"><span>\(state.name)</span></label>
      """
    }
    return """
      <details><summary>Not sure which? Tick all it may be</summary>
      \(form("\(HiddenFields.field("asked", feature.id))<div class=\"boxes\">\(boxes)</div>\(sendButton)"))</details>
      """
  }

  private var list: HTML {
    let options = feature.states.map { state -> HTML in
      let tell = state.tell.isEmpty ? "" : " – \(state.tell)"
      return "<option value=\"\(state.id)\">\(state.name)\(tell)</option>"
    }
    return form(
      """
      \(HiddenFields.field("asked", feature.id))<label for="state">Choose</label>
      <select id="state" name="state" required><option value="">–</option>\(options)</select>\(sendButton)
      """
    )
  }

  private var value: HTML {
    let unit = feature.unit?.symbol ?? ""
    let typed = result.request.typed?.value ?? ""
    return form(
      """
      \(HiddenFields.field("asked", feature.id))
      <label for="value">Value with its unit, such as 12,5 \(unit); “about” and ranges are fine</label>
      <input id="value" name="value" type="text" maxlength="\(PageRequest.longestValue)" value="\(typed)" required>
      \(sendButton)
      """
    )
  }

  private var sendButton: HTML { "<button class=\"primary\" type=\"submit\">Answer</button>" }

  private var others: HTML {
    form(
      """
      <button type="submit" name="answer" value="\(code(.cannotSee))"><b>Cannot see it</b></button>
      <button type="submit" name="answer" value="\(code(.notApplicable))"><b>Does not apply</b>\
      <small>the goods cannot have it</small></button>
      """,
      class: "answers two other"
    )
  }

  private func code(_ answer: Answer) -> String {
    PageRequest.Given(feature: feature.id, answer: answer).code
  }

  private func form(_ content: HTML, class name: String = "value") -> HTML {
    """
    <form class="\(name)" method="post" action="/assess#top" autocomplete="off">\
    \(HiddenFields.everything(result.request))\(content)</form>
    """
  }
}
