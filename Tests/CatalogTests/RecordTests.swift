import CanonicalJSON
import Catalog
import TestSupport
import Testing

@Suite struct RecordTests {
  /// The fields that are reported for records added to the fixture, each once.
  private func fields(_ records: CatalogRecord...) -> Set<String> {
    Set(Catalog(records: FixtureCatalog.records + records).issues.map(\.field))
  }

  private func messages(_ records: CatalogRecord...) -> [String] {
    Catalog(records: FixtureCatalog.records + records).issues.map(\.message)
  }

  private func choice(_ id: String, states: String) -> CatalogRecord {
    FixtureCatalog.record(
      .feature,
      id,
      #"{"name": "F", "question": "?", "kind": "choice", "place": "goods", "states": [\#(states)]}"#
    )
  }

  @Test func `the fixture is a catalog without a mistake`() {
    #expect(FixtureCatalog.catalog.issues == [])
    #expect(FixtureCatalog.catalog.validate().filter { $0.severity == .error } == [])
  }

  @Test func `a feature reports every mistake at once with its field`() {
    let record = FixtureCatalog.record(
      .feature,
      "f",
      #"""
      {"name": ["a", "b"], "kind": "colour", "place": "roof", "tool": "saw", "seconds": "soon", "misread": "2",
       "range": "widest", "unit": "m", "also": ["x", {}], "colour": "red", "states": "none", "formula": ["1 +"]}
      """#
    )
    #expect(
      fields(record) == [
        "also[2]", "colour", "formula", "kind", "misread", "name", "place", "question", "range", "seconds", "states",
        "tool", "unit",
      ]
    )
  }

  @Test func `a commodity reports every mistake at once with its field`() {
    let record = FixtureCatalog.record(
      .commodity,
      "c",
      #"""
      {"name": "", "hs": [{}], "look-alikes": [{"commodity": "kitchen-pot", "sign": "x"}, "pot"], "scoers": {},
       "scores": {"form": "sphere", "colour": "red", "outer-diameter": "5 kg", "volume": [], "net-mass": {}}}
      """#
    )
    #expect(
      fields(record) == [
        "name", "family", "looks like", "confidence", "hs[1]", "look-alikes[1].tell", "look-alikes[1].sign",
        "look-alikes[2]", "scoers", "scores.form", "scores.colour", "scores.outer-diameter", "scores.volume",
        "scores.net-mass",
      ]
    )
  }

  @Test func `the other kinds report every mistake at once with its field`() {
    #expect(
      fields(FixtureCatalog.record(.control, "eu/x", #"{"title": [], "regime": "x", "same as": {}}"#))
        == ["title", "edition", "confidence", "regime", "same as"]
    )
    #expect(
      fields(
        FixtureCatalog.record(
          .marking,
          "m",
          #"{"name": "M", "confidence": "sure", "implies": {"form": "cube", "hue": "x"}}"#
        )
      )
        == ["kind", "pattern", "meaning", "confidence", "implies.form", "implies.hue"]
    )
    #expect(fields(FixtureCatalog.record(.substance, "s", #"{"cas": {}, "usn": ["1"]}"#)) == ["name", "cas", "usn"])
    #expect(fields(FixtureCatalog.record(.hazard, "h", #"{"name": "H", "don't": ["x"]}"#)) == ["do", "don't"])
    #expect(
      fields(FixtureCatalog.record(.regime, "r", #"{"name": "R", "members": [{"country": "AT"}]}"#)) == [
        "covers", "edition", "members[1].name", "members[1].status", "members[1].as of", "members[1].confidence",
      ]
    )
  }

  @Test func `an unknown field is reported together with the known ones`() {
    let found = messages(FixtureCatalog.record(.substance, "s", #"{"name": "S", "CAS": ["1"]}"#))
    #expect(found.count == 1)
    #expect(found.first?.contains("known here: also, cas, class, hazards, name, un") == true)
  }

  @Test func `a record of an unknown kind is left alone`() throws {
    let record = try #require(CatalogRecord(FixtureCatalog.parsed(#"{"kind": "omen", "id": "x", "fields": {}}"#)))
    #expect(fields(record) == [])
    #expect(CatalogRecord(record.json) == record)
    for json in [#"{}"#, #"[]"#, #"{"kind": "omen", "id": "x"}"#, #"{"kind": 1, "id": "x", "fields": {}}"#] {
      #expect(CatalogRecord(FixtureCatalog.parsed(json)) == nil)
    }
  }

  @Test func `a wider state holds all that is a kind of it`() throws {
    let material = try #require(FixtureCatalog.catalog.features["material"])
    let names = { (set: StateSet) in set.states.map { material.states[$0].id } }
    #expect(names(material.extent(of: 0)) == ["metal", "steel", "stainless-steel", "maraging-steel"])
    #expect(material.extent(ofStates: ["steel", "plastic"]).map(names)?.count == 4)
    #expect(material.extent(ofStates: ["steel", "wood"]) == nil)
    #expect(material.extent(of: 99).isEmpty)
    #expect(material.extent(of: -1).isEmpty)
  }

  @Test func `a circle of states ends`() throws {
    let circle = choice(
      "f",
      states: """
        {"id": "a", "name": "A", "is": "b"}, {"id": "b", "name": "B", "is": "c"}, {"id": "c", "name": "C", "is": "a"},
        {"id": "d", "name": "D", "is": "d"}
        """
    )
    let feature = try #require(Catalog(records: [circle]).features["f"])
    #expect(feature.extent(of: 0).states == [0, 1, 2])
    #expect(feature.extent(of: 3).states == [3])
  }

  @Test func `states are taken over from another feature or from the substances`() throws {
    let catalog = FixtureCatalog.catalog
    #expect(catalog.features["lining-material"]?.states.map(\.id) == catalog.features["material"]?.states.map(\.id))
    #expect(catalog.features["substance"]?.states.map(\.id) == ["thiodiglycol", "water"])
    let lost = FixtureCatalog.record(
      .feature,
      "f",
      #"{"name": "F", "question": "?", "kind": "choice", "place": "goods", "states as": "nothing"}"#
    )
    #expect(fields(lost) == ["states as"])
  }

  @Test func `references to what does not exist are found`() {
    let commodity = FixtureCatalog.record(
      .commodity,
      "c",
      #"""
      {"name": "C", "family": "f", "looks like": "x", "confidence": "c", "hs": ["000000"], "controls": ["eu/none"],
       "hazards": ["none"], "look-alikes": [{"commodity": "none", "tell": "t"}]}
      """#
    )
    let issues = Catalog(records: FixtureCatalog.records + [commodity]).validate().filter { $0.id == "c" }
    #expect(
      Set(issues.map(\.field)) == ["hs", "controls", "hazards", "look-alikes", "sources", "scores", "why it matters"]
    )
  }

  @Test func `twins are linked from either side`() {
    let catalog = FixtureCatalog.catalog
    #expect(catalog.twins["mtcr/6.C.8"] == ["eu/1C216"])
    #expect(catalog.twins["eu/3A225"] == ["nsg2/3.A.1"])
    #expect(catalog.commodities["frequency-converter"].map(catalog.entries) == ["eu/3A225", "nsg2/3.A.1"])
    #expect(catalog.criterion(of: "nsg2/3.A.1") == catalog.criterion(of: "eu/3A225"))
    #expect(catalog.criterion(of: "mtcr/6.C.8") == nil)
  }

  @Test func `random documents never trap the readers of records`() {
    forAll(count: 2_000) { random in
      let kind = CatalogRecord.Kind.allCases.randomElement(using: &random) ?? .feature
      let fields = randomJSON(depth: 4, using: &random).object ?? JSONObject()
      let catalog = Catalog(records: FixtureCatalog.records + [CatalogRecord(kind: kind, id: "x", fields: fields)])
      _ = catalog.validate()
      return nil
    }
  }

  private func randomJSON(depth: Int, using random: inout SplitMix64) -> JSONValue {
    let words = [
      "name", "kind", "choice", "quantity", "states", "id", "is", "a", "criterion", "all", "any", "not", "form",
      "at least 2 of", "judgement", "scores", "outer-diameter", "at least 5 mm", "5..6 mm", "unit", "mm", "formula",
      "a * a", "x", "look-alikes", "commodity", "material", "steel", "n/a", "requires", "falls back to", "states as",
      "also", "", "rarely steel", "implies", "members",
    ]
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0...3: return .text(words.randomElement(using: &random) ?? "")
    case 4: return [.null, .bool(true), .integer(.min), .decimal("1e9")].randomElement(using: &random) ?? .null
    case 5: return .list((0..<3).map { _ in randomJSON(depth: depth - 1, using: &random) })
    default:
      return .object(
        JSONObject(
          (0..<4).map { _ in
            (words.randomElement(using: &random) ?? "", randomJSON(depth: depth - 1, using: &random))
          }
        )
      )
    }
  }
}
