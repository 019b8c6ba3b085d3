import CanonicalJSON
import Catalog
import Reading
import TestSupport
import Testing

@testable import Identification

@Suite struct AssessmentDocumentTests {
  private func document(_ text: String) throws -> JSONObject {
    let engine = try FixtureEngine()
    let clues = engine.clues(text)
    return try #require(engine.identification.assess(clues).document(id: "C1", clues: clues).object)
  }

  @Test func `the document has the keys and types that programs rely on`() throws {
    let object = try document("tube OD 145 mm, AMS 6514, zorgle")
    #expect(
      Set(object.members.map(\.key)) == [
        "version", "id", "understood", "not_understood", "warnings", "candidates", "not_in_catalog", "findings",
        "outcome", "reason", "concerns", "hazards", "next",
      ]
    )
    #expect(object["version"] == .integer(1))
    #expect(object["id"] == .text("C1"))
    #expect(object["not_understood"] == .texts(["zorgle"]))
    for key in ["understood", "not_understood", "warnings", "candidates", "findings", "concerns", "hazards"] {
      #expect(object[key]?.list != nil, "\(key)")
    }
    #expect(["refer", "undecided", "no-match"].contains(object["outcome"]?.text ?? ""))
    #expect(object["reason"]?.text?.isEmpty == false)
  }

  @Test func `probabilities are numbers`() throws {
    let object = try document("tube OD 145 mm, AMS 6514")
    let candidates = object["candidates"]?.list ?? []
    #expect(!candidates.isEmpty)
    for value in candidates.map({ $0.object?["probability"] }) + [object["not_in_catalog"]] {
      guard case .decimal(let literal)? = value, let number = Double(literal) else {
        Issue.record("\(String(describing: value)) is no number")
        continue
      }
      #expect((0...1).contains(number))
    }
  }

  @Test func `findings carry verdict, near and missing readings by name`() throws {
    let finding = try #require(try document("tube OD 145 mm, AMS 6514")["findings"]?.list?.first?.object)
    #expect(finding["entry"]?.text == "eu/1C216")
    #expect(finding["verdict"]?.text == "meets")
    #expect(finding["near"] == .bool(false))
    #expect(finding["missing"] == .list([]))
    #expect(finding["edition"]?.text == "2025-11-15")
    #expect(finding["title"]?.text != nil && finding["confidence"]?.text != nil)
  }

  @Test func `the next question names its feature, or there is none`() throws {
    let next = try #require(try document("tube")["next"]?.object)
    #expect(FixtureCatalog.catalog.features[next["feature"]?.text ?? ""] != nil)
    #expect(next["question"]?.text?.isEmpty == false)
    #expect(next["decides"]?.list != nil)
  }

  @Test func `the document is a line of JSON that comes back`() throws {
    let engine = try FixtureEngine()
    forAll(count: 200) { random in
      var clues = Clues()
      clues.observations = (0..<5).map { _ in engine.observation(&random) }
      clues.notUnderstood = ["\n\"\u{0}"]
      let document = engine.identification.assess(clues).document(id: "\t", clues: clues)
      let again = try? JSONValue(parsing: document.line.utf8, allowingDecimals: true)
      return again == document ? nil : document.line
    }
  }
}
