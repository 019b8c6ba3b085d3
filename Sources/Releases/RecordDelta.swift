import CanonicalJSON

/// Finds and applies the changes between two states of a catalog, record by record, holding neither in memory.
public enum RecordDelta {
  /// The changes that lead from one state to another; there is one such list for any two states.
  public static func between(_ old: @escaping RecordSource, _ new: @escaping RecordSource) -> ChangeSource {
    let pairs = RecordPairs(old, new, key: \.key)
    return { () throws(ReleaseError) -> RecordChange? in
      while let (before, after) = try pairs.next() {
        switch (before, after) {
        case (let before?, nil): return .delete(before.key)
        case (let before?, let after?) where before == after: continue
        case (let before?, let after?): return Self.change(from: before, to: after)
        case (nil, let after?): return .put(after)
        case (nil, nil): return nil
        }
      }
      return nil
    }
  }

  /// The state that the changes lead to.
  ///
  /// - Throws: ``ReleaseError`` where a change does not belong to this state: it removes what or changes what is not there, or puts
  ///   what is there already.
  public static func applying(_ changes: @escaping ChangeSource, to old: @escaping RecordSource) -> RecordSource {
    var number = 0
    let numbered: () throws(ReleaseError) -> (line: Int, change: RecordChange)? = { () throws(ReleaseError) in
      guard let change = try changes() else { return nil }
      number += 1
      return (number, change)
    }
    let pairs = RecordPairs(old, numbered, key: { $0.change.key })
    return { () throws(ReleaseError) -> PackedRecord? in
      while let (before, next) = try pairs.next() {
        let line = next?.line ?? 0
        switch (before, next?.change) {
        case (let before, nil): return before
        case (nil, .delete(let key)?), (nil, .set(let key, _, _)?): throw .line(line, .notThere(key))
        case (_?, .delete?): continue
        case (let before?, .set(_, let fields, let removed)?):
          do throws(PackFault) { return try set(fields, removed, in: before) } catch { throw .line(line, error) }
        case (let before, .put(let record)?):
          guard before != record else { throw .line(line, .changesNothing(record.key)) }
          return record
        }
      }
      return nil
    }
  }

  /// Fields alone where nothing else differs and that is shorter.
  private static func change(from before: PackedRecord, to after: PackedRecord) -> RecordChange {
    var (oldRest, newRest) = (before.json, after.json)
    oldRest["fields"] = nil
    newRest["fields"] = nil
    guard let old = before.json["fields"]?.object, let new = after.json["fields"]?.object,
      isSame(.object(oldRest), .object(newRest))
    else { return .put(after) }
    let fields = new.members.filter { member in old[member.key].map { !isSame($0, member.value) } ?? true }
    let removed = old.members.map(\.key).filter { new[$0] == nil }
    let changed = JSONObject(fields.map { ($0.key, $0.value) })
    let length = JSONValue.object(changed).canonicalBytes.count + JSONValue.texts(removed).canonicalBytes.count
    return length < after.canonical.count ? .set(after.key, fields: changed, removed: removed) : .put(after)
  }

  private static func set(
    _ fields: JSONObject,
    _ removed: [String],
    in record: PackedRecord
  ) throws(PackFault) -> PackedRecord {
    var json = record.json
    var all = json["fields"]?.object ?? JSONObject()
    for member in fields.members {
      if let old = all[member.key], isSame(old, member.value) { throw .changesNothing(record.key) }
      all[member.key] = member.value
    }
    for name in removed {
      guard all[name] != nil else { throw .changesNothing(record.key) }
      all[name] = nil
    }
    json["fields"] = .object(all)
    return try PackedRecord(json: json)
  }

  /// Compared as bytes, because texts that Swift holds to be equal can differ in theirs.
  private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    left.canonicalBytes == right.canonicalBytes
  }
}

/// Walks through two ordered sequences side by side.
private final class RecordPairs<Other> {
  private let left: RecordSource
  private let right: () throws(ReleaseError) -> Other?
  private let key: (Other) -> RecordKey
  private var nextLeft: PackedRecord?
  private var nextRight: Other?
  private var started = false

  init(
    _ left: @escaping RecordSource,
    _ right: @escaping () throws(ReleaseError) -> Other?,
    key: @escaping (Other) -> RecordKey
  ) {
    self.left = left
    self.right = right
    self.key = key
  }

  /// What stands at the next name in the one, in the other, or in both.
  func next() throws(ReleaseError) -> (PackedRecord?, Other?)? {
    if !started {
      started = true
      nextLeft = try left()
      nextRight = try right()
    }
    guard let one = nextLeft else {
      guard let other = nextRight else { return nil }
      nextRight = try right()
      return (nil, other)
    }
    guard let other = nextRight, !RecordKey.precedes(one.key, key(other)) else {
      nextLeft = try left()
      return (one, nil)
    }
    nextRight = try right()
    guard one.key == key(other) else { return (nil, other) }
    nextLeft = try left()
    return (one, other)
  }
}
