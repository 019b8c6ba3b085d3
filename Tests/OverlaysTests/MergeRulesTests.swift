import CanonicalJSON
import Catalog
import Overlays
import TestSupport
import Testing

/// The table of the merge, row by row, and what goes beyond it.
@Suite struct MergeRulesTests {
  private static let drive = RecordName(kind: .commodity, id: "frequency-converter")
  private static let addition = RecordName(kind: .control, id: "x-de-1")

  private func fields(_ change: (inout JSONObject) -> Void = { _ in }) -> JSONObject {
    var fields = FixtureCatalog.records.first { $0.name == Self.drive }?.fields ?? JSONObject()
    change(&fields)
    return fields
  }

  private func merged(_ statements: [OverlayStatement], over fields: JSONObject?) -> MergedCatalog {
    MergedCatalog(statements) { $0 == Self.drive ? fields : nil }
  }

  private func say(_ seq: Int64, _ change: OverlayStatement.Change, of name: RecordName = Self.drive)
    -> OverlayStatement
  {
    OverlayStatement(
      key: OverlayStatement.Key(kit: "k", seq: seq),
      author: "7",
      time: 0,
      OverlayDraft(name, title: "Drive", change)
    )
  }

  private func set(_ seq: Int64, _ field: String, _ value: JSONValue) -> OverlayStatement {
    say(seq, .set(field: field, value: value, base: OverlayBase.digest(of: field, in: fields(), of: "commodity")))
  }

  private func settled(_ merged: MergedCatalog, _ seq: Int64, _ choice: ReviewChoice, from next: Int64)
    -> [OverlayStatement]
  {
    merged.drafts(settling: OverlayStatement.Key(kit: "k", seq: seq), choice).enumerated().map { offset, draft in
      OverlayStatement(key: OverlayStatement.Key(kit: "k", seq: next + Int64(offset)), author: "7", time: 0, draft)
    }
  }

  @Test func `an advisory field that the authority left alone shows the local value`() {
    let result = merged([set(1, "looks like", "A grey cabinet.")], over: fields())
    #expect(result.items[Self.drive]?.fields["looks like"] == "A grey cabinet.")
    #expect(result.items[Self.drive]?.localFields["looks like"]?.seq == 1)
    #expect(result.review.isEmpty && result.standings.values.allSatisfy { $0 == .inForce })
  }

  @Test func `what the authority adopts needs nobody`() {
    let result = merged(
      [set(1, "looks like", "A grey cabinet.")],
      over: fields { $0["looks like"] = "A grey cabinet." }
    )
    #expect(result.items[Self.drive]?.localFields.isEmpty == true)
    #expect(result.review.isEmpty && result.standings.values.first == .adopted)
  }

  @Test func `what both changed shows the authority's value first and the local one beside it`() {
    let result = merged([set(1, "looks like", "A grey cabinet.")], over: fields { $0["looks like"] = "A metal box." })
    #expect(result.items[Self.drive]?.fields["looks like"] == "A metal box.")
    #expect(result.items[Self.drive]?.proposals.first?.value == "A grey cabinet.")
    #expect(result.review.map(\.reason) == [.bothChanged])
    #expect(result.review.first?.sentence.contains("'looks like'") == true)
  }

  @Test func `no critical or unknown field takes a local value`() {
    for field in ["hs", "controls", "scores", "scores.form", "hazards", "why it matters", "stamped", "of-tomorrow"] {
      let result = merged([set(1, field, "x")], over: fields())
      #expect(result.items[Self.drive]?.fields == fields(), "\(field)")
      #expect(result.review.map(\.reason) == [.authorityOnly], "\(field)")
      #expect(result.items[Self.drive]?.proposals.map(\.field) == [field])
    }
  }

  @Test func `the words that tell look-alikes apart are advisory, what they are is not`() {
    let tell = "look-alikes.ordinary-drive.tell"
    let result = merged([set(1, tell, "No 600 Hz on the plate.")], over: fields())
    let record = result.record(CatalogRecord(Self.drive, fields: fields()))
    let elements = record.fields["look-alikes"]?.list ?? []
    #expect(elements.count == 1)
    #expect(elements.first?.object?["tell"] == "No 600 Hz on the plate.")
    #expect(elements.first?.object?["commodity"] == "ordinary-drive")
    #expect(!FieldAuthority.isAdvisory("look-alikes.ordinary-drive.commodity", of: "commodity"))
    let gone = merged([set(1, tell, "x")], over: fields { $0["look-alikes"] = .list([]) })
    #expect(gone.review.map(\.reason) == [.fieldGone])
  }

