import CanonicalJSON
import Catalog
import Reading
import TestSupport
import Testing

@testable import Identification

@Suite struct GoodsLineTests {
  private func line(_ json: String) throws(GoodsLineError) -> GoodsLine {
    try GoodsLine(FixtureCatalog.parsed(json))
  }

  private func error(_ json: String) -> GoodsLineError? {
    do {
      _ = try line(json)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a whole line is read`() throws {
    let goods = try line(
      #"""
      {"id": "C1", "mode": "rail", "declared_description": "tubes", "declared_hs": 730449, "documents": "note",
       "markings": ["AMS 6514", "12 pcs"], "expected": 5,
       "observations": [{"feature": "OD", "value": 145, "unit": "mm"}, {"feature": "programmable", "value": false},
                        {"feature": "net mass", "value": 8.5, "unit": "kg"}, {"feature": "a", "value": "b", "unit": null}]}
      """#
    )
    #expect(goods.id == "C1")
    #expect(goods.mode == .rail)
    #expect(goods.declaredHeading == "730449")
    #expect(goods.markings == ["AMS 6514", "12 pcs"])
    #expect(goods.observations.map(\.value) == ["145", "no", "8.5", "b"])
    #expect(goods.observations.map(\.unit) == ["mm", "", "kg", ""])
  }

  @Test func `every field may be missing`() throws {
    let empty = try line("{}")
    #expect(
      empty == (try line(#"{"id": null, "mode": "", "markings": null, "observations": null, "documents": null}"#))
    )
    #expect(empty.markings.isEmpty && empty.observations.isEmpty && empty.mode == nil)
    #expect(try line(#"{"markings": "AMS 6514"}"#).markings == ["AMS 6514"])
  }

  @Test func `every malformed line gives the error that names its field`() {
    for json in ["[]", "null", "1", #""tube""#] { #expect(error(json) == .notAnObject, "\(json)") }
    for field in ["id", "declared_description", "declared_hs", "documents", "mode"] {
      for value in ["[]", "{}", "true", "1.5"] {
        #expect(error(#"{"\#(field)": \#(value)}"#) == .notText(field: field), "\(field) \(value)")
      }
    }
    #expect(error(#"{"mode": "submarine"}"#) == .unknownMode("submarine"))
    #expect(error(#"{"mode": 5}"#) == .unknownMode("5"))
    for value in ["5", "{}", "[1]", #"["a", null]"#] {
      #expect(error(#"{"markings": \#(value)}"#) == .notText(field: "markings"), "\(value)")
    }
    for value in ["5", "{}", #""OD 5 mm""#, "true"] {
      #expect(error(#"{"observations": \#(value)}"#) == .notAList(field: "observations"), "\(value)")
    }
    for value in ["5", "{}", #"{"value": 1}"#, #"{"feature": 5, "value": 1}"#, "null"] {
      #expect(error(#"{"observations": [\#(value)]}"#) == .notText(field: "observations.feature"), "\(value)")
    }
    for value in [#"{"feature": "a"}"#, #"{"feature": "a", "value": []}"#, #"{"feature": "a", "value": null}"#] {
      #expect(error(#"{"observations": [\#(value)]}"#) == .notText(field: "observations.value"), "\(value)")
    }
    #expect(
      error(#"{"observations": [{"feature": "a", "value": 1, "unit": 5}]}"#) == .notText(field: "observations.unit")
    )
    let many = Array(repeating: "\"a\"", count: 201).joined(separator: ",")
    #expect(error(#"{"markings": [\#(many)]}"#) == .tooMany(field: "markings", limit: 200))
    #expect(error(#"{"observations": [\#(many)]}"#) == .tooMany(field: "observations", limit: 200))
  }

  @Test func `errors say what happened and what would be right`() {
    #expect(error("[]")?.description.contains("not a JSON object") == true)
    #expect(error(#"{"mode": "submarine"}"#)?.description.contains("air, land, sea, rail") == true)
    #expect(error(#"{"observations": 5}"#)?.description == "observations: must be a list")
  }

  @Test func `long texts are cut before they are read`() throws {
    let marks = "a" + String(repeating: "\u{301}", count: 100_000)
    for text in [String(repeating: "x", count: 100_000), marks] {
      let goods = try GoodsLine(.members(["documents": .text(text), "markings": .texts([text])]))
      #expect(goods.documents.unicodeScalars.count <= 20_000)
      #expect(goods.markings.first.map { $0.unicodeScalars.count <= 20_000 } == true)
    }
  }

  @Test func `all parts of a line are read, the papers as claims`() throws {
    let goods = try line(
      #"""
      {"declared_description": "stainless steel tube", "declared_hs": "7304.49", "markings": ["AMS 6514"],
       "documents": "CMR", "observations": [{"feature": "OD", "value": "145", "unit": "mm"}]}
      """#
    )
    let clues = goods.clues(TextReader(FixtureCatalog.catalog))
    let sources = Dictionary(grouping: clues.observations, by: \.feature).mapValues { Set($0.map(\.source)) }
    #expect(sources["outer-diameter"] == [.read])
    #expect(sources["material"] == [.read, .declared])
    #expect(clues.understood.contains { $0.meaning.hasPrefix("declared HS 730449") })
  }

  @Test func `no JSON traps a goods line`() {
    forAll(count: 2_000) { random in
      let keys = ["id", "mode", "markings", "observations", "feature", "value", "unit", "declared_hs"]
      func value(_ depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: .text(["air", "OD", "5 mm", ""].randomElement(using: &random) ?? "")
        case 1: .integer(.min)
        case 2: .decimal("1e300")
        case 3: .null
        case 4: .bool(true)
        case 5: .list((0..<2).map { _ in value(depth - 1) })
        default: .object(JSONObject((0..<4).map { _ in (keys.randomElement(using: &random) ?? "", value(depth - 1)) }))
        }
      }
      _ = try? GoodsLine(value(4))
      return nil
    }
  }
}
