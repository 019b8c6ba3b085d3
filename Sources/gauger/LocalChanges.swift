import ArgumentParser
import CanonicalJSON
import Catalog
import Foundation
import KitStore
import Overlays
import Presentation

/// What was said at this kit, ready to be added to.
struct LocalChanges {
  let home: KitHome
  let catalog: KitCatalog
  let statements: [OverlayStatement]

  init(_ options: KitOptions) throws {
    home = try KitHome(environment: ProcessInfo.processInfo.environment)
    (catalog, statements) = try options.openParts()
  }

  /// The kit's id; makes the kit's key at first use.
  func kit() throws -> String { try KitIdentity(of: home).id }

  /// Says something and prints what has become of it.
  func say(_ drafts: [OverlayDraft], by officer: OfficerOptions, json: Bool) throws {
    let kit = try kit()
    let said = try LocalDatabase(of: home).append(
      drafts,
      kit: kit,
      author: try officer.number(),
      time: Int64(Date().timeIntervalSince1970)
    )
    let merged = try KitCatalog(catalog.release, statements + said).local
    if json {
      CommandOutput.show([("changes", .list(said.map { Self.json($0, in: merged, at: kit) }))])
      return
    }
    var page = Page()
    for statement in said { page.line(Self.line(statement, in: merged, at: kit)) }
    let waiting = merged.review.filter { entry in said.contains { $0.key == entry.key } }
    for entry in waiting { page.item(entry.sentence) }
    if !waiting.isEmpty { page.line("'gauger sync conflicts' lists everything that waits for a decision.") }
    CommandOutput.show(page)
  }

  /// The statement that people name by a number, or a failure that says how to find it.
  func key(_ number: String) throws -> OverlayStatement.Key {
    let kit = try kit()
    let parts = number.split(separator: ":", omittingEmptySubsequences: false)
    let found = statements.map(\.key).filter { key in
      guard parts.count == 2 else { return key.kit == kit && String(key.seq) == number }
      return !parts[0].isEmpty && key.kit.hasPrefix(parts[0]) && String(key.seq) == parts[1]
    }
    guard let key = found.first, found.count == 1 else {
      throw CommandFailure(
        .nothingFound,
        "there is no change '\(number.prefix(40))' on this kit; 'gauger item list' shows their numbers"
      )
    }
    return key
  }

  /// One change as a line: its number, the record, what was said and what has become of it.
  static func line(_ statement: OverlayStatement, in merged: MergedCatalog, at kit: String) -> String {
    let standing = merged.standings[statement.key]?.rawValue ?? ""
    let what =
      switch statement.change {
      case .set(let field, let value, _): "\(field) = \(LocalCard.words(value))"
      case .note(let text): "remark: \(text)"
      case .hide: "left out of lists"
      case .add: "added: \(statement.title)"
      case .settle(let key, let keeps, _): "change \(key.number(at: kit)) \(keeps ? "kept as it is" : "retired")"
      }
    let isDone = if case .settle = statement.change { true } else { false }
    return "\(statement.key.number(at: kit))  \(statement.name)  \(what)\(isDone ? "" : "  (\(standing))")"
  }

  static func json(_ statement: OverlayStatement, in merged: MergedCatalog, at kit: String) -> JSONValue {
    var object = statement.json.object ?? JSONObject()
    object["number"] = .text(statement.key.number(at: kit))
    object["standing"] = .text(merged.standings[statement.key]?.rawValue ?? "")
    return .object(object)
  }
}

/// Who makes a change.
struct OfficerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The officer number to note with the change; else GAUGER_OFFICER, else none.",
      valueName: "number"
    )
  )
  var officer: String?

  private static let longest = 64

  func number() throws -> String {
    let number = officer ?? ProcessInfo.processInfo.environment["GAUGER_OFFICER"] ?? ""
    guard number.utf8.count <= Self.longest, !number.contains(where: \.isNewline) else {
      throw ValidationError("an officer number has at most \(Self.longest) letters and digits")
    }
    return number
  }
}

/// Which record a change is about.
struct ItemTarget {
  let name: RecordName
  let title: String
  /// The record as this kit shows it; nil where it was withdrawn.
  let record: CatalogRecord?
  /// What the release says of it, against which changes are made; for an addition, what was added.
  let upstream: JSONObject

  /// Finds the record that `KIND/ID`, an id or a code stands for.
  init(_ typed: String, in catalog: KitCatalog) throws {
    let parts = typed.split(separator: "/", maxSplits: 1).map(String.init)
    let kind = parts.count == 2 ? RecordKind(typed: parts[0]) : nil
    let id = kind == nil ? typed : parts[1]
    let names = try RecordChoice(catalog, kinds: kind.map { [$0] } ?? []).names(id)
    let exact = names.filter { $0.id.lowercased() == id.lowercased() }
    guard let name = exact.first ?? names.first, exact.count == 1 || names.count == 1 else {
      let choices = (exact.isEmpty ? names : exact).prefix(6).map { other in
        "\(RecordKind(record: other.kind)?.rawValue ?? other.kind)/\(other.id)"
      }
      throw CommandFailure(
        .nothingFound,
        "'\(typed.prefix(80))' stands for several records; name one of: \(choices.joined(separator: ", "))"
      )
    }
    self.name = name
    let item = catalog.local.items[name]
    record = try catalog.record(name)
    upstream = try item?.upstream ?? catalog.release.record(name)?.fields ?? JSONObject()
    title =
      item?.title ?? upstream["name"]?.text ?? upstream["title"]?.text ?? upstream["description"]?.text ?? name.id
  }
}

extension RecordKind {
  /// A kind by the name that people use for it, or by its name in records.
  init?(typed: String) {
    guard let kind = Self(rawValue: typed.lowercased()) ?? Self(record: typed.lowercased()) else { return nil }
    self = kind
  }
}
