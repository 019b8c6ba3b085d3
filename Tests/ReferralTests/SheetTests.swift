import CanonicalJSON
import Foundation
import Inspections
import Presentation
import Referral
import TestSupport
import Testing

struct SheetTests {
  private let examination = ReferralFixtures.examination(
    ["drum marked UN 2966 <script>\"&", "net mass 25 kg"],
    declared: [
      "description": "soap & water", "hs": "3401", "awb": "020-12345675", "consignee": "A & B Ltd", "licence": "L-1",
      "licence-consignee": "C Ltd", "destination": "IR",
    ],
    ticks: ["detour", "known-military-use"],
    notes: [InspectionNote(.safety, "no leak"), InspectionNote(.question, "Which use?")]
  )

  private func sheet() throws -> ReferralSheet { ReferralSheet(try ReferralFixtures.ground(examination)) }

  @Test func `a sheet is read again from its JSON, byte for byte`() throws {
    let json = try sheet().json()
    #expect(try ReferralSheet(json) == sheet())
    #expect(try ReferralSheet(json).json().line == json.line)
    #expect(throws: ReferralError.self) { try ReferralSheet(.members(["version": .integer(1)])) }
  }

  @Test func `all fourteen groups stand on every form of the sheet, in two languages where asked`() throws {
    let print = ReferralPrint(try sheet(), seal: nil, language: .ru)
    let text = print.page.lines(width: 200).joined(separator: "\n")
    for number in 1...14 {
      #expect(text.contains("\n\(number). "), "group \(number)")
      #expect(print.html.contains("<h2>\(number). "), "group \(number)")
    }
    #expect(text.contains("/ Безопасность") && print.html.contains("/ Безопасность"))
    for words in ["020-12345675", "check digit agrees", "unverified", "Sentence of detour", "Which use?", "no leak"] {
      #expect(text.contains(words) && print.html.contains(words), "\(words)")
    }
    #expect(text.contains("Absence of a match is not permission to release"))
    #expect(print.html.contains("Absence of a match is not permission to release"))
  }

  @Test func `the hazard stands before everything else`() throws {
    let print = ReferralPrint(try sheet(), seal: nil)
    #expect(print.page.lines(width: 100).first?.hasPrefix("! HAZARD Toxic") == true)
    let banner = try #require(print.html.range(of: "class=\"banner\""))
    let header = try #require(print.html.range(of: "<header>"))
    #expect(banner.lowerBound < header.lowerBound)
  }

  @Test func `what was typed cannot become markup or commands of a terminal`() throws {
    let hostile = ReferralFixtures.examination(
      ["</script><script>alert(1)</script>\u{1B}[2J\u{9B}"],
      declared: ["description": "<b>"]
    )
    let print = ReferralPrint(ReferralSheet(try ReferralFixtures.ground(hostile)), seal: nil)
    #expect(!print.html.contains("<script") && !print.html.contains("<b>&lt;"))
    #expect(!print.html.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
    #expect(!print.page.lines(width: 100).joined().unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B })
  }

  @Test func `the JSON has exactly the fields that the schema names`() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Catalog/schemas/referral.schema.json")
    let schema = try JSONValue(parsing: Data(contentsOf: path))
    let root = try #require(schema.object)
    let definitions = try #require(root["$defs"]?.object)
    let json = try ReferralPrint(sheet(), seal: nil).json()
    #expect(SchemaCheck(definitions).problems(json, schema) == [])
  }
}

/// As much of JSON Schema as the published schema uses.
private struct SchemaCheck {
  let definitions: JSONObject

  init(_ definitions: JSONObject) { self.definitions = definitions }

  func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    guard let schema = schema.object else { return [] }
    if let name = schema["$ref"]?.text?.split(separator: "/").last, let definition = definitions[String(name)] {
      return problems(value, definition, at: path)
    }
    if let choices = schema["enum"]?.list, !choices.contains(value) { return ["\(path): not one of the choices"] }
    switch schema["type"]?.text {
    case "string": return value.text == nil ? ["\(path): no text"] : []
    case "integer":
      guard case .integer = value else { return ["\(path): no whole number"] }
      return []
    case "array":
      guard let list = value.list else { return ["\(path): no list"] }
      return list.enumerated().flatMap { problems($1, schema["items"] ?? .null, at: "\(path)[\($0)]") }
    case "object": return members(value, schema, path)
    default: return []
    }
  }

  private func members(_ value: JSONValue, _ schema: JSONObject, _ path: String) -> [String] {
    guard let object = value.object else { return ["\(path): no object"] }
    let known = schema["properties"]?.object
    let missing = (schema["required"]?.texts ?? []).filter { object[$0] == nil }.map { "\(path): \($0) is missing" }
    return missing
      + object.members.flatMap { member -> [String] in
        guard let inner = known?[member.key] else {
          return schema["additionalProperties"]?.object == nil ? ["\(path): \(member.key) is not in the schema"] : []
        }
        return problems(member.value, inner, at: "\(path).\(member.key)")
      }
  }
}
