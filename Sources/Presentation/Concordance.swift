public import CanonicalJSON
public import Catalog
import Identification
import Measures

/// One kind of goods on all lists side by side: what each tests, and which readings would meet one and not another.
public struct Concordance: Sendable {
  /// What one list says of the goods.
  struct Row: Sendable {
    /// The list, such as `eu`.
    let list: String
    /// Its entries that the goods may fall under.
    let entries: [ControlEntry]
  }

  /// A reading that meets the tests of one list and none of another's.
  struct Difference: Sendable {
    /// The lists whose entries are met, all with the same tests.
    let met: [String]
    /// The lists none of whose entries is met.
    let unmet: [String]
    /// The reading in words, what decides first.
    let reading: [String]
    /// The entries that it meets.
    let meets: [String]
    /// Those among them of which something is left to the authority's judgement.
    let judged: [String]
    /// The entries that it does not meet.
    let meetsNot: [String]
    /// Whether the goods show such readings by what is known of them.
    let isWithinScores: Bool
  }

  /// The goods.
  public let commodity: Commodity
  let catalog: Catalog
  let rows: [Row]
  /// Lists of which no entry is known for the goods.
  let silent: [String]
  /// Lists whose tests are the same, each group in one line.
  let alike: [[String]]
  let differences: [Difference]
  /// Pairs of lists that test differently, but no reading tells them apart.
  let unseparated: [(String, String)]

  /// Holds the lists against one another.
  public init(_ commodity: Commodity, in catalog: Catalog) {
    self.commodity = commodity
    self.catalog = catalog
    let entries = catalog.entries(of: commodity).compactMap { catalog.controls[$0] }
    let byList = Dictionary(grouping: entries, by: \.list)
    rows = byList.keys.sorted(by: Self.precedes).map { Row(list: $0, entries: byList[$0] ?? []) }
    silent = Set(catalog.controls.values.map(\.list)).subtracting(byList.keys).sorted(by: Self.precedes)
    let groups = Self.groups(rows, catalog)
    alike = groups.map(\.lists).filter { $0.count > 1 }
    var differences: [Difference] = []
    var unseparated: [(String, String)] = []
    for (number, one) in groups.enumerated() {
      for other in groups[(number + 1)...] {
        let found = [(one, other), (other, one)].compactMap { Self.difference($0, $1, commodity, catalog) }
        differences += found
        if found.isEmpty { unseparated.append((one.words, other.words)) }
      }
    }
    self.differences = differences
    self.unseparated = unseparated
  }

  /// Lists with the same tests.
  private struct Group {
    var lists: [String]
    var entries: [ControlEntry]
    let criteria: Set<Criterion>

    var words: String { lists.joined(separator: ", ") }
  }

  private static func groups(_ rows: [Row], _ catalog: Catalog) -> [Group] {
    var groups: [Group] = []
    for row in rows {
      let criteria = Set(row.entries.compactMap { catalog.criterion(of: $0.id) })
      guard !criteria.isEmpty else { continue }
      if let number = groups.firstIndex(where: { $0.criteria == criteria }) {
        groups[number].lists.append(row.list)
        groups[number].entries += row.entries
      } else {
        groups.append(Group(lists: [row.list], entries: row.entries, criteria: criteria))
      }
    }
    return groups
  }

