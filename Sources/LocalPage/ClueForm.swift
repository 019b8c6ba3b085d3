import Markup
import Identification

/// The form for everything that can be said at once.
struct ClueForm {
  let request: PageRequest
  let button: HTML

  var body: HTML {
    """
    <form class="clues" method="post" action="/assess" autocomplete="off">
    <label for="text">Anything seen or read</label>
    <textarea id="text" name="text" rows="4" maxlength="\(PageRequest.longestText)" spellcheck="false"
     aria-describedby="text-help">\n\(request.text)</textarea>
    <p class="help" id="text-help">Words, a plate text, a value with its unit, a CAS, UN or HS number. For example:
     tube OD 145 mm, AMS 6514, 12 pcs 88 kg. Write unread characters as ?.</p>
    <fieldset class="modes"><legend>How the goods travel</legend>\(modes)</fieldset>
    <details\(declaration)><summary>Declaration (optional)</summary>
    <label for="declared">Declared description</label>
    <textarea id="declared" name="declared" rows="2" maxlength="\(PageRequest.longestText)"
     spellcheck="false">\n\(request.declared)</textarea>
    <label for="hs">Declared HS code</label>
    <input id="hs" name="hs" type="text" inputmode="decimal" maxlength="20" value="\(request.heading)">
    </details>
    \(HiddenFields.answers(request))
    <button class="primary" type="submit">\(button)</button>
    </form>
    """
  }

  private var modes: [HTML] {
    let choices = [("", "not known")] + Circumstances.Mode.allCases.map { ($0.rawValue, $0.rawValue) }
    return choices.map { value, name in
      let checked: HTML = value == (request.mode?.rawValue ?? "") ? " checked" : ""
      return """
        <label class="choice"><input type="radio" name="mode" value="\(value)"\(checked)><span>\(name)</span></label>
        """
    }
  }

  private var declaration: HTML {
    request.declared.isEmpty && request.heading.isEmpty ? "" : " open"
  }
}

/// What was said so far, carried by every further form.
enum HiddenFields {
  static func everything(_ request: PageRequest) -> HTML {
    HTML([
      field("text", request.text), field("declared", request.declared), field("hs", request.heading),
      field("mode", request.mode?.rawValue ?? ""), answers(request),
    ])
  }

  static func answers(_ request: PageRequest) -> HTML {
    HTML(request.answers.map { field("answer", $0.code) })
  }

  static func field(_ name: String, _ value: String) -> HTML {
    value.isEmpty ? .empty : "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
  }
}
