import Catalog
import Inspections
import Referral
import TestSupport
import Testing

struct ConsistencyTests {
  private func standing(_ check: String, _ clues: [String], _ declared: [String: String]) throws -> Remark.Standing? {
    try ReferralFixtures.remarks(clues, declared).first { $0.check == check }?.standing
  }

  private let tube = ["tube AMS 6514, outer diameter 145 mm"]

  @Test func `a heading of other goods conflicts, the usual one agrees`() throws {
    #expect(try standing("heading", tube, ["hs": "7304 49"]) == .agrees)
    #expect(try standing("heading", tube, ["hs": "3926.90"]) == .conflict)
    #expect(try standing("heading", tube, ["hs": "7318 15"]) == .question)
    #expect(try standing("heading", [], ["hs": "7304 49"]) == nil)
    #expect(try standing("heading", tube, ["hs": "x"]) == nil)
  }

  @Test func `weight over size is held against what is declared`() throws {
    let declared = ["description": "kitchen pot", "hs": "732393"]
    let heavy = try ReferralFixtures.remarks(
      ["drum, net mass 400 kg, volume 20 L"],
      ["description": "drum of thiodiglycol"]
    )
    let density = try #require(heavy.first { $0.check == "density" })
    #expect(density.standing == .conflict)
    #expect(density.facts.contains { $0.contains("20") })
    #expect(
      try standing("density", ["drum, net mass 22 kg, volume 20 L"], ["description": "drum of thiodiglycol"]) == .agrees
    )
    #expect(try standing("density", ["drum, net mass 22 kg"], declared) == nil)
  }

  @Test func `net above gross conflicts`() throws {
    #expect(try standing("weight", [], ["net-weight": "90 kg", "gross-weight": "80 kg"]) == .conflict)
    #expect(try standing("weight", [], ["net-weight": "80", "gross-weight": "90 kg"]) == nil)
  }

  @Test func `the value per kilogram is said, and asked about where it is far off`() throws {
    let declared = ["hs": "8504 40", "value": "40", "currency": "USD", "net-weight": "88 kg", "quantity": "2 pcs"]
    let remark = try #require(try ReferralFixtures.remarks([], declared).first { $0.check == "value" })
    #expect(remark.standing == .question)
    #expect(remark.facts.contains("0.455 USD a kilogram") && remark.facts.contains("20 USD a piece"))
    #expect(try standing("value", [], declared.merging(["value": "9000"]) { $1 }) == .agrees)
    #expect(try standing("value", [], declared.merging(["currency": "KZT"]) { $1 }) == .agrees)
    #expect(
      try standing("value", [], ["hs": "7403", "value": "90000", "currency": "EUR", "net-weight": "10 kg"]) == .question
    )
  }

  @Test func `pieces are held against the declared quantity and the stated use`() throws {
    #expect(try standing("count", ["12 pcs"], ["quantity": "12 pcs"]) == .agrees)
    #expect(try standing("count", ["200 pcs"], ["quantity": "12 pcs"]) == .conflict)
    #expect(try standing("count", [], ["quantity": "200 pcs", "end-use": "spare parts for a hospital"]) == .question)
    #expect(try standing("count", [], ["quantity": "2 pcs", "end-use": "hospital"]) == nil)
    #expect(try standing("count", ["12 pcs"], ["quantity": "800 kg"]) == nil)
  }

  @Test func `marks are held against the declared places`() throws {
    #expect(try standing("marks", ["tube, made in Germany"], ["origin": "TR"]) == .conflict)
    #expect(try standing("marks", ["tube, MADE IN TURKEY"], ["origin": "Türkiye"]) == .agrees)
    #expect(try standing("marks", ["inner carton: Tehran"], ["destination": "Dubai, UAE"]) == .question)
    #expect(try standing("marks", ["cold turkey"], ["destination": "AE"]) == nil)
    #expect(try standing("marks", ["carton: Dubai"], ["destination": "AE"]) == nil)
  }

  @Test func `statements of export control are held against the licence claimed`() throws {
    let plate = ["plate: these items are controlled by ITAR 22 CFR"]
    #expect(try standing("statement", plate, ["description": "spare parts"]) == .conflict)
    #expect(try standing("statement", plate, ["licence": "DSP-5"]) == .question)
    #expect(try standing("statement", ["guitar"], ["description": "guitar"]) == nil)
  }

  @Test func `papers are held against themselves`() throws {
    #expect(try standing("papers", [], ["description": "spare parts and accessories"]) == .question)
    #expect(try standing("papers", [], ["description": "bellows valve parts"]) == nil)
    #expect(try standing("papers", [], ["consignee": "A Ltd", "licence-consignee": "B Ltd"]) == .conflict)
    #expect(try standing("papers", [], ["awb": "020-12345674"]) == .question)
  }

  @Test func `the order of what was said changes nothing, and no text brings it down`() throws {
    try forAll(count: 60) { random in
      let pool = [
        "tube", "AMS 6514", "made in Germany", "net mass 20 kg", "volume 10 L", "200 pcs", "Tehran", "ITAR", "1e999 kg",
        "",
        "\u{0}\u{1B}[2J", "№ ¼ ∞",
      ]
      let clues = pool.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
      var declared: [String: String] = [:]
      for field in DeclaredField.allCases where Bool.random(using: &random) {
        declared[field.rawValue] = (pool + ["-5 kg", "0", "99999999999999999999", "nan"]).randomElement(using: &random)
      }
      let one = try ReferralFixtures.remarks(Array(clues), declared)
      let other = try ReferralFixtures.remarks(Array(clues.reversed()), declared)
      return one == other ? nil : "\(clues) with \(declared)"
    }
  }
}

