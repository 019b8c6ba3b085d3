import CanonicalJSON
import Measures

/// Every record of one release, read and linked.
public struct Catalog: Sendable {
  /// Features by id.
  public private(set) var features: [String: Feature] = [:]
  /// Commodities, by id.
  public private(set) var commodities: [String: Commodity] = [:]
  /// Control entries by id.
  public private(set) var controls: [String: ControlEntry] = [:]
  /// Markings, in the order of their ids.
  public private(set) var markings: [Marking] = []
  /// Substances by id.
  public private(set) var substances: [String: Substance] = [:]
  /// Hazards by id.
  public private(set) var hazards: [String: Hazard] = [:]
  /// Regimes, in the order of their ids.
  public private(set) var regimes: [Regime] = []
  /// HS headings: code to description.
  public private(set) var headings: [String: String] = [:]
  /// Dangerous goods by their UN number.
  public private(set) var unNumbers: [String: DangerousGoods] = [:]
  /// Red flags and the points of the end-use checklist, in the order in which they are shown.
  public private(set) var redFlags: [RedFlag] = []
  /// The national layer of embargoes and restrictions on arms, in the order of ids.
  public private(set) var measures: [NationalMeasure] = []
  /// Countries by their two letters.
  public private(set) var countries: [String: Country] = [:]
  /// Everything that is wrong with the records, one issue each.
  public private(set) var issues: [RecordIssue] = []
  /// For each control entry, the entries on other lists that cover the same goods.
  public private(set) var twins: [String: Set<String>] = [:]

  /// Reads records of all kinds; records of unknown kinds are left alone.
  ///
  /// What is wrong with a record is kept in ``issues``; the rest of the record is still used.
  public init(records: [CatalogRecord]) {
    let byKind = Dictionary(grouping: records) { CatalogRecord.Kind(rawValue: $0.kind) }
    self.init { byKind[$0] ?? [] }
  }

  /// Reads records kind by kind, so that those of one kind at a time have to be in memory.
  ///
  /// - Parameter records: gives the records of a kind, in any order.
  public init<Failure>(
    reading records: (CatalogRecord.Kind) throws(Failure) -> [CatalogRecord]
  ) throws(Failure) {
    readSubstances(try records(.substance))
    readFeatures(try records(.feature))
    let features = features
    for record in try records(.hazard) { hazards[record.id] = read(record) { Hazard(&$0, features: features) } }
    for record in try records(.control) {
      controls[record.id] = read(record) { ControlEntry(&$0, features: features) }
    }
    for record in try records(.commodity) {
      commodities[record.id] = read(record) { Commodity(&$0, features: features) }
    }
    markings = try records(.marking).map { read($0) { Marking(&$0, features: features) } }
    markings.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    regimes = try records(.regime).map { read($0) { Regime(&$0) } }.sorted { $0.id < $1.id }
    for record in try records(.heading) { headings[record.id] = record.fields["description"]?.text ?? "" }
    for record in try records(.unNumber) { unNumbers[record.id] = DangerousGoods(record) }
    for record in try records(.country) { countries[record.id] = Country(record) }
    measures = try records(.measure).map { read($0) { NationalMeasure(&$0) } }.sorted { $0.id < $1.id }
    redFlags = try records(.redFlag).map { read($0) { RedFlag(&$0) } }
    redFlags.sort { ($0.group.order, $0.id) < ($1.group.order, $1.id) }
    linkTwins()
  }

  /// The catalog as it would be if nobody had described a commodity.
  public func omitting(commodity id: String) -> Catalog {
    var catalog = self
    catalog.commodities[id] = nil
    return catalog
  }

  private mutating func read<Value>(_ record: CatalogRecord, _ make: (inout FieldReader) -> Value) -> Value {
    var reader = FieldReader(record)
    let value = make(&reader)
    reader.finish()
    issues += reader.issues
    return value
  }

  private mutating func readSubstances(_ records: [CatalogRecord]) {
    for record in records { substances[record.id] = read(record) { Substance(&$0) } }
  }

  private mutating func readFeatures(_ records: [CatalogRecord]) {
    let drafts = records.map { record in read(record) { FeatureRecord(&$0) } }
    let byID = Dictionary(drafts.map { ($0.id, $0) }) { first, _ in first }
    for draft in drafts {
      var states = draft.states
      if let source = draft.statesOf {
        states = source == "substances" ? substanceStates : byID[source]?.states ?? []
        if states.isEmpty { report(draft.id, "states as", "there is no feature '\(source)' with states") }
      }
      features[draft.id] = Feature(draft, states: states, formulas: formulas(of: draft))
    }
  }

  private var substanceStates: [Feature.State] {
    substances.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map {
      Feature.State(id: $0.id, name: $0.name, also: $0.also)
    }
  }

  private mutating func formulas(of draft: FeatureRecord) -> [Formula] {
    draft.formulas.compactMap { text in
      do {
        return try Formula(text)
      } catch {
        report(draft.id, "formula", "'\(text)': \(error)")
        return nil
      }
    }
  }

  private mutating func report(_ feature: String, _ field: String, _ message: String) {
    issues.append(
      RecordIssue(kind: CatalogRecord.Kind.feature.rawValue, id: feature, path: [.key(field)], message: message)
    )
  }

  /// `same as` is said on one side, or on several in a chain; twins are everything that is joined by it.
  private mutating func linkTwins() {
    for entry in controls.values {
      for other in entry.sameAs + (entry.criterionAs.map { [$0] } ?? [])
      where controls[other] != nil && other != entry.id {
        twins[entry.id, default: []].insert(other)
        twins[other, default: []].insert(entry.id)
      }
    }
  }

  /// The test of an entry: its own, or that of the entry whose test it shares.
  public func criterion(of entry: String) -> Criterion? {
    guard let definition = controls[entry] else { return nil }
    if let criterion = definition.criterion { return criterion }
    return definition.criterionAs.flatMap { controls[$0]?.criterion }
  }

  /// The entries that a commodity points to, together with their twins on other lists, sorted.
  public func entries(of commodity: Commodity) -> [String] {
    var entries = Set(commodity.controls)
    for entry in commodity.controls { entries.formUnion(twins[entry] ?? []) }
    return entries.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The commodities that point to any of some entries, or to one that it is a part of, sorted by id.
  public func commodities(leadingTo entries: [ControlEntry]) -> [Commodity] {
    let ids = Set(entries.flatMap { [$0.id] + $0.within })
    return commodities.values.filter { !ids.isDisjoint(with: self.entries(of: $0)) }.sorted { $0.id < $1.id }
  }
}

extension CaseIterable where Self: Equatable {
  /// The place among all cases.
  fileprivate var order: Int { Array(Self.allCases).firstIndex(of: self) ?? 0 }
}
