import CanonicalJSON
import Catalog
import Foundation
import TestSupport

@testable import KitStore

/// A release of a few records in a folder of its own, which goes away with it.
final class SmallRelease {
  let folder: URL
  var url: URL { folder.appendingPathComponent("catalog.db") }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func build(_ records: [CatalogRecord] = SmallRelease.records, stateRoot: String = "0123") throws {
    try CatalogDatabase.build(records, stateRoot: stateRoot, sourceFingerprint: "f", compiledAt: 1_000, at: url)
  }

  func open() throws -> CatalogDatabase { try CatalogDatabase(at: url) }

  static func record(_ kind: CatalogRecord.Kind, _ id: String, _ fields: KeyValuePairs<String, JSONValue>)
    -> CatalogRecord
  {
    CatalogRecord(kind: kind, id: id, fields: JSONObject(fields.map { (key: $0.key, value: $0.value) }))
  }

  static let records: [CatalogRecord] = [
    record(
      .commodity,
      "maraging-tube",
      [
        "name": "Maraging steel tube", "also": .texts(["труба из мартенситностареющей стали", "Н18К9М5Т"]),
        "looks like": "Bright grey tube.", "stamped": .texts(["AMS 6514"]), "controls": .texts(["eu/1C216"]),
        "hs": .texts(["730451"]),
      ]
    ),
    record(
      .commodity,
      "bellows-valve",
      ["name": "Bellows-sealed valve", "also": .texts(["Faltenbalgventil"]), "controls": .texts(["eu/2A226"])]
    ),
    record(.commodity, "titanium-sheet", ["name": "Titanium sheet", "controls": .list([])]),
    record(.control, "eu/1C216", ["title": "Maraging steel", "edition": "2025-11-15"]),
    record(.control, "eu/2A226", ["title": "Valves with bellows", "edition": "2025-11-15"]),
    record(.control, "eu/1C350.1", ["title": "Thiodiglycol", "edition": "2025-11-15"]),
    record(.control, "eu/1C350.10", ["title": "Another precursor", "edition": "2025-11-15"]),
    record(.control, "eu/1C350.2", ["title": "Phosphorus oxychloride", "edition": "2025-11-15"]),
    record(.heading, "8504", ["description": "Electric transformers, static converters"]),
    record(.heading, "850440", ["description": "Static converters"]),
    record(
      .marking,
      "ams-6514",
      ["name": "AMS 6514", "pattern": #"(?i)\bAMS[\s-]?6514\b"#, "meaning": "Maraging bar of the 300 grade."]
    ),
    record(
      .substance,
      "phosphorus-oxychloride",
      ["name": "Phosphorus oxychloride", "cas": .texts(["10025-87-3"]), "un": .texts(["1810"])]
    ),
    record(.unNumber, "1809", ["name": "PHOSPHORUS TRICHLORIDE", "class": "6.1"]),
    record(.unNumber, "1810", ["name": "PHOSPHORUS OXYCHLORIDE", "class": "6.1"]),
  ]
}
