public import CanonicalJSON

/// One step from a release to another.
public enum RecordChange: Equatable, Sendable {
  /// The record is new, or replaces the one of its name.
  case put(PackedRecord)
  /// Some fields of the record get new values or go; everything else in it stays.
  case set(RecordKey, fields: JSONObject, removed: [String])
  /// The record is gone.
  case delete(RecordKey)

  /// The record that changes.
  public var key: RecordKey {
    switch self {
    case .put(let record): record.key
    case .set(let key, _, _), .delete(let key): key
    }
  }
}

/// Gives one change after the other, in the order of a release, and nil at the end.
public typealias ChangeSource = () throws(ReleaseError) -> RecordChange?

/// The changes from one release to another, compressed.
///
/// A line is one of
/// - `["put",kind,id,{…}]`: the record, without `kind` and `id`;
/// - `["set",kind,id,{…},[…]]`: the fields with new values, and the names of those that go, sorted;
/// - `["del",kind,id]`.
///
/// Most changes are one field of a long record, so that sending the record would move many times as much.
public enum DeltaPack {
  /// What it is called in the repository.
  public static func path(from: Int, to: Int) -> String { "catalog/delta/\(from)-\(to).ndjson.zst" }

  /// Packs changes.
  public static func write(_ changes: ChangeSource, level: Int = 19) throws(ReleaseError) -> [UInt8] {
    var bytes: [UInt8] = []
    var order = RecordOrder()
    var number = 0
    while let change = try changes() {
      number += 1
      do throws(PackFault) { try order.take(change.key) } catch { throw .line(number, error) }
      bytes += json(change).line.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    return try Zstandard.compress(bytes, level: level)
  }

  /// Reads changes one by one.
  ///
  /// - Throws: ``ReleaseError`` as soon as a line is wrong.
  public static func read(_ bytes: @escaping ByteSource) throws(ReleaseError) -> ChangeSource {
    let lines = try PackLines(bytes)
    var order = RecordOrder()
    return { () throws(ReleaseError) -> RecordChange? in
      guard let line = try lines.next() else { return nil }
      do throws(PackFault) {
        let change = try Self.change(try PackedRecord.parse(line))
        try order.take(change.key)
        return change
      } catch {
        throw .line(lines.number, error)
      }
    }
  }

  private static func json(_ change: RecordChange) -> JSONValue {
    switch change {
    case .put(let record):
      var rest = record.json
      rest["kind"] = nil
      rest["id"] = nil
      return .list([.text("put"), .text(record.key.kind), .text(record.key.id), .object(rest)])
    case .set(let key, let fields, let removed):
      return .list([.text("set"), .text(key.kind), .text(key.id), .object(fields), .texts(removed)])
    case .delete(let key): return .texts(["del", key.kind, key.id])
    }
  }

  private static func change(_ json: JSONValue) throws(PackFault) -> RecordChange {
    guard let parts = json.list, parts.count >= 3, let kind = parts[1].text, let id = parts[2].text else {
      throw .malformed("a change is a list of put, set or del, kind and id")
    }
    let key = RecordKey(kind: kind, id: id)
    if let fault = key.fault { throw fault }
    switch (parts[0].text, parts.count) {
    case ("put", 4): return .put(try record(key, parts[3]))
    case ("set", 5): return try set(key, fields: parts[3], removed: parts[4])
    case ("del", 3): return .delete(key)
    default: throw .malformed("a change is put with a record, set with fields, or del with neither")
    }
  }

  private static func record(_ key: RecordKey, _ json: JSONValue) throws(PackFault) -> PackedRecord {
    guard var record = json.object, record["kind"] == nil, record["id"] == nil else {
      throw .malformed("put takes a record without kind and id")
    }
    record["kind"] = .text(key.kind)
    record["id"] = .text(key.id)
    return try PackedRecord(json: record)
  }

  private static func set(_ key: RecordKey, fields: JSONValue, removed: JSONValue) throws(PackFault) -> RecordChange {
    guard let fields = fields.object, let names = removed.list?.compactMap(\.text), names.count == removed.list?.count,
      !fields.members.isEmpty || !names.isEmpty
    else { throw .malformed("set takes fields and a list of the names of fields that go, not both empty") }
    let isSorted = zip(names, names.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard isSorted, names.allSatisfy({ fields[$0] == nil }) else {
      throw .malformed("the names of fields that go are sorted, and none gets a value")
    }
    return .set(key, fields: fields, removed: names)
  }
}
