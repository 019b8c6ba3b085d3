public import CanonicalJSON
public import Catalog

/// A regime, treaty or body: what it covers and who belongs to it.
public struct RegimeCard: Sendable {
  let regime: Regime

  /// The name used in records.
  public var id: String { regime.id }

  /// The name shown to people.
  public var name: String { regime.name }

  /// A card.
  public init(_ regime: Regime) {
    self.regime = regime
  }

  /// Whether a word names the regime: its id, name or other names.
  public func isNamed(_ word: String) -> Bool {
    ([regime.id, regime.name] + regime.also).contains { $0.lowercased() == word.lowercased() }
  }

  /// Whether the regime agreed on an entry or keeps its list.
  public func names(_ entry: ControlEntry) -> Bool {
    entry.regimes.contains { isNamed($0) } || regime.lists.contains(entry.list)
  }

  /// The member that a word names, by code or name.
  public func member(_ word: String) -> Regime.Member? {
    regime.members.first { $0.country.lowercased() == word.lowercased() || $0.name.lowercased() == word.lowercased() }
  }

  /// The regime in one line.
  public var summary: String {
    let count = regime.members.count
    let members = count == 0 ? "" : " (\(count) \(count == 1 ? "member" : "members") read)"
    return "\(regime.name) (\(regime.id))\(members): \(regime.covers)"
  }

  /// How a country stands in the regime, with the date of that fact.
  public func standing(of country: String) -> String {
    guard let member = member(country) else {
      return "\(regime.name): not among the members read\(asOf)"
    }
    let confidence = member.confidence.isEmpty ? "" : " (\(member.confidence))"
    return "\(regime.name): \(member.status) as of \(member.asOf)\(confidence)"
  }

  private var asOf: String {
    let latest = regime.members.map(\.asOf).max() ?? ""
    return latest.isEmpty ? "" : " as of \(latest)"
  }

  /// The card as text.
  public var page: Page {
    var page = Page()
    page.heading("\(regime.name) (\(regime.id))")
    page.field("Also called", regime.also.joined(separator: ", "))
    page.field("Covers", regime.covers)
    page.field("Lists", regime.lists.joined(separator: ", "))
    page.field("Edition", regime.edition)
    if !regime.members.isEmpty {
      page.heading("Members read\(asOf)")
      for (status, members) in Dictionary(grouping: regime.members, by: \.status).sorted(by: { $0.key < $1.key }) {
        page.item("\(status) (\(members.count)): \(members.map(\.name).sorted().joined(separator: ", "))")
      }
    }
    page.line("")
    page.field("Known from", regime.sources.joined(separator: ", "))
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "id": .text(regime.id), "name": .text(regime.name), "also": .texts(regime.also), "covers": .text(regime.covers),
      "lists": .texts(regime.lists), "edition": .text(regime.edition),
      "members": .list(regime.members.map(Self.json)), "sources": .texts(regime.sources),
    ])
  }

  /// One member as JSON.
  public static func json(_ member: Regime.Member) -> JSONValue {
    .members([
      "country": .text(member.country), "name": .text(member.name), "status": .text(member.status),
      "as_of": .text(member.asOf), "confidence": .text(member.confidence),
    ])
  }
}
