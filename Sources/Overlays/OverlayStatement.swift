public import CanonicalJSON
public import Catalog

/// One thing that somebody at a kit said of the catalog; nothing that was said is ever changed or taken away.
public struct OverlayStatement: Hashable, Sendable {
  /// Which statement it is: the kit that it was made at, and its number there, counted from 1 without gaps.
  public struct Key: Hashable, Sendable, Comparable {
    /// The kit's id.
    public let kit: String
    /// The number at that kit.
    public let seq: Int64

    /// A key.
    public init(kit: String, seq: Int64) {
      self.kit = kit
      self.seq = seq
    }

    /// By kit, compared as bytes, then by number.
    public static func < (left: Key, right: Key) -> Bool {
      if !left.kit.utf8.elementsEqual(right.kit.utf8) {
        return left.kit.utf8.lexicographicallyPrecedes(right.kit.utf8)
      }
      return left.seq < right.seq
    }
  }

  /// What is said.
  public enum Change: Hashable, Sendable {
    /// A field shall hold `value`; `base` is the digest of what the release held when this was said.
    case set(field: String, value: JSONValue, base: String)
    /// A remark that stands beside the record.
    case note(String)
    /// The record shall be left out of lists for as long as the release says of it what `base` is the digest of.
    case hide(base: String)
    /// A new record with these fields.
    case add(JSONObject)
    /// Another statement is dealt with: it is retired, or kept as it is while the release stays at `base`.
    case settle(Key, keeps: Bool, base: String)
  }

  /// Which statement it is.
  public let key: Key
  /// The number of the officer who made it; empty where none was given.
  public let author: String
  /// When it was made, in seconds since 1970.
  public let time: Int64
  /// The record that it speaks of.
  public let name: RecordName
  /// What people called the record then, so that it can be found after it was withdrawn.
  public let title: String
  /// What is said.
  public let change: Change

  /// Puts what is said into a statement.
  public init(key: Key, author: String, time: Int64, _ draft: OverlayDraft) {
    self.key = key
    self.author = author
    self.time = time
    name = draft.name
    title = draft.title
    change = draft.change
  }
}

/// What somebody wants to say, before a kit has given it a number.
public struct OverlayDraft: Hashable, Sendable {
  /// The record that it speaks of.
  public let name: RecordName
  /// What people call the record.
  public let title: String
  /// What is said.
  public let change: OverlayStatement.Change

  /// A draft.
  public init(_ name: RecordName, title: String, _ change: OverlayStatement.Change) {
    self.name = name
    self.title = title
    self.change = change
  }
}

extension OverlayStatement {
  /// The JSON form, which is stored and exchanged.
  public var json: JSONValue {
    var object = JSONObject([
      ("kit", .text(key.kit)), ("seq", .integer(key.seq)), ("author", .text(author)), ("time", .integer(time)),
      ("kind", .text(change.word)), ("record", .text(name.kind)), ("id", .text(name.id)), ("title", .text(title)),
    ])
    switch change {
    case .set(let field, let value, let base):
      object["field"] = .text(field)
      object["value"] = value
      object["base"] = .text(base)
    case .note(let text): object["value"] = .text(text)
    case .hide(let base): object["base"] = .text(base)
    case .add(let fields): object["value"] = .object(fields)
    case .settle(let other, let keeps, let base):
      object["value"] = .members([
        "kit": .text(other.kit), "seq": .integer(other.seq), "keeps": .bool(keeps),
      ])
      object["base"] = .text(base)
    }
    return .object(object)
  }

  /// Takes a statement from its JSON form, or gives nil where that is none that this program knows.
  public init?(_ json: JSONValue) {
    guard let object = json.object, let key = Key(object), let change = Change(object),
      case .integer(let time)? = object["time"],
      let kind = object["record"]?.text, let id = object["id"]?.text
    else { return nil }
    self.key = key
    self.change = change
    self.time = time
    name = RecordName(kind: kind, id: id)
    author = object["author"]?.text ?? ""
    title = object["title"]?.text ?? ""
  }
}

extension OverlayStatement.Key {
  fileprivate init?(_ object: JSONObject) {
    guard let kit = object["kit"]?.text, case .integer(let seq)? = object["seq"], seq > 0 else { return nil }
    self.init(kit: kit, seq: seq)
  }
}

extension OverlayStatement.Change {
  /// The word that names the kind of change.
  public var word: String {
    switch self {
    case .set: "set"
    case .note: "note"
    case .hide: "hide"
    case .add: "add"
    case .settle: "settle"
    }
  }

  fileprivate init?(_ object: JSONObject) {
    let value = object["value"]
    let base = object["base"]?.text
    switch (object["kind"]?.text, value, base) {
    case ("set", let value?, let base?):
      guard let field = object["field"]?.text else { return nil }
      self = .set(field: field, value: value, base: base)
    case ("note", .text(let text)?, _): self = .note(text)
    case ("hide", _, let base?): self = .hide(base: base)
    case ("add", .object(let fields)?, _): self = .add(fields)
    case ("settle", .object(let other)?, let base?):
      guard let key = OverlayStatement.Key(other), case .bool(let keeps)? = other["keeps"] else { return nil }
      self = .settle(key, keeps: keeps, base: base)
    default: return nil
    }
  }
}

extension OverlayStatement.Key {
  private static let shortKit = 8

  /// How people at a kit name the statement: by its number; another kit's with the beginning of that kit's id before it.
  public func number(at kit: String) -> String {
    self.kit == kit ? String(seq) : "\(self.kit.prefix(Self.shortKit)):\(seq)"
  }
}
