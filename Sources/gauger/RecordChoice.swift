import CanonicalJSON
import Catalog
import Foundation
import KitStore
import Overlays
import Presentation

/// Finds the records that somebody means by an id or code, or says what they may have meant.
struct RecordChoice {
  private let database: KitCatalog
  private let kinds: [RecordKind]

  /// - Parameter kinds: the kinds that make sense here, all if empty.
  init(_ database: KitCatalog, kinds: [RecordKind] = []) {
    self.database = database
    self.kinds = kinds
  }

  /// Every record that bears the id or code, the likeliest first; never empty.
  ///
  /// - Parameter paragraphs: how many paragraphs stand in for an entry that is itself no record.
  func names(_ typed: String, paragraphs: Int = 0) throws -> [RecordName] {
    let allowed = Set(kinds.map(\.kind.rawValue))
    let names = try database.names(for: typed, paragraphs: paragraphs).filter { name in
      name.kind != CatalogRecord.Kind.tradeTerm.rawValue && (allowed.isEmpty || allowed.contains(name.kind))
    }
    guard names.isEmpty else {
      // What bears the very id stands before what bears it as a code; then the usual order of kinds.
      func rank(_ name: RecordName) -> (Int, Int) {
        (name.id.lowercased() == typed.lowercased() ? 0 : 1, RecordKind(record: name.kind)?.order ?? 99)
      }
      return names.enumerated().sorted { one, other in
        let (left, right) = (rank(one.element), rank(other.element))
        return (left.0, left.1, listOrder(one.element), one.offset) < (
          right.0, right.1, listOrder(other.element), other.offset
        )
      }.map(\.element)
    }
    let near = try database.suggestions(for: typed, kinds: allowed)
    let hint =
      near.isEmpty ? "'gauger lookup' finds records by any words" : "did you mean \(near.joined(separator: ", "))?"
    throw CommandFailure(.nothingFound, "the catalog has no \(what) '\(typed.prefix(80))'; \(hint)")
  }

  private var what: String {
    kinds.isEmpty ? "record" : kinds.map(\.rawValue).joined(separator: " or ")
  }

  /// The European list is the most complete one, and its codes are those that most others use.
  private func listOrder(_ name: RecordName) -> Int { name.id.hasPrefix("eu/") ? 0 : 1 }
}

extension KitCatalog {
  /// The records that a card of one record needs.
  func catalogAround(_ name: RecordName) throws -> Catalog {
    var further: [RecordName] = []
    switch CatalogRecord.Kind(rawValue: name.kind) {
    case .commodity:
      let headings = try record(.commodity, name.id)?.fields["hs"]?.list?.compactMap(\.text) ?? []
      further = headings.map { RecordName(kind: .heading, id: $0) }
    case .substance:
      let numbers = try record(.substance, name.id)?.fields["un"]?.list?.compactMap(\.text) ?? []
      further = numbers.map { RecordName(kind: .unNumber, id: $0) }
    case .unNumber, .heading: further = [name]
    default: break
    }
    return try catalog(of: CatalogDatabase.describingKinds, and: further)
  }

  /// What was said at this kit of a record; nil if nothing was.
  func localCard(of name: RecordName) throws -> LocalCard? {
    let item = try local.items[name] ?? (local.extensions(of: name).isEmpty ? nil : MergedItem(record(name)))
    guard let item else { return nil }
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    return LocalCard(item, in: local, at: try KitIdentity(of: home).id)
  }

  /// The standing notice for this release.
  func notice() throws -> StandingNotice {
    try release.notice()
  }
}

extension CatalogDatabase {
  /// The standing notice for this release.
  func notice() throws -> StandingNotice {
    let facts = try facts()
    return StandingNotice(
      release: facts.stateRoot,
      number: facts.release,
      madeAt: facts.issuedAt ?? facts.compiledAt,
      now: Int(Date().timeIntervalSince1970)
    )
  }
}
