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

  /// The events so far; an event's number is its place, from 1.
  public private(set) var events: [InspectionEvent] = []
  /// The release of the catalog that the examination began with.
  public private(set) var release = ""
  /// How the goods travel and which tools are at hand, if it was said.
  public private(set) var situation: Situation?
  /// Everything said that stands, in the order in which it was first said.
  public private(set) var statements: [Statement] = []
  /// The outcome that it was closed with, or nil while it is open.
  public private(set) var outcome: String?
  private var undone: Set<Int> = []

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
    guard events.indices.contains(number - 1), events[number - 1].isStatement else { return }
    undone.insert(number)
    // What an event replaced is not kept, so the state without it is worked out from the beginning.
    situation = nil
    statements = []
    for (index, event) in events.enumerated() where !undone.contains(index + 1) { take(event, number: index + 1) }
    outcome = nil
  }

  private mutating func take(_ event: InspectionEvent, number: Int) {
    if event.isStatement { outcome = nil }
    switch event {
    case .started(let release, let situation):
      self.release = release
      self.situation = situation
    case .situation(let situation): self.situation = situation
    case .clue(let text): statements.append(Statement(id: number, content: .clue(text)))
    case .clueChanged(let id, let text): replace(id, with: .clue(text))
    case .answered(let feature, let answer):
      let earlier = statements.first { if case .answer(feature, _) = $0.content { true } else { false } }
      if let earlier {
        replace(earlier.id, with: .answer(feature: feature, answer))
      } else {
        statements.append(Statement(id: number, content: .answer(feature: feature, answer)))
      }
    case .withdrawn(let id): statements.removeAll { $0.id == id }
    case .finished(let outcome): self.outcome = outcome
    case .undone, .unknown: break
    }
  }

  private mutating func replace(_ id: Int, with content: Statement.Content) {
    guard let index = statements.firstIndex(where: { $0.id == id }) else { return }
    statements[index] = Statement(id: id, content: content)
  }
}
