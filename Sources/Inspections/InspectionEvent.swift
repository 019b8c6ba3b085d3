public import CanonicalJSON

/// One thing that happened in the examination of one consignment.
///
/// Everything else is worked out from the events in their order, so nothing that was said is ever overwritten.
public enum InspectionEvent: Sendable, Hashable {
  /// The examination began.
  case started(release: String, Situation)
  /// The inspector typed what can be seen or read.
  case clue(String)
  /// Words given earlier were changed.
  case clueChanged(statement: Int, String)
  /// A question was answered, or its earlier answer changed.
  case answered(feature: String, Answer)
  /// A statement was taken back.
  case withdrawn(statement: Int)
  /// An event counts as if it had never happened.
  case undone(event: Int)
  /// The mode of transport or the tools at hand changed.
  case situation(Situation)
  /// The inspector closed the examination with this outcome.
  case finished(outcome: String)
  /// From here on this officer works with this kit.
  case sitting(Sitting)
  /// What the papers claim, by the names of ``DeclaredField``; an empty text takes a field back.
  case declared([String: String])
  /// A note was written.
  case noted(InspectionNote)
  /// A question was shown.
  case asked(feature: String)
  /// What the goods may be, and how the entries stand, was shown in a new state.
  case assessed(ShownAssessment)
  /// A photograph or paper was attached.
  case attached(Attachment)
  /// A red flag was ticked, or its fact changed.
  case ticked(Tick)
  /// A tick was taken back.
  case unticked(flag: String)
  /// The inspection was referred with this sheet, which holds candidates, findings and readings as they stood.
  case referred(sheet: JSONValue)
  /// It was opened again after it had been referred.
  case reopened(reason: String)
  /// A copy left the kit, with these attachments.
  case exported(attachments: [String])
  /// The kit signed everything so far.
  case sealed(InspectionSeal)
  /// Something that a newer program wrote.
  case unknown(String)

  /// Whether it is part of the dialogue, whose last step the inspector can take back with one key.
  public var isStatement: Bool {
    switch self {
    case .clue, .clueChanged, .answered, .withdrawn, .situation: true
    default: false
    }
  }

  /// Whether it says something of the consignment, and so can be undone.
  public var isUndoable: Bool {
    switch self {
    case .declared, .noted, .attached, .ticked, .unticked: true
    default: isStatement
    }
  }
}

/// What an inspector answers to the question for one feature.
public enum Answer: Sendable, Hashable {
  /// How a value came about.
  public enum Source: String, Sendable, Hashable, CaseIterable {
    case read, measured, estimated, declared
  }

  /// One of these states, by their ids.
  case states([String])
  /// A value with its unit, as typed.
  case value(String, Source)
  /// The inspector looked and could not tell.
  case cannotSee
  /// The goods cannot have the feature.
  case notApplicable
}

/// How the goods travel and which tools are at hand, by the names that records use.
public struct Situation: Sendable, Hashable {
  /// air, land, sea, rail, or empty where it is not known.
  public let mode: String
  /// The tools, sorted.
  public let tools: [String]

  /// A situation.
  public init(mode: String, tools: [String]) {
    self.mode = mode
    self.tools = tools.sorted()
  }
}
