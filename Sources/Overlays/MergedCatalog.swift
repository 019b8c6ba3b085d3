public import CanonicalJSON
public import Catalog

/// A release with everything that was said at kits merged into it.
///
/// A pure function of the release and the set of statements: the order in which statements arrive does not matter, nor
/// which releases came before. Each field is merged on its own, against the digest (`base`) of what the release held
/// when the statement was made:
///
/// | the release against the base | statement | result |
/// |---|---|---|
/// | unchanged | set an advisory field | the local value is shown, marked local |
/// | changed to the local value | set | adopted: nothing is left to do |
/// | changed otherwise | set | the release's value is shown, the local one beside it; review |
/// | any | set a critical or unknown field | never takes effect: shown as a proposal; review |
/// | any | note | always shown |
/// | fingerprint unchanged | hide | left out of lists, still matched |
/// | fingerprint changed | hide | shown again; review |
/// | record withdrawn | any | stays searchable as withdrawn, what was said is kept; review |
/// | record withdrawn | none, but an inspection refers to it | stays searchable as withdrawn |
/// | record withdrawn | none | gone |
/// | field removed | set | kept beside the record; review |
/// | – | add | a record of its own (`x-…`), which may extend one of the release and never overrides one |
/// | record supersedes the addition | add | the addition is linked to it and no longer used |
/// | – | two additions with one id | the same: one; different: the first is used, both are kept; review |
/// | – | settle, retiring | the statement it names no longer counts; it stays on record |
/// | at the settlement's base | settle, keeping | the statement it names stays as it is and needs no review |
///
/// What is advisory and what is critical, ``FieldAuthority`` says. The fingerprint is the digest of all critical fields.
public struct MergedCatalog: Sendable, Equatable {
  /// The field in which an addition names the record that it makes stricter or adds to.
  public static let extendsField = "extends"

  /// What has become of a statement.
  public enum Standing: String, Sendable {
    /// It takes effect.
    case inForce = "in force"
    /// The release says the same now.
    case adopted
    /// It stands beside what the release says.
    case beside = "kept beside"
    /// Somebody settled it, or took it back.
    case retired
  }

  /// Every record that was spoken of.
  public private(set) var items: [RecordName: MergedItem] = [:]
  /// What needs a person: additions first, then in the order of the statements.
  public private(set) var review: [ReviewItem] = []
  /// What has become of each statement.
  public private(set) var standings: [OverlayStatement.Key: Standing] = [:]

  /// No statements: every record is as the release says.
  public init() {}

  /// Merges statements into a release.
  ///
  /// - Parameters:
  ///   - statements: all that are known, in any order, repeated or not.
  ///   - superseded: additions that a record of the release names in its field `supersedes`, with that record.
  ///   - referenced: records that inspections refer to.
  ///   - release: gives the fields of a record of the release, nil where it holds none.
  public init(
    _ statements: some Sequence<OverlayStatement>,
    superseded: [RecordName: RecordName] = [:],
    referenced: Set<RecordName> = [],
    over release: (RecordName) throws -> JSONObject?
  ) rethrows {
    let all = Self.ordered(statements)
    let settlements = Settlements(all)
    for statement in all {
      if case .settle = statement.change { standings[statement.key] = .inForce }
    }
    let active = all.filter { statement in
      guard settlements.retires(statement) else { return true }
      standings[statement.key] = .retired
      return false
    }
    // Additions first: another kit's remark on one may come before it in the order of keys.
    for statement in active {
      guard case .add(let fields) = statement.change else { continue }
      try openItem(statement, release)
      add(fields, statement, settlements)
    }
    for statement in active {
      switch statement.change {
      case .add, .settle: continue
      case .note, .hide, .set:
        try openItem(statement, release)
        take(statement, settlements)
      }
    }
    for name in referenced where items[name] == nil {
      if try release(name) == nil {
        items[name] = MergedItem(name, origin: .withdrawn, title: name.id, fields: JSONObject())
      }
    }
    for (addition, record) in superseded where items[addition]?.origin == .local {
      items[addition]?.adoptedBy = record
      if let key = items[addition]?.addition { standings[key] = .adopted }
    }
  }

