public import CanonicalJSON
import Catalog
public import Overlays

/// What was said of one record at kits, to stand beside what the release says.
public struct LocalCard: Sendable {
  private let item: MergedItem
  private let review: [ReviewItem]
  private let extensions: [MergedItem]
  private let kit: String

  /// A card.
  ///
  /// - Parameters:
  ///   - item: the record.
  ///   - merged: the catalog that it is part of.
  ///   - kit: the id of this kit.
  public init(_ item: MergedItem, in merged: MergedCatalog, at kit: String) {
    self.item = item
    self.kit = kit
    review = merged.review.filter { $0.name == item.name }
    extensions = merged.extensions(of: item.name)
  }

  /// The standing of the record as a sentence; empty where it is the release's own.
  private var standing: String {
    switch item.origin {
    case .upstream: ""
    case .withdrawn: "Withdrawn: the release no longer holds this record. What was said of it here is kept."
    case .local:
      item.adoptedBy.map { "Added on this kit, and taken over by the authority as \($0)." } ?? "Added on this kit."
    }
  }

  /// The card as text.
  public var page: Page {
    var page = Page()
    if !item.isInUse { page.line("\(item.title) (\(item.name))") }
    page.heading("On this kit")
    if !standing.isEmpty { page.item(standing) }
    if item.isHidden { page.item("Left out of lists here; it is matched all the same.") }
    if let extended = item.extends { page.item("Extends \(extended).") }
    for other in extensions { page.item("Extended here by \(other.name): \(other.title).") }
    if !item.isInUse {
      for member in item.fields.members { page.item("\(member.key): \(Self.words(member.value))") }
    }
    for (field, key) in item.localFields.sorted(by: { $0.key < $1.key }) where item.origin == .upstream {
      let before = item.upstreamValue(of: field).map(Self.words) ?? "nothing"
      page.item("'\(field)' is worded here (change \(key.number(at: kit))); the authority says: \(before)")
    }
    for note in item.notes {
      let author = note.author.isEmpty ? "" : " by \(note.author)"
      page.item("Remark \(note.key.number(at: kit))\(author): \(note.text)")
    }
    for proposal in item.proposals {
      page.item(
        "'\(proposal.field)' as said here, not in force (change \(proposal.key.number(at: kit))): "
          + Self.words(proposal.value)
      )
    }
    for rival in item.rivals {
      page.item(
        "Another addition under this id (change \(rival.key.number(at: kit))): \(Self.words(.object(rival.fields)))"
      )
    }
    for entry in review {
      page.item("Waits for a decision (sync resolve \(entry.key.number(at: kit))): \(entry.sentence)", mark: "?")
    }
    return page
  }

  /// The card as JSON.
  public var json: JSONValue {
    .members([
      "origin": .text(item.origin.rawValue), "hidden": .bool(item.isHidden), "title": .text(item.title),
      "extends": item.extends.map { JSONValue.text($0.id) } ?? .null,
      "extended_by": .texts(extensions.map(\.name.id)),
      "adopted_by": item.adoptedBy.map { JSONValue.text($0.id) } ?? .null,
      "fields": .object(
        JSONObject(item.localFields.keys.map { ($0, item.value(of: $0) ?? .null) })
      ),
      "notes": .list(
        item.notes.map {
          .members([
            "number": .text($0.key.number(at: kit)), "author": .text($0.author), "time": .integer($0.time),
            "text": .text($0.text),
          ])
        }
      ),
      "proposals": .list(
        item.proposals.map {
          .members(["number": .text($0.key.number(at: kit)), "field": .text($0.field), "value": $0.value])
        }
      ),
      "review": .list(review.map { Self.json($0, at: kit) }),
    ])
  }

  /// A review item as JSON.
  public static func json(_ entry: ReviewItem, at kit: String) -> JSONValue {
    .members([
      "number": .text(entry.key.number(at: kit)), "kind": .text(entry.name.kind), "id": .text(entry.name.id),
      "title": .text(entry.title), "reason": .text(entry.reason.rawValue), "text": .text(entry.sentence),
      "field": .text(entry.field), "local": entry.local ?? .null, "upstream": entry.upstream ?? .null,
    ])
  }

  /// A value for people: texts with commas, anything else as it is written.
  public static func words(_ value: JSONValue) -> String {
    value.texts?.joined(separator: ", ") ?? value.line
  }
}
