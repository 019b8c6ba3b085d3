import CanonicalJSON
import Catalog
import Foundation
import Overlays

/// One world of the file that `Worlds/worlds.py` writes.
struct World {
  let release: [CatalogRecord]
  let statements: [OverlayStatement]
  let view: JSONValue

  init?(_ line: Substring) {
    guard let object = (try? JSONValue(parsing: line.utf8))?.object, let view = object["view"],
      let release = object["release"]?.object, let statements = object["statements"]?.list
    else { return nil }
    self.release = release.members.map {
      CatalogRecord(kind: .control, id: $0.key, fields: $0.value.object ?? JSONObject())
    }
    self.statements = statements.compactMap(OverlayStatement.init)
    guard self.statements.count == statements.count else { return nil }
    self.view = view
  }

  /// The worlds of the file beside the tests, or of the one that `GAUGER_WORLDS` names.
  static func all() throws -> [World?] {
    let named = ProcessInfo.processInfo.environment["GAUGER_WORLDS"].map { URL(fileURLWithPath: $0) }
    let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Worlds/worlds.jsonl"
    )
    return try String(contentsOf: named ?? beside, encoding: .utf8).split(separator: "\n").map(World.init)
  }
}

extension MergedCatalog {
  /// The view of a release in the form of the file of worlds.
  func view(of release: [CatalogRecord]) -> JSONValue {
    var views: [(key: String, value: JSONValue)] = release.filter { items[$0.name] == nil }.map { record in
      (record.id, Self.view(origin: "upstream", fields: record.fields))
    }
    for item in items.values { views.append((item.name.id, Self.view(item))) }
    let reasons = review.map { entry in
      JSONValue.list([.text(entry.key.kit), .integer(entry.key.seq), .text(entry.reason.rawValue)])
    }
    return .members(["items": .object(JSONObject(views)), "review": .list(reasons)])
  }

  private static func view(_ item: MergedItem) -> JSONValue {
    var beside = JSONObject()
    for proposal in item.proposals {
      beside[proposal.field] = .list((beside[proposal.field]?.list ?? []) + [proposal.value])
    }
    return view(
      origin: item.origin.rawValue,
      fields: item.fields,
      hidden: item.isHidden,
      notes: item.notes.map(\.text),
      beside: beside
    )
  }

  private static func view(
    origin: String,
    fields: JSONObject,
    hidden: Bool = false,
    notes: [String] = [],
    beside: JSONObject = JSONObject()
  ) -> JSONValue {
    .members([
      "origin": .text(origin), "fields": .object(fields), "hidden": .bool(hidden), "notes": .texts(notes),
      "beside": .object(beside),
    ])
  }
}