  /// Merges statements into a whole release.
  public init(
    _ statements: some Sequence<OverlayStatement>,
    into records: [CatalogRecord],
    referenced: Set<RecordName> = []
  ) {
    let fields = Dictionary(records.map { ($0.name, $0.fields) }) { first, _ in first }
    self.init(statements, superseded: Self.superseded(by: records), referenced: referenced) { fields[$0] }
  }

  /// The additions that records of a release take over, with the record that does; the first record in order counts.
  public static func superseded(by records: some Sequence<CatalogRecord>) -> [RecordName: RecordName] {
    var superseded: [RecordName: RecordName] = [:]
    for record in records {
      for id in record.fields[CatalogRecord.supersedesField]?.texts ?? [] where LocalID.isLocal(id) {
        let addition = RecordName(kind: record.kind, id: id)
        superseded[addition] = min(superseded[addition] ?? record.name, record.name)
      }
    }
    return superseded
  }

  /// Each statement once, in the order of keys; under one key with two contents both, in the order of their bytes.
  private static func ordered(_ statements: some Sequence<OverlayStatement>) -> [OverlayStatement] {
    var seen: Set<[UInt8]> = []
    return statements.map { (statement: $0, bytes: $0.json.canonicalBytes) }
      .filter { seen.insert($0.bytes).inserted }
      .sorted { left, right in
        if left.statement.key != right.statement.key { return left.statement.key < right.statement.key }
        return left.bytes.lexicographicallyPrecedes(right.bytes)
      }
      .map(\.statement)
  }
}

// MARK: - The rules

extension MergedCatalog {
  /// Sees that the item of a statement is there: from the release, else as withdrawn.
  private mutating func openItem(
    _ statement: OverlayStatement,
    _ release: (RecordName) throws -> JSONObject?
  ) rethrows {
    let name = statement.name
    guard items[name] == nil else { return }
    if let fields = try release(name) {
      let title = fields["name"]?.text ?? fields["title"]?.text ?? name.id
      items[name] = MergedItem(name, origin: .upstream, title: title, fields: fields)
    } else if case .add(let fields) = statement.change {
      let title = fields["name"]?.text ?? fields["title"]?.text ?? statement.title
      items[name] = MergedItem(name, origin: .local, title: title, fields: fields)
    } else {
      items[name] = MergedItem(name, origin: .withdrawn, title: statement.title, fields: JSONObject())
    }
  }

  private mutating func add(_ fields: JSONObject, _ statement: OverlayStatement, _ settlements: Settlements) {
    guard let item = items[statement.name] else { return }
    if item.origin == .local, item.addition == nil {
      items[statement.name]?.addition = statement.key
      standings[statement.key] = .inForce
      return
    }
    let against = OverlayBase.digest(of: .object(fields))
    guard OverlayBase.digest(of: .object(item.upstream)) != against else {
      standings[statement.key] = item.origin == .local ? .inForce : .adopted
      return
    }
    items[statement.name]?.rivals.append(MergedItem.Rival(key: statement.key, fields: fields))
    standings[statement.key] = .beside
    let reason: ReviewItem.Reason = item.origin == .local ? .twoContents : .idTaken
    report(statement, reason, local: .object(fields), upstream: .object(item.upstream), against, settlements)
  }

