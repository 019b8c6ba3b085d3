import CanonicalJSON

extension InspectionEvent {
  /// The members that a journal's line has for this event.
  var members: [(key: String, value: JSONValue)] {
    switch self {
    case .started(let release, let situation):
      [("event", .text("started")), ("release", .text(release))] + situation.members
    case .clue(let text): [("event", .text("clue")), ("text", .text(text))]
    case .clueChanged(let statement, let text):
      [("event", .text("clue-changed")), ("statement", .integer(Int64(statement))), ("text", .text(text))]
    case .answered(let feature, let answer):
      [("event", .text("answered")), ("feature", .text(feature))] + answer.members
    case .withdrawn(let statement): [("event", .text("withdrawn")), ("statement", .integer(Int64(statement)))]
    case .undone(let event): [("event", .text("undone")), ("undoes", .integer(Int64(event)))]
    case .situation(let situation): [("event", .text("situation"))] + situation.members
    case .finished(let outcome): [("event", .text("finished")), ("outcome", .text(outcome))]
    case .unknown(let name): [("event", .text(name))]
    default: recordMembers
    }
  }

  /// Reads the event of a journal's line; nil where fields are missing.
  init?(_ object: JSONObject) {
    guard let name = object["event"]?.text else { return nil }
    switch name {
    case "started":
      guard let release = object["release"]?.text, let situation = Situation(object) else { return nil }
      self = .started(release: release, situation)
    case "clue":
      guard let text = object["text"]?.text else { return nil }
      self = .clue(text)
    case "clue-changed":
      guard let statement = object["statement"]?.number, let text = object["text"]?.text else { return nil }
      self = .clueChanged(statement: statement, text)
    case "answered":
      guard let feature = object["feature"]?.text, let answer = Answer(object) else { return nil }
      self = .answered(feature: feature, answer)
    case "withdrawn":
      guard let statement = object["statement"]?.number else { return nil }
      self = .withdrawn(statement: statement)
    case "undone":
      guard let event = object["undoes"]?.number else { return nil }
      self = .undone(event: event)
    case "situation":
      guard let situation = Situation(object) else { return nil }
      self = .situation(situation)
    case "finished":
      guard let outcome = object["outcome"]?.text else { return nil }
      self = .finished(outcome: outcome)
    default:
      guard let event = Self.recordEvent(name, object) else { return nil }
      self = event
    }
  }
}

extension Answer {
  fileprivate var members: [(key: String, value: JSONValue)] {
    switch self {
    case .states(let ids): [("states", .texts(ids))]
    case .value(let text, let source): [("value", .text(text)), ("source", .text(source.rawValue))]
    case .cannotSee: [("said", .text("cannot-see"))]
    case .notApplicable: [("said", .text("not-applicable"))]
    }
  }

  fileprivate init?(_ object: JSONObject) {
    if let states = object["states"]?.list {
      self = .states(states.compactMap(\.text))
    } else if let text = object["value"]?.text {
      guard let source = object["source"]?.text.flatMap(Source.init(rawValue:)) else { return nil }
      self = .value(text, source)
    } else {
      switch object["said"]?.text {
      case "cannot-see": self = .cannotSee
      case "not-applicable": self = .notApplicable
      default: return nil
      }
    }
  }
}

extension Situation {
  fileprivate var members: [(key: String, value: JSONValue)] {
    [("mode", .text(mode)), ("tools", .texts(tools))]
  }

  fileprivate init?(_ object: JSONObject) {
    guard let mode = object["mode"]?.text, let tools = object["tools"]?.list else { return nil }
    self.init(mode: mode, tools: tools.compactMap(\.text))
  }
}

extension JSONValue {
  /// A whole number that can be the number of an event.
  var number: Int? {
    guard case .integer(let integer) = self else { return nil }
    return Int(exactly: integer)
  }
}