struct EndUseTests {
  private let strategic = ["tube AMS 6514, outer diameter 145 mm"]

  private func advice(_ clues: [String], _ declared: [String: String] = [:], _ ticks: [String]) throws -> EndUse {
    try ReferralFixtures.ground(ReferralFixtures.examination(clues, declared: declared, ticks: ticks)).endUse
  }

  @Test func `one flag asks, two refer, and one with a list candidate refers`() throws {
    #expect(try advice([], [:], []).advice == .nothing)
    #expect(try advice(["kitchen pot, saucepan"], [:], ["detour"]).advice == .ask)
    #expect(try advice(["kitchen pot, saucepan"], [:], ["detour", "cavities"]).advice == .refer)
    #expect(try advice(strategic, [:], ["detour"]).advice == .refer)
    #expect(try advice(strategic, [:], []).advice == .nothing)
    #expect(try advice(strategic, [:], ["detour"]).sentence == "Destination / end-use concern – refer")
  }

  @Test func `comparisons bring flags to mind and never tick them`() throws {
    let endUse = try advice(strategic, ["hs": "3926", "description": "parts"], [])
    #expect(Set(endUse.suggested.map(\.id)) == ["detour", "generic-words"])
    #expect(endUse.ticked.isEmpty && endUse.advice == .nothing)
  }

  @Test func `a measure applies to its countries, its goods and its days; examples never do`() throws {
    #expect(try advice(strategic, ["destination": "IR"], []).measures.map(\.id) == ["real-arms"])
    #expect(try advice(strategic, ["route": "Dubai, Tehran"], []).advice == .refer)
    #expect(try advice(["kitchen pot, saucepan"], ["destination": "IR"], []).measures.isEmpty)
    #expect(try advice(strategic, ["destination": "Armenia"], []).measures.isEmpty)
  }

  @Test func `the checklist gives a reasoned note that concludes nothing`() throws {
    let note = try advice([], [:], ["known-military-use", "detour"]).note
    #expect(note.first == "Sentence of known-military-use. (fact: seen at the door)")
    #expect(note.last == "Whether a licence is needed for such an end use is for the competent authority to say.")
    #expect(try advice([], [:], ["detour"]).note.isEmpty)
  }
}
