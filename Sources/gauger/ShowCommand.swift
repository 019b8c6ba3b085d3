import ArgumentParser
import CanonicalJSON
import Catalog
import Console
import Foundation
import KitStore
import Pictures
import Presentation

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything the catalog says of one record.",
    discussion: """
      Takes the id of a commodity, entry, feature, marking, substance, hazard or regime, or a code that stands for one. \
      Hazards come first. 'gauger lookup' finds ids.

      Examples:
        gauger show frequency-converter
        gauger show eu/3A225
        gauger show 3A225
        gauger show UN 1810
        gauger show radiation --kind hazard
        gauger show bellows-sealed-valve --picture

      Exit status: 0 shown, 1 no such record, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "An id or a code.") var id: [String]
  @Option(help: "The kind of record, where an id has several meanings.") var kind: RecordKind?
  @Flag(help: "Show the drawings of it.") var picture = false
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    if json, picture { throw ValidationError("--picture draws for people; leave out --json") }
  }

  func run() throws {
    let typed = id.joined(separator: " ")
    let database = try kit.openDatabase()
    let names = try RecordChoice(database, kinds: kind.map { [$0] } ?? []).names(typed)
    guard let name = names.first, let kind = RecordKind(record: name.kind) else { return }
    let catalog = try database.catalogAround(name)
    let local = try database.localCard(of: name)
    let found = RecordCard(name, in: catalog)
    guard found != nil || local != nil else {
      throw CommandFailure(
        .nothingFound,
        "the catalog has no readable record '\(typed)'; 'gauger kit doctor' can say more"
      )
    }
    if picture { return try showPictures(of: name) }
    if json {
      CommandOutput.show([
        ("hazards", HazardCard.json(found?.hazards ?? [], in: catalog)), ("kind", .text(kind.rawValue)),
        ("id", .text(name.id)), ("record", found?.json ?? .null),
        ("also", .list(names.dropFirst().map { .members(["kind": .text($0.kind), "id": .text($0.id)]) })),
        ("local", local?.json ?? .null),
      ])
      return
    }
    var page = found?.page ?? Page()
    if let local {
      if found != nil { page.line("") }
      page.append(local.page)
    }
    try database.notice().add(to: &page, editions: found?.editions ?? [])
    CommandOutput.show(page)
    if names.count > 1 {
      let others = names.dropFirst().prefix(8).map { other in
        "\(other.id)\(other.id == name.id ? " --kind \(RecordKind(record: other.kind)?.rawValue ?? other.kind)" : "")"
      }
      CommandOutput.note("'\(typed)' also stands for: \(others.joined(separator: ", "))")
    }
  }
}

extension ShowCommand {
  private func showPictures(of name: RecordName) throws {
    let folder = try kit.pictures()
    let pictures = folder.index.pictures.filter { $0.shows(name) }
    guard !pictures.isEmpty else {
      throw CommandFailure(.nothingFound, "there is no picture of '\(name.id)'; leave out --picture to read about it")
    }
    let capabilities = TerminalCapabilities(
      environment: ProcessInfo.processInfo.environment,
      inputIsTerminal: false,
      outputIsTerminal: isatty(STDOUT_FILENO) == 1
    )
    let display = PictureDisplay(folder, graphics: capabilities.graphics)
    for picture in pictures {
      print(picture.title)
      print(picture.description)
      display.print(picture)
    }
  }
}

extension Picture {
  fileprivate func shows(_ name: RecordName) -> Bool {
    switch subject {
    case .commodity(let id, _): name.kind == CatalogRecord.Kind.commodity.rawValue && name.id == id
    case .state(let feature, _): name.kind == CatalogRecord.Kind.feature.rawValue && name.id == feature
    case .hazard(let id): name.kind == CatalogRecord.Kind.hazard.rawValue && name.id == id
    }
  }
}

/// One record of any kind, ready to be shown.
struct RecordCard {
  let page: Page
  let json: JSONValue
  /// The list editions that the card speaks of.
  let editions: [String]
  /// The hazards that stand before everything else, by id.
  private(set) var hazards: [String] = []

  init?(_ name: RecordName, in catalog: Catalog) {
    switch CatalogRecord.Kind(rawValue: name.kind) {
    case .commodity:
      guard let commodity = catalog.commodities[name.id] else { return nil }
      let card = CommodityCard(commodity, in: catalog)
      hazards = commodity.hazards
      (page, json, editions) = (card.page, card.json, Self.editions(card.entries))
    case .control:
      guard let entry = catalog.controls[name.id] else { return nil }
      let card = EntryCard(entry, in: catalog)
      hazards = card.hazards
      (page, json, editions) = (card.page, card.json, Self.editions([entry]))
    case .feature:
      guard let feature = catalog.features[name.id] else { return nil }
      let card = FeatureCard(feature, in: catalog)
      (page, json, editions) = (card.page, card.json, [])
    case .marking:
      guard let marking = catalog.markings.first(where: { $0.id == name.id }) else { return nil }
      let card = MarkingCard(marking, in: catalog)
      hazards = card.hazards
      (page, json, editions) = (card.page, card.json, [])
    case .substance:
      guard let substance = catalog.substances[name.id] else { return nil }
      let card = SubstanceCard(substance, in: catalog)
      hazards = substance.hazards
      (page, json, editions) = (card.page, card.json, [])
    case .hazard:
      guard let hazard = catalog.hazards[name.id] else { return nil }
      let card = HazardCard(hazard, in: catalog)
      (page, json, editions) = (card.page, card.json, [])
    case .regime:
      guard let regime = catalog.regimes.first(where: { $0.id == name.id }) else { return nil }
      let card = RegimeCard(regime)
      (page, json, editions) = (card.page, card.json, [])
    case .country, .measure, .redFlag: return nil
    case .unNumber, .heading, .tradeTerm, nil:
      guard let card = ReferenceCard(kind: name.kind, id: name.id, in: catalog) else { return nil }
      hazards = card.hazards
      (page, json, editions) = (card.page, card.json, [])
    }
  }

  static func editions(_ entries: [ControlEntry]) -> [String] {
    Set(entries.map { "\($0.list) \($0.edition)" }).sorted()
  }
}
