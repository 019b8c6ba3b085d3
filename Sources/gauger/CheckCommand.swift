import ArgumentParser
import CanonicalJSON
import Catalog
import Identification
import KitStore
import Measures
import Presentation
import Reading

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold readings against the test of an entry, or of every entry that a commodity may fall under.",
    discussion: """
      A reading is feature=value, with the feature's id or name and the value with its unit, or free text such as \
      "0-1000 Hz three phase". Every condition is printed as met (✓), not met (✗) or unknown (?), with its limit, the \
      reading and the margin.

      Examples:
        gauger check eu/3A225 output-frequency="1000 Hz" output-phases=three
        gauger check frequency-converter "0-1000 Hz, 5 kVA, three phase"
        gauger check 2B350.g wetted-material=fluoropolymer --json

      Exit status: 0 checked, 1 no such entry or commodity, 64 wrong usage, 65 a named feature or its value cannot be \
      read, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "An entry (eu/3A225, 3A225) or a commodity.") var subject: String
  @Argument(help: "Readings: feature=value, or free text.") var readings: [String] = []
  @Flag(help: "Print one JSON object.") var json = false

  private static let mostParagraphs = 100

  func run() throws {
    let database = try kit.openDatabase()
    let names = try RecordChoice(database, kinds: [.entry, .commodity]).names(subject, paragraphs: Self.mostParagraphs)
    let catalog = try database.catalog()
    let entries = Self.entries(names, in: catalog)
    let clues = try ReadingArguments(catalog, entries: entries).clues(readings)
    let taken = Readings(clues.observations, features: catalog.features)
    let checks = entries.map { EntryCheck($0, in: catalog, readings: taken) }.sorted { Self.rank($0) < Self.rank($1) }
    let notice = try database.notice()
    let hazards = Self.hazards(names[0], entries, taken, in: catalog)
    if json {
      CommandOutput.show([
        ("hazards", HazardCard.json(hazards, in: catalog)), ("subject", .text(names[0].id)),
        (
          "understood",
          .list(clues.understood.map { .members(["text": .text($0.text), "meaning": .text($0.meaning)]) })
        ),
        ("not_understood", .texts(clues.notUnderstood)), ("warnings", .texts(clues.warnings)),
        ("outcome", .text(EntryCheck.outcomeCode(checks))), ("findings", .list(checks.map(\.json))),
        ("notice", .text(StandingNotice.sentence)), ("release", .text(notice.release)),
      ])
      return
    }
    var page = HazardCard.warnings(hazards, in: catalog)
    add(clues, to: &page)
    for check in checks { check.add(to: &page) }
    page.heading(
      "Outcome: \(checks.isEmpty ? "the catalog knows no entry for these goods" : EntryCheck.outcome(checks))"
    )
    notice.add(to: &page, editions: RecordCard.editions(entries))
    CommandOutput.show(page)
  }

  private func add(_ clues: Clues, to page: inout Page) {
    if readings.isEmpty { page.line("No readings given: this is what has to be read.") }
    for part in clues.understood { page.item("\(part.text) → \(part.meaning)") }
    if !clues.notUnderstood.isEmpty { page.line("Not understood: \(clues.notUnderstood.joined(separator: ", "))") }
    for warning in clues.warnings { page.line("Note: \(warning)") }
  }

  /// The hazards of the commodity named, or of all that lead to the entries named, and what was read.
  private static func hazards(
    _ name: RecordName,
    _ entries: [ControlEntry],
    _ readings: Readings,
    in catalog: Catalog
  ) -> [String] {
    let read = catalog.hazards(shownBy: readings)
    if name.kind == CatalogRecord.Kind.commodity.rawValue, let commodity = catalog.commodities[name.id] {
      return Set(commodity.hazards + read).sorted()
    }
    return Set(catalog.commodities(leadingTo: entries).flatMap(\.hazards) + read).sorted()
  }

  /// The entry named and its paragraphs, or all entries of the commodity named.
  private static func entries(_ names: [RecordName], in catalog: Catalog) -> [ControlEntry] {
    if let commodity = catalog.commodities[names[0].id], names[0].kind == CatalogRecord.Kind.commodity.rawValue {
      return CommodityCard(commodity, in: catalog).entries
    }
    let named = names.filter { $0.kind == CatalogRecord.Kind.control.rawValue }
    // A bare code such as 3A225 stands for the entry of every list that bears it.
    return named.compactMap { catalog.controls[$0.id] }
  }

  private static func rank(_ check: EntryCheck) -> (Int, String) {
    switch check.result {
    case .yes: (0, check.entry.id)
    case .unknown: (1, check.entry.id)
    case .no: (2, check.entry.id)
    }
  }
}
