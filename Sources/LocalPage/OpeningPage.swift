import Markup
import Guidance
import Presentation

/// The page on which an examination begins.
struct OpeningPage {
  let facts: StandingNotice

  /// What holds before anything is known.
  static let firstRule: HTML = """
    <section class="hazards"><p><strong>Look from outside.</strong> Leave everything closed and switched off. Step \
    back from an alarm, a leak or a smell.</p></section>
    """

  var body: HTML {
    """
    \(Self.firstRule)
    <section>\(ClueForm(request: PageRequest(), button: "Assess").body)
    <p class="help">With nothing typed, Assess begins with the questions.</p></section>
    <p class="standing">\(StandingNotice.sentence)</p>
    """
  }
}
