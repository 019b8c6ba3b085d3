public import CanonicalJSON

/// The state of one examination: the fold over its events.
///
/// - An answer replaces the earlier answer for the same feature and keeps its place in the list.
/// - Undoing an event gives the state that would stand if it had never happened.
/// - Anything said after finishing opens the examination again.
public struct Examination: Sendable, Hashable {
  /// One thing that the inspector says, as it stands now.
  public struct Statement: Sendable, Hashable, Identifiable {
    /// What was said.
    public enum Content: Sendable, Hashable {
      /// Free text.
      case clue(String)
      /// The answer to the question for one feature.
      case answer(feature: String, Answer)
    }

    /// The number of the event that said it first.
    public let id: Int
    /// What was said.
    public let content: Content
  }

  /// A note that stands.
  public struct Note: Sendable, Hashable, Identifiable {
    /// The number of the event that said it.
    public let id: Int
    /// What was written.
    public let note: InspectionNote
  }

  /// What an event can change and an undo takes back.
  private struct State: Sendable, Hashable {
    var situation: Situation?
    var statements: [Statement] = []
    var declared = DeclaredSide()
    var notes: [Note] = []
    var attachments: [Attachment] = []
    var ticks: [Tick] = []
  }

  /// The events so far; an event's number is its place, from 1.
  public private(set) var events: [InspectionEvent] = []
  /// The release of the catalog that the examination began with.
  public private(set) var release = ""
  /// Who examines now; nil in journals of programs that did not write it down.
  public private(set) var sitting: Sitting?
  /// The features that were asked for, in the order in which they first were.
  public private(set) var questions: [String] = []
  /// What the inspector was shown last of candidates and findings.
  public private(set) var shown: ShownAssessment?
  /// The outcome that it was closed with, or nil while it is open.
  public private(set) var outcome: String?
  /// The last sheet that it was referred with; it stays when the inspection is opened again.
  public private(set) var sheet: JSONValue?
  /// Whether it was referred and nothing was said since.
  public private(set) var isReferred = false
  private var state = State()
  private var undone: Set<Int> = []

  /// How the goods travel and which tools are at hand, if it was said.
  public var situation: Situation? { state.situation }
  /// Everything said that stands, in the order in which it was first said.
  public var statements: [Statement] { state.statements }
  /// What the papers claim.
  public var declared: DeclaredSide { state.declared }
  /// The notes that stand, each with the number of its event.
  public var notes: [Note] { state.notes }
  /// Photographs and papers, each once.
  public var attachments: [Attachment] { state.attachments }
  /// Red flags and points of the checklist that are ticked.
  public var ticks: [Tick] { state.ticks }

  /// An examination of which nothing is known.
  public init() {}

  /// The examination that these events make.
  public init(_ events: some Sequence<InspectionEvent>) {
    for event in events { apply(event) }
  }

  /// Adds an event.
  public mutating func apply(_ event: InspectionEvent) {
    events.append(event)
    if case .undone(let number) = event {
      undo(number)
    } else {
      take(event, number: events.count)
    }
  }

  /// The number of the last event that can still be undone.
  public var lastUndoable: Int? {
    events.indices.last { events[$0].isStatement && !undone.contains($0 + 1) }.map { $0 + 1 }
  }

  /// The answer that stands for a feature.
  public func answer(for feature: String) -> Answer? {
    for case .answer(feature, let answer) in statements.map(\.content) { return answer }
    return nil
  }

  private mutating func undo(_ number: Int) {
    outcome = nil
    isReferred = false
    guard events.indices.contains(number - 1), events[number - 1].isUndoable else { return }
    undone.insert(number)
    // What an event replaced is not kept, so the state without it is worked out from the beginning.
    state = State()
    for (index, event) in events.enumerated() where !undone.contains(index + 1) { change(event, number: index + 1) }
  }

  private mutating func take(_ event: InspectionEvent, number: Int) {
    if event.isUndoable, !event.isAnswerOfAuthority {
      outcome = nil
      isReferred = false
    }
    switch event {
    case .started(let release, _): self.release = release
    case .sitting(let sitting): self.sitting = sitting
    case .asked(let feature): if !questions.contains(feature) { questions.append(feature) }
    case .assessed(let shown): self.shown = shown
    case .finished(let outcome): self.outcome = outcome
    case .referred(let sheet):
      self.sheet = sheet
      isReferred = true
    case .reopened:
      outcome = nil
      isReferred = false
    default: break
    }
    change(event, number: number)
  }

  private mutating func change(_ event: InspectionEvent, number: Int) {
    switch event {
    case .started(_, let situation), .situation(let situation): state.situation = situation
    case .clue(let text): state.statements.append(Statement(id: number, content: .clue(text)))
    case .clueChanged(let id, let text): replace(id, with: .clue(text))
    case .answered(let feature, let answer): take(answer, for: feature, number: number)
    case .withdrawn(let id): state.statements.removeAll { $0.id == id }
    case .declared(let changes): state.declared.take(changes)
    case .noted(let note): state.notes.append(Note(id: number, note: note))
    case .attached(let attachment):
      state.attachments.removeAll { $0.digest == attachment.digest }
      state.attachments.append(attachment)
    case .ticked(let tick): take(tick)
    case .unticked(let flag): state.ticks.removeAll { $0.flag == flag }
    case .undone, .finished, .sitting, .asked, .assessed, .referred, .reopened, .exported, .sealed, .unknown: break
    }
  }

  private mutating func take(_ answer: Answer, for feature: String, number: Int) {
    let earlier = statements.first { if case .answer(feature, _) = $0.content { true } else { false } }
    if let earlier {
      replace(earlier.id, with: .answer(feature: feature, answer))
    } else {
      state.statements.append(Statement(id: number, content: .answer(feature: feature, answer)))
    }
  }

  private mutating func take(_ tick: Tick) {
    if let index = state.ticks.firstIndex(where: { $0.flag == tick.flag }) {
      state.ticks[index] = tick
    } else {
      state.ticks.append(tick)
    }
  }

  private mutating func replace(_ id: Int, with content: Statement.Content) {
    guard let index = statements.firstIndex(where: { $0.id == id }) else { return }
    state.statements[index] = Statement(id: id, content: content)
  }
}

extension InspectionEvent {
  /// What the authority answers comes after the referral and does not put it in question.
  fileprivate var isAnswerOfAuthority: Bool {
    if case .noted(let note) = self { note.topic == .returned } else { false }
  }
}
