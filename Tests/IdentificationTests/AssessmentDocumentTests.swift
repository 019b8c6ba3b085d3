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

  @Test func `hazards stand first after the id, in the sentences that every other surface shows`() throws {
    let engine = try FixtureEngine()
    let clues = engine.clues("CAS 111-48-8")
    let line = engine.identification.assess(clues).line(id: "C1", clues: clues)
    let warning = try #require(FixtureCatalog.catalog.hazards["toxic"]?.warning)
    #expect(line.hasPrefix(#"{"id":"C1","hazards":[{"id":"toxic","sentences":["Possible hazard: "#))
    for sentence in warning { #expect(line.contains(sentence)) }
    let again = try JSONValue(parsing: line.utf8, allowingDecimals: true)
    #expect(again == engine.identification.assess(clues).document(id: "C1", clues: clues), "nothing else is changed")
  }

  @Test func `while nothing is known the first rule stands for the hazards`() throws {
    let list = try #require(try document("zorgle")["hazards"]?.list)
    #expect(list.first?.object?["sentences"]?.texts == [PlausibleHazards.firstRule])
  }

  @Test func `a label shows its hazard whatever the goods are`() throws {
    let hazard = CatalogRecord(
      kind: .hazard,
      id: "blast",
      fields: JSONObject([
        ("name", .text("Blast")), ("do", .texts(["step back"])),
        ("shown by", .members(["form": .text("cabinet")])),
      ])
    )
    let catalog = Catalog(records: FixtureCatalog.records + [hazard])
    let feature = try #require(catalog.features["form"])
    let state = try #require(feature.index(ofState: "cabinet"))
    func hazards(_ states: [Int]) -> [String] {
      let seen = Observation(feature: "form", content: .states(StateSet(states)), source: .read, text: "")
      return catalog.hazards(shownBy: Readings([seen], features: catalog.features))
    }
    #expect(hazards([state]) == ["blast"])
    #expect(hazards(feature.states.indices.filter { $0 != state }) == [])
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