  private mutating func take(_ statement: OverlayStatement, _ settlements: Settlements) {
    guard let item = items[statement.name] else { return }
    if item.origin == .withdrawn {
      if item.title == item.name.id { items[statement.name]?.title = statement.title }
      report(statement, .withdrawn, upstream: nil, OverlayBase.digest(of: nil), settlements)
    }
    switch statement.change {
    case .note(let text):
      items[statement.name]?.notes.append(
        MergedItem.Note(key: statement.key, author: statement.author, time: statement.time, text: text)
      )
      standings[statement.key] = .inForce
    case .hide(let base): hide(item, base: base, statement, settlements)
    case .set(let field, let value, let base): set(field, value, base: base, of: item, statement, settlements)
    case .add, .settle: break
    }
  }

  private mutating func hide(
    _ item: MergedItem,
    base: String,
    _ statement: OverlayStatement,
    _ settlements: Settlements
  ) {
    standings[statement.key] = .beside
    guard item.origin != .withdrawn else { return }
    let fingerprint = OverlayBase.fingerprint(of: item.upstream, of: item.name.kind)
    if fingerprint == base {
      items[item.name]?.isHidden = true
      standings[statement.key] = .inForce
    } else {
      report(statement, .changedSinceHidden, upstream: nil, fingerprint, settlements)
    }
  }

  private mutating func set(
    _ field: String,
    _ value: JSONValue,
    base: String,
    of item: MergedItem,
    _ statement: OverlayStatement,
    _ settlements: Settlements
  ) {
    let path = FieldPath(field, of: item.name.kind)
    let upstream = path.value(in: item.upstream)
    let against = OverlayBase.digest(of: upstream)
    // What a kit added it may also change; of the release's records only what is advisory.
    let mayTakeEffect = item.origin == .local || FieldAuthority.isAdvisory(field, of: item.name.kind)
    let isSettled = mayTakeEffect && item.origin != .withdrawn
    if isSettled, upstream != nil, OverlayBase.digest(of: value) == against {
      // Adopted by the authority, or edited back: earlier statements on this field no longer show.
      items[item.name]?.fields = path.setting(value, in: item.fields) ?? item.fields
      items[item.name]?.localFields[field] = nil
      standings[statement.key] = .adopted
    } else if isSettled, against == base, let fields = path.setting(value, in: item.fields) {
      items[item.name]?.fields = fields
      items[item.name]?.localFields[field] = statement.key
      standings[statement.key] = .inForce
    } else {
      items[item.name]?.proposals.append(MergedItem.Proposal(key: statement.key, field: field, value: value))
      standings[statement.key] = .beside
      guard mayTakeEffect else {
        return report(statement, .authorityOnly, field, local: value, upstream: upstream, against, settlements)
      }
      guard item.origin != .withdrawn else { return }
      let reason: ReviewItem.Reason = upstream == nil ? .fieldGone : .bothChanged
      report(statement, reason, field, local: value, upstream: upstream, against, settlements)
    }
  }

  private mutating func report(
    _ statement: OverlayStatement,
    _ reason: ReviewItem.Reason,
    _ field: String = "",
    local: JSONValue? = nil,
    upstream: JSONValue?,
    _ against: String,
    _ settlements: Settlements
  ) {
    guard !settlements.keeps(statement, against: against) else { return }
    review.append(
      ReviewItem(
        key: statement.key,
        name: statement.name,
        title: items[statement.name]?.title ?? statement.title,
        reason: reason,
        field: field,
        local: local,
        upstream: upstream,
        against: against
      )
    )
  }
}

/// What was said about other statements; of several settlements of one statement the last in order counts.
private struct Settlements {
  private var byKey: [OverlayStatement.Key: (keeps: Bool, base: String)] = [:]

  init(_ ordered: [OverlayStatement]) {
    for statement in ordered {
      if case .settle(let key, let keeps, let base) = statement.change { byKey[key] = (keeps, base) }
    }
  }

  func retires(_ statement: OverlayStatement) -> Bool {
    if case .settle = statement.change { return false }
    return byKey[statement.key].map { !$0.keeps } ?? false
  }

  func keeps(_ statement: OverlayStatement, against: String) -> Bool {
    byKey[statement.key].map { $0.keeps && $0.base == against } ?? false
  }
}
