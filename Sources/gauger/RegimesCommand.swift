import ArgumentParser
import CanonicalJSON
import Catalog
import KitStore
import Presentation

struct RegimesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regimes",
    abstract: "Show what each regime covers, who belongs to it, and how the lists name a commodity.",
    discussion: """
      Examples:
        gauger regimes                       all of them
        gauger regimes MTCR                  what it covers, its members
        gauger regimes India                 where a country belongs, with the date of that fact
        gauger regimes MTCR India            one country in one regime
        gauger regimes frequency-converter   which regimes name a commodity
        gauger regimes concordance frequency-converter   how each list tests it, and where they differ
        gauger regimes emerging quantum      goods of an emerging technology, with their entries

      Exit status: 0 shown, 1 no such regime, country or commodity, 64 wrong usage, 69 no catalog.
      """,
    subcommands: [RegimesShowCommand.self, ConcordanceCommand.self, EmergingCommand.self],
    defaultSubcommand: RegimesShowCommand.self
  )
}

struct RegimesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all regimes, one of them, a country's standing, or which regimes name a commodity (the default)."
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "A regime, a country by name or two-letter code, both, or a commodity.") var words: [String] = []
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let database = try kit.openDatabase()
    let regimes = try database.catalog(of: [.regime]).regimes.map(RegimeCard.init)
    guard !regimes.isEmpty else {
      throw CommandFailure(.unavailable, "this catalog holds no regimes; install a complete one with --catalog")
    }
    let report = try report(regimes, database)
    if json {
      CommandOutput.show(report.json)
      return
    }
    var page = report.page
    try database.notice().add(to: &page, editions: [])
    CommandOutput.show(page)
  }

  private func report(_ regimes: [RegimeCard], _ database: KitCatalog) throws -> RegimeReport {
    let typed = words.joined(separator: " ")
    if typed.isEmpty { return .all(regimes) }
    if let regime = regimes.first(where: { $0.isNamed(typed) }) { return .one(regime) }
    if let country = regimes.lazy.compactMap({ $0.member(typed) }).first { return .country(country, regimes) }
    if let (regime, country) = pair(regimes) { return .country(country, [regime]) }
    guard let name = try? RecordChoice(database, kinds: [.commodity]).names(typed).first else {
      let near = try database.suggestions(for: typed, kinds: ["regime", "commodity"])
      let hint = near.isEmpty ? "'gauger regimes' lists all regimes" : "did you mean \(near.joined(separator: ", "))?"
      throw CommandFailure(
        .nothingFound,
        "no regime, member or commodity is called '\(typed.prefix(80))'; \(hint)"
      )
    }
    let catalog = try database.catalog(of: [.feature, .substance, .commodity, .control])
    guard let commodity = catalog.commodities[name.id] else {
      throw CommandFailure(.badData, "'\(name.id)' cannot be read; 'gauger kit doctor' can say more")
    }
    return .commodity(commodity, CommodityCard(commodity, in: catalog).entries, regimes)
  }

  /// A regime and a country in either order.
  private func pair(_ regimes: [RegimeCard]) -> (RegimeCard, Regime.Member)? {
    guard words.count > 1 else { return nil }
    for split in 1..<words.count {
      let head = words[..<split].joined(separator: " ")
      let tail = words[split...].joined(separator: " ")
      for (name, country) in [(head, tail), (tail, head)] {
        guard let regime = regimes.first(where: { $0.isNamed(name) }),
          let member = regimes.lazy.compactMap({ $0.member(country) }).first
        else { continue }
        return (regime, member)
      }
    }
    return nil
  }
}

/// What was asked of the regimes, with the answer for people and for programs.
enum RegimeReport {
  case all([RegimeCard])
  case one(RegimeCard)
  case country(Regime.Member, [RegimeCard])
  case commodity(Commodity, [ControlEntry], [RegimeCard])

  var page: Page {
    var page = Page()
    switch self {
    case .all(let regimes): page.section("Regimes, treaties and bodies", regimes.map(\.summary))
    case .one(let regime): page = regime.page
    case .country(let member, let regimes):
      page.section("\(member.name) (\(member.country))", regimes.map { $0.standing(of: member.country) })
    case .commodity(let commodity, let entries, let regimes):
      page.heading("\(commodity.name) (\(commodity.id))")
      if entries.isEmpty { page.line("The catalog knows no entry that these goods may fall under.") }
      for (name, entries) in Self.named(entries, regimes) {
        page.item("\(name): \(entries.map { "\($0.id) (edition \($0.edition))" }.joined(separator: ", "))")
      }
    }
    return page
  }

  var json: [(key: String, value: JSONValue)] {
    switch self {
    case .all(let regimes): [("regimes", .list(regimes.map(\.json)))]
    case .one(let regime): [("regimes", .list([regime.json]))]
    case .country(let country, let regimes):
      [
        ("country", .text(country.country)), ("name", .text(country.name)),
        (
          "standings",
          .list(
            regimes.map { regime in
              .members([
                "regime": .text(regime.id), "member": regime.member(country.country).map(RegimeCard.json) ?? .null,
                "text": .text(regime.standing(of: country.country)),
              ])
            }
          )
        ),
      ]
    case .commodity(let commodity, let entries, let regimes):
      [
        ("commodity", .text(commodity.id)),
        (
          "named_by",
          .list(
            Self.named(entries, regimes).map { name, entries in
              .members(["regime": .text(name), "entries": .texts(entries.map(\.id))])
            }
          )
        ),
      ]
    }
  }

  /// The entries by the regime that agreed on them or keeps their list; the rest by their list.
  private static func named(_ entries: [ControlEntry], _ regimes: [RegimeCard]) -> [(String, [ControlEntry])] {
    var groups: [String: [ControlEntry]] = [:]
    for entry in entries {
      let owners = regimes.filter { $0.names(entry) }.map(\.name)
      for owner in owners.isEmpty ? ["list \(entry.list)"] : owners { groups[owner, default: []].append(entry) }
    }
    return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
