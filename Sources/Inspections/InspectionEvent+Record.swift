import CanonicalJSON

/// The events beside the dialogue, as a journal's line has them.
extension InspectionEvent {
  /// The members for the events of the record; the dialogue's own events are written elsewhere.
  var recordMembers: [(key: String, value: JSONValue)] {
    switch self {
    case .sitting(let sitting): [("event", .text("sitting"))] + sitting.members
    case .declared(let fields):
      [
        ("event", .text("declared")),
        ("fields", .object(JSONObject(fields.map { (key: $0.key, value: JSONValue.text($0.value)) }))),
      ]
    case .noted(let note):
      [("event", .text("noted")), ("topic", .text(note.topic.rawValue)), ("text", .text(note.text))]
    case .asked(let feature): [("event", .text("asked")), ("feature", .text(feature))]
    case .assessed(let shown): [("event", .text("assessed"))] + shown.members
    case .attached(let attachment): [("event", .text("attached"))] + attachment.members
    case .ticked(let tick):
      [("event", .text("ticked")), ("flag", .text(tick.flag)), ("fact", .text(tick.fact))]
    case .unticked(let flag): [("event", .text("unticked")), ("flag", .text(flag))]
    case .referred(let sheet): [("event", .text("referred")), ("sheet", sheet)]
    case .reopened(let reason): [("event", .text("reopened")), ("reason", .text(reason))]
    case .exported(let attachments): [("event", .text("exported")), ("attachments", .texts(attachments))]
    case .sealed(let seal):
      [
        ("event", .text("sealed")), ("inspection", .text(seal.inspection)), ("key", .text(seal.key)),
        ("signature", .text(seal.signature)),
      ]
    default: []
    }
  }

  /// Reads an event of the record; nil where fields are missing.
  static func recordEvent(_ name: String, _ object: JSONObject) -> InspectionEvent? {
    switch name {
    case "sitting": Sitting(object).map { .sitting($0) }
    case "declared": fields(object).map { .declared($0) }
    case "noted": InspectionNote(object).map { .noted($0) }
    case "asked": object["feature"]?.text.map { .asked(feature: $0) }
    case "assessed": ShownAssessment(object).map { .assessed($0) }
    case "attached": Attachment(object).map { .attached($0) }
    case "ticked": Tick(object).map { .ticked($0) }
    case "unticked": object["flag"]?.text.map { .unticked(flag: $0) }
    case "referred": object["sheet"].map { .referred(sheet: $0) }
    case "reopened": object["reason"]?.text.map { .reopened(reason: $0) }
    case "exported": object["attachments"]?.texts.map { .exported(attachments: $0) }
    case "sealed": InspectionSeal(object).map { .sealed($0) }
    default: .unknown(name)
    }
  }

  private static func fields(_ object: JSONObject) -> [String: String]? {
    guard let members = object["fields"]?.object?.members else { return nil }
    var fields: [String: String] = [:]
    for member in members {
      guard let text = member.value.text else { return nil }
      fields[member.key] = text
    }
    return fields
  }
}

extension Sitting {
  fileprivate var members: [(key: String, value: JSONValue)] {
    [
      ("inspection", .text(inspection)), ("kit", .text(kit)), ("release", .text(release)),
      ("officer", .text(officer)), ("post", .text(post)), ("program", .text(program)),
    ]
  }

  fileprivate init?(_ object: JSONObject) {
    guard let inspection = object["inspection"]?.text, let kit = object["kit"]?.text,
      let release = object["release"]?.text, let officer = object["officer"]?.text,
      let post = object["post"]?.text, let program = object["program"]?.text
    else { return nil }
    self.init(
      inspection: inspection,
      kit: kit,
      release: release,
      officer: officer,
      post: post,
      program: program
    )
  }
}

extension InspectionNote {
  fileprivate init?(_ object: JSONObject) {
    guard let topic = object["topic"]?.text, let text = object["text"]?.text else { return nil }
    // A topic of a newer program is no reason to lose the words.
    self.init(Topic(rawValue: topic) ?? .general, text)
  }
}

extension Attachment {
  fileprivate var members: [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = [
      ("digest", .text(digest)), ("name", .text(name)), ("size", .integer(Int64(size))), ("view", .text(view.rawValue)),
    ]
    if let cleaned { members.append(("cleaned", .text(cleaned))) }
    return members
  }

  fileprivate init?(_ object: JSONObject) {
    guard let digest = object["digest"]?.text, let name = object["name"]?.text, let size = object["size"]?.number,
      let view = object["view"]?.text
    else { return nil }
    self.init(
      digest: digest,
      cleaned: object["cleaned"]?.text,
      name: name,
      size: size,
      view: View(rawValue: view) ?? .other
    )
  }
}

extension Tick {
  fileprivate init?(_ object: JSONObject) {
    guard let flag = object["flag"]?.text, let fact = object["fact"]?.text else { return nil }
    self.init(flag: flag, fact: fact)
  }
}

extension InspectionSeal {
  fileprivate init?(_ object: JSONObject) {
    guard let inspection = object["inspection"]?.text, let key = object["key"]?.text,
      let signature = object["signature"]?.text
    else { return nil }
    self.init(inspection: inspection, key: key, signature: signature)
  }
}