  /// The two laws first, then the lists that they carry out.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    let order = ["eu", "ccl", "wa", "mtcr", "nsg1", "nsg2", "ag", "cwc", "att"]
    let (first, second) = (order.firstIndex(of: left) ?? order.count, order.firstIndex(of: right) ?? order.count)
    return (first, left) < (second, right)
  }

  /// A reading that meets an entry of the one and none of the other, preferably one that the goods can give.
  private static func difference(
    _ one: Group,
    _ other: Group,
    _ commodity: Commodity,
    _ catalog: Catalog
  ) -> Difference? {
    let unwanted = other.criteria.sorted { $0.conditions.count < $1.conditions.count }
    for scores in [commodity.scores, [:]] {
      var search = SampleSearch(
        Array(one.criteria) + unwanted,
        features: catalog.features,
        within: scores
      )
      for entry in one.entries {
        guard let criterion = catalog.criterion(of: entry.id), !other.criteria.contains(criterion),
          let sample = search.reading(meeting: criterion, butNone: unwanted),
          let difference = difference(sample, one, other, catalog, isWithinScores: !scores.isEmpty)
        else { continue }
        return difference
      }
    }
    return nil
  }

  /// What the tests themselves say of a sample; nil unless they tell the two apart.
  private static func difference(
    _ sample: SampleReading,
    _ one: Group,
    _ other: Group,
    _ catalog: Catalog,
    isWithinScores: Bool
  ) -> Difference? {
    let readings = sample.readings(catalog.features)
    func check(_ entries: [ControlEntry]) -> [(entry: ControlEntry, evaluation: Evaluation)] {
      entries.compactMap { entry in
        catalog.criterion(of: entry.id).map { (entry, $0.evaluate(readings, features: catalog.features)) }
      }
    }
    let others = check(other.entries)
    let met = check(one.entries).filter { $0.evaluation.result == .yes || $0.evaluation.awaitsOnlyJudgement }
    guard !met.isEmpty, others.allSatisfy({ $0.evaluation.result == .no }) else { return nil }
    // What fails the other list is what the reader looks for.
    let deciding = Set(others.flatMap(\.evaluation.checks).filter { $0.result == .no }.map(\.condition.feature))
    let features = sample.contents.keys.compactMap { catalog.features[$0] }.sorted {
      (deciding.contains($0.id) ? 0 : 1, $0.name) < (deciding.contains($1.id) ? 0 : 1, $1.name)
    }
    return Difference(
      met: one.lists,
      unmet: other.lists,
      reading: features.map { sample.words($0) },
      meets: met.map(\.entry.id),
      judged: met.filter { $0.evaluation.result != .yes }.map(\.entry.id),
      meetsNot: others.map(\.entry.id),
      isWithinScores: isWithinScores
    )
  }
}

extension Concordance {
  /// The concordance as text.
  public var page: Page {
    var page = Page()
    page.heading("\(commodity.name) (\(commodity.id)) on the lists")
    if rows.isEmpty { page.line("The catalog knows no entry that these goods may fall under.") }
    for row in rows {
      page.heading(row.list)
      for entry in row.entries {
        page.item("\(entry.id) \(entry.title) (edition \(entry.edition))")
        if let criterion = catalog.criterion(of: entry.id) {
          CriterionTree(criterion, features: catalog.features).add(to: &page, indent: 4)
        } else {
          page.line("The test is not in the catalog; read the list's own text.", indent: 4)
        }
      }
    }
    if !silent.isEmpty, !rows.isEmpty { page.section("No entry known on", [silent.joined(separator: ", ")]) }
    addDifferences(to: &page)
    return page
  }

  private func addDifferences(to page: inout Page) {
    guard rows.count > 1 else { return }
    page.heading("Where they differ")
    for lists in alike { page.item("\(lists.joined(separator: ", ")): the same tests") }
    for difference in differences { page.item(difference.words) }
    for pair in unseparated {
      page.item("\(pair.0) and \(pair.1): written differently, but no reading found meets one and not the other")
    }
    if alike.isEmpty, differences.isEmpty, unseparated.isEmpty {
      page.item("at most one list's test is in the catalog, so there is nothing to hold against it")
    }
    page.line("The readings are examples worked out from the tests, not readings of any goods.")
  }

  /// The concordance as JSON.
  public var json: [(key: String, value: JSONValue)] {
    [
      ("commodity", .text(commodity.id)),
      ("lists", .list(rows.map { .members(["list": .text($0.list), "entries": .list($0.entries.map(json))]) })),
      ("no_entry_on", .texts(silent)), ("same_tests", .list(alike.map { .texts($0) })),
      ("differences", .list(differences.map(\.json))),
      ("not_separated", .list(unseparated.map { .texts([$0.0, $0.1]) })),
    ]
  }

  private func json(_ entry: ControlEntry) -> JSONValue {
    .members([
      "entry": .text(entry.id), "title": .text(entry.title), "edition": .text(entry.edition),
      "test": .texts(catalog.test(of: entry)),
    ])
  }
}

extension Concordance.Difference {
  fileprivate var words: String {
    let verdict = "meets \(meets.joined(separator: ", ")), not \(meetsNot.joined(separator: ", "))"
    let judgement = judged.isEmpty ? "" : "; of \(judged.joined(separator: ", ")) the rest is the authority's judgement"
    let rare = isWithinScores ? "" : " (not what these goods are known to show)"
    return "\(reading.joined(separator: ", ")): \(verdict)\(judgement)\(rare)"
  }

  fileprivate var json: JSONValue {
    .members([
      "met_lists": .texts(met), "not_met_lists": .texts(unmet), "readings": .texts(reading), "meets": .texts(meets),
      "left_to_judgement": .texts(judged), "does_not_meet": .texts(meetsNot),
      "within_what_the_goods_show": .bool(isWithinScores),
    ])
  }
}
