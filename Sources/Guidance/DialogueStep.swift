public import Inspections
public import Pictures

/// What the dialogue says after one input, and what is to be kept of it.
public struct DialogueStep: Sendable {
  /// Answers to a command, echoes and complaints; read once, before the page.
  public var notices: [TextLine] = []
  /// A picture to be shown with the notices, which describe it.
  public var picture: Picture?
  /// What the inspector is asked now.
  public var page = DialoguePage()
  /// What happened, for the journal; the dialogue itself has taken it in already.
  public var events: [InspectionEvent] = []
  /// How the dialogue ended, or nil while it goes on.
  public var ending: DialogueEnding?

  /// A step in which nothing is said.
  public init() {}
}

/// How a dialogue ended.
public enum DialogueEnding: Sendable, Hashable {
  /// The inspector closed the examination after its result.
  case finished
  /// The inspector left and goes on later.
  case saved
}

/// What stands on the screen while the inspector thinks.
public struct DialoguePage: Sendable, Hashable {
  /// How the answer is typed.
  public enum Prompt: Sendable, Hashable {
    /// One key is a command, numbers of this many digits choose.
    case keys(choices: Int)
    /// One key is a command, anything else begins a value.
    case value
    /// A line of text; the word says what is typed.
    case text(String)
  }

  /// One line per hazard that is plausible.
  public var banner: [TextLine] = []
  /// The question and what helps to answer it.
  public var question: [TextLine] = []
  /// The numbered answers.
  public var choices: [TextLine] = []
  /// The keys that work here.
  public var keys: [String] = []
  /// How the answer is typed.
  public var prompt = Prompt.text("")
}
