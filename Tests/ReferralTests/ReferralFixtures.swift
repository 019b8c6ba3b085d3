import Catalog
import Identification
import Inspections
import Presentation
import Reading
import Referral
import TestSupport

/// A small catalog with countries, flags and measures, and inspections of it.
enum ReferralFixtures {
  static let records: [CatalogRecord] =
    FixtureCatalog.records + [
      country("AM", "Armenia", "Yerevan"), country("AE", "United Arab Emirates", "Dubai|UAE"),
      country("IR", "Iran", "Tehran|Иран"), country("TR", "Türkiye", "Turkey"), country("GE", "Georgia", "Tbilisi"),
      country("DE", "Germany", "Deutschland"),
      flag("generic-words", "papers", "papers"), flag("detour", "route", "heading"),
      flag("cavities", "packing", "weight"),
      flag("known-military-use", "end-use", "statement"),
      measure("real-arms", ["IR"], #""lists": ["eu/1C"], "from": "2020-01-01", "until": "2030-12-31""#),
      measure("ended", ["AM"], #""until": "2021-01-01""#),
      measure("only-an-example", ["AM"], #""example": "yes""#),
    ]

  static let catalog = Catalog(records: records)

  private static func country(_ id: String, _ name: String, _ also: String) -> CatalogRecord {
    FixtureCatalog.record(.country, id, #"{"name": "\#(name)", "also": "\#(also)"}"#)
  }

  private static func flag(_ id: String, _ group: String, _ prompt: String) -> CatalogRecord {
    FixtureCatalog.record(
      .redFlag,
      id,
      #"{"group": "\#(group)", "sentence": "Sentence of \#(id).", "ask": "Ask it.", "shown by": ["\#(prompt)"]}"#
    )
  }

  private static func measure(_ id: String, _ countries: [String], _ more: String) -> CatalogRecord {
    let list = countries.map { "\"\($0)\"" }.joined(separator: ", ")
    return FixtureCatalog.record(
      .measure,
      id,
      #"{"name": "\#(id)", "sort": "arms", "countries": [\#(list)], "sentence": "It holds.", "sources": ["law"], \#(more)}"#
    )
  }

  static func examination(
    _ clues: [String] = [],
    declared: [String: String] = [:],
    ticks: [String] = [],
    notes: [InspectionNote] = []
  ) -> Examination {
    var events: [InspectionEvent] = [
      .started(release: "abc", Situation(mode: "air", tools: ["tape", "scale"])),
      .sitting(
        Sitting(inspection: "20261122-1", kit: "k", release: "abc", officer: "4711", post: "shed 4", program: "0.1.0")
      ),
    ]
    events += clues.map { .clue($0) }
    if !declared.isEmpty { events.append(.declared(declared)) }
    events += ticks.map { .ticked(Tick(flag: $0, fact: "seen at the door")) }
    events += notes.map { .noted($0) }
    return Examination(events)
  }

  static func ground(_ examination: Examination) throws -> ReferralGround {
    ReferralGround(
      examination,
      began: 1_795_000_000,
      made: 1_795_000_900,
      engine: try Identification(catalog),
      reader: TextReader(catalog),
      notice: StandingNotice(release: "0123456789abcdef", madeAt: 1_794_900_000, now: 1_795_000_900)
    )
  }

  static func remarks(_ clues: [String], _ declared: [String: String]) throws -> [Remark] {
    try ground(examination(clues, declared: declared)).consistency.remarks
  }
}