  @Test func `a hidden record is shown again once the authority says something else of it`() {
    let hide = say(1, .hide(base: OverlayBase.fingerprint(of: fields(), of: "commodity")))
    #expect(merged([hide], over: fields { $0["looks like"] = "Other words." }).items[Self.drive]?.isHidden == true)
    let changed = merged([hide], over: fields { $0["hs"] = "850450" })
    #expect(changed.items[Self.drive]?.isHidden == false)
    #expect(changed.review.map(\.reason) == [.changedSinceHidden])
    let kept = [hide] + settled(changed, 1, .keepLocal, from: 2)
    let again = merged(kept, over: fields { $0["hs"] = "850450" })
    #expect(again.items[Self.drive]?.isHidden == true && again.review.isEmpty)
  }

  @Test func `a withdrawn record stays with everything that was said of it`() {
    let statements = [set(1, "looks like", "Grey."), say(2, .note("Seen twice."))]
    let result = merged(statements, over: nil)
    #expect(result.items[Self.drive]?.origin == .withdrawn && result.items[Self.drive]?.title == "Drive")
    #expect(result.items[Self.drive]?.notes.map(\.text) == ["Seen twice."])
    #expect(result.items[Self.drive]?.proposals.map(\.value) == ["Grey."])
    #expect(result.review.map(\.reason) == [.withdrawn, .withdrawn])
    let kept = statements + settled(result, 1, .keepLocal, from: 3) + settled(result, 2, .keepLocal, from: 4)
    #expect(merged(kept, over: nil).review.isEmpty)
    #expect(merged(kept, over: nil).items[Self.drive]?.proposals.count == 1)
    let dropped = statements + settled(result, 1, .takeUpstream, from: 3) + settled(result, 2, .takeUpstream, from: 4)
    #expect(merged(dropped, over: nil).isEmpty)
    #expect(merged(dropped, over: nil).standings.values.count { $0 == .retired } == 2)
  }

  @Test func `an inspection keeps a withdrawn record searchable`() {
    let result = MergedCatalog([], referenced: [Self.drive]) { _ in nil }
    #expect(result.items[Self.drive]?.origin == .withdrawn && result.review.isEmpty)
    #expect(MergedCatalog([], referenced: [Self.drive]) { _ in fields() }.isEmpty)
  }

  @Test func `a settled conflict stays settled until the authority changes the field again`() {
    let statements = [set(1, "looks like", "Grey."), set(2, "looks like", "Light grey.")]
    let released = fields { $0["looks like"] = "A metal box." }
    let conflict = merged(statements, over: released)
    #expect(conflict.review.count == 2)
    let kept = statements + settled(conflict, 2, .keepLocal, from: 3)
    let result = merged(kept, over: released)
    #expect(result.review.isEmpty && result.items[Self.drive]?.fields["looks like"] == "Light grey.")
    #expect(merged(kept, over: fields { $0["looks like"] = "A box." }).review.map(\.reason) == [.bothChanged])
    let taken = merged(statements + settled(conflict, 1, .takeUpstream, from: 3), over: released)
    #expect(taken.isEmpty && taken.standings.values.count { $0 == .retired } == 2)
  }

  @Test func `a proposal that is kept stands beside the field and asks nobody until the field changes`() {
    let statements = [set(1, "hs", "999999")]
    let kept = statements + settled(merged(statements, over: fields()), 1, .keepLocal, from: 2)
    #expect(merged(kept, over: fields()).review.isEmpty)
    #expect(merged(kept, over: fields()).items[Self.drive]?.proposals.count == 1)
    #expect(merged(kept, over: fields { $0["hs"] = "850450" }).review.map(\.reason) == [.authorityOnly])
  }

  @Test func `edits of different fields may come in any order`() {
    let fieldsAndValues: [(String, JSONValue)] = [
      ("looks like", "Grey."), ("name", "Drive"), ("hs", "1"), ("also", .texts(["drive"])),
      ("look-alikes.ordinary-drive.tell", "x"), ("ordinary uses", .texts(["pumps"])),
    ]
    forAll(count: 100) { random in
      var views: Set<[UInt8]> = []
      for _ in 0..<2 {
        let order = fieldsAndValues.shuffled(using: &random)
        let statements = order.enumerated().map { set(Int64($0.offset) + 1, $0.element.0, $0.element.1) }
        guard let item = merged(statements, over: fields()).items[Self.drive] else { return "no item" }
        views.insert(JSONValue.object(item.fields).canonicalBytes)
      }
      return views.count == 1 ? nil : "the order of edits matters"
    }
  }

  @Test func `the authority's names go on being recognised under a local name`() {
    let statements = [set(1, "name", "Umrichter"), set(2, "also", .texts(["FU"]))]
    let record = merged(statements, over: fields()).record(CatalogRecord(Self.drive, fields: fields()))
    #expect(record.fields["name"] == "Umrichter")
    #expect(record.fields["also"]?.texts == ["FU", "Frequency converter", "inverter drive"])
  }

  @Test func `an addition extends an entry and is tested beside it, never in its place`() {
    let statements = [say(1, .add(JSONObject([("title", "Drives"), ("extends", "eu/3A225")])), of: Self.addition)]
    let additions = MergedCatalog(statements, into: FixtureCatalog.records).additions { _ in nil }
    #expect(additions.map(\.id) == ["x-de-1"])
    let catalog = Catalog(records: FixtureCatalog.records + additions)
    #expect(catalog.commodities["frequency-converter"].map(catalog.entries(of:))?.contains("x-de-1") == true)
    #expect(catalog.commodities["frequency-converter"].map(catalog.entries(of:))?.contains("eu/3A225") == true)
  }

  @Test func `goods that extend others fall under all their entries and bring all their hazards`() throws {
    let name = RecordName(kind: .commodity, id: "x-de-2")
    let statements = [
      say(1, .add(JSONObject([("name", "Barrel"), ("extends", "thiodiglycol-drum")])), of: name)
    ]
    let records = FixtureCatalog.records
    let additions = MergedCatalog(statements, into: records).additions { name in records.first { $0.name == name } }
    #expect(additions.first?.fields["controls"]?.texts == ["eu/1C350", "cwc/2B13"])
    #expect(additions.first?.fields["hazards"]?.texts == ["toxic"])
    #expect(additions.first?.fields["extends"] == nil)
  }

  @Test func `a record that supersedes an addition takes it over`() {
    let statements = [say(1, .add(JSONObject([("title", "Drives")])), of: Self.addition)]
    let adopting = CatalogRecord(
      kind: .control,
      id: "eu/9",
      fields: JSONObject([("title", "Drives"), ("supersedes", .texts(["x-de-1"]))])
    )
    let merged = MergedCatalog(statements, into: [adopting])
    #expect(merged.items[Self.addition]?.adoptedBy == adopting.name)
    #expect(merged.additions { _ in nil }.isEmpty && merged.standings.values.first == .adopted)
  }

  @Test func `two additions with one id are both kept until somebody chooses`() {
    func add(_ kit: String, _ title: JSONValue) -> OverlayStatement {
      OverlayStatement(
        key: OverlayStatement.Key(kit: kit, seq: 1),
        author: "",
        time: 0,
        OverlayDraft(Self.addition, title: "", .add(JSONObject([("title", title)])))
      )
    }
    let same = MergedCatalog([add("a", "One"), add("b", "One")], into: [])
    #expect(same.review.isEmpty && same.items[Self.addition]?.rivals.isEmpty == true)
    let two = MergedCatalog([add("b", "Two"), add("a", "One")], into: [])
    #expect(two.review.map(\.reason) == [.twoContents] && two.items[Self.addition]?.fields["title"] == "One")
    #expect(two.items[Self.addition]?.rivals.map(\.fields) == [JSONObject([("title", "Two")])])
    let choice = two.drafts(settling: OverlayStatement.Key(kit: "b", seq: 1), .keepLocal).map {
      OverlayStatement(key: OverlayStatement.Key(kit: "a", seq: 2), author: "", time: 0, $0)
    }
    let chosen = MergedCatalog([add("a", "One"), add("b", "Two")] + choice, into: [])
    #expect(chosen.review.isEmpty && chosen.items[Self.addition]?.fields["title"] == "Two")
  }

  @Test func `new ids are well formed, sorted by time and never an authority's`() throws {
    var random = SplitMix64(seed: 1)
    let early = try #require(LocalID.make(country: "DE", milliseconds: 1_700_000_000_000, using: &random))
    let late = try #require(LocalID.make(country: "de", milliseconds: .max, using: &random))
    #expect(LocalID.isWellFormed(early) && LocalID.isWellFormed(late) && early < late)
    #expect(LocalID.make(country: "d", milliseconds: 0, using: &random) == nil)
    for id in ["eu/3A225", "x-de-1", "x-de-", "X-de-" + early.dropFirst(5), early + "0"] {
      #expect(!LocalID.isWellFormed(id), "\(id)")
    }
  }
}
