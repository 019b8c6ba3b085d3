import ArgumentParser
import Authoring
import CanonicalJSON
import Catalog
import KitStore
import Overlays

struct ItemEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Word fields of a record in this kit's own way.",
    discussion: """
      field=value replaces, field+=value adds to a list; [a, b] is a list. Members of states and look-alikes are named \
      by their id: states.tube.tell, look-alikes.ordinary-motor-drive.tell.

      Names, other words, questions and descriptions take effect here. Everything that decides – codes, tests, scores, \
      hazards, numbers – stays the authority's; a value for it is kept beside it as a proposal.

      Examples:
        gauger item edit frequency-converter also+=Umrichter
        gauger item edit feature/form "help=Look at both ends." "states.tube.tell=Hollow; you can look through."
        gauger item edit entry/eu/3A225 "note=Ask the laboratory first."

      Exit status: 0 done, 1 no such record or nothing new, 64 wrong usage, 65 the record would be faulty, 69 no catalog, 74 the kit \
      cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The record: an id, a code, or KIND/ID.") var item: String
  @Argument(help: ArgumentHelp("What to say.", valueName: "field=value")) var values: [String]
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard !values.isEmpty else { throw ValidationError("say what to change, such as: also+=Umrichter") }
    for text in values { _ = try FieldValue(text) }
  }

  func run() throws {
    let changes = try LocalChanges(kit)
    let target = try ItemTarget(item, in: changes.catalog)
    guard target.record != nil else {
      throw CommandFailure(
        .nothingFound,
        "\(target.name) was withdrawn and cannot be reworded; 'gauger item annotate' still takes remarks on it"
      )
    }
    var drafts: [OverlayDraft] = []
    for text in values {
      let value = try FieldValue(text)
      let shown =
        changes.catalog.local.items[target.name]?.value(of: value.field)
        ?? OverlayBase.value(of: value.field, in: target.upstream, of: target.name.kind)
      let said = try value.json(shown: shown)
      guard said != shown else { continue }
      drafts.append(
        OverlayDraft(
          target.name,
          title: target.title,
          .set(
            field: value.field,
            value: said,
            base: OverlayBase.digest(of: value.field, in: target.upstream, of: target.name.kind)
          )
        )
      )
    }
    guard !drafts.isEmpty else {
      throw CommandFailure(.nothingFound, "\(target.name) says that already; nothing was changed")
    }
    try check(drafts, of: target, in: changes)
    try changes.say(drafts, by: officer, json: json)
  }

  /// Refuses what would leave the record faulty; what was wrong before does not count.
  private func check(_ drafts: [OverlayDraft], of target: ItemTarget, in changes: LocalChanges) throws {
    let next = drafts.enumerated().map { offset, draft in
      OverlayStatement(key: OverlayStatement.Key(kit: "~", seq: Int64(offset) + 1), author: "", time: 0, draft)
    }
    let edited = try KitCatalog(changes.catalog.release, changes.statements + next)
    for statement in next {
      guard case .set(let field, _, _) = statement.change, edited.local.standings[statement.key] == .beside,
        edited.local.review.contains(where: { $0.key == statement.key && $0.reason == .fieldGone })
      else { continue }
      throw CommandFailure(
        .badData,
        "\(target.name) has no '\(field)'; 'gauger show \(target.name.id)' shows what it has"
      )
    }
    guard let record = try edited.record(target.name), record != target.record else { return }
    let records = try changes.catalog.allRecords()
    let issues = CatalogLint.issues(of: record, among: records).filter { $0.severity == .error }
    guard !issues.isEmpty else { return }
    let before = Set(target.record.map { CatalogLint.issues(of: $0, among: records) } ?? [])
    guard let issue = issues.first(where: { !before.contains($0) }) else { return }
    throw CommandFailure(.badData, "\(issue.description); nothing was changed")
  }
}

/// One `field=value` or `field+=value`.
struct FieldValue {
  let field: String
  let text: String
  let adds: Bool

  private static let longest = 20_000

  init(_ argument: String) throws {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
      throw ValidationError("'\(argument.prefix(60))' is no field=value")
    }
    let name = argument[..<equals]
    adds = name.hasSuffix("+")
    field = (adds ? name.dropLast() : name).split(separator: " ").joined(separator: " ")
    text = String(argument[argument.index(after: equals)...])
    guard !field.isEmpty else { throw ValidationError("'\(argument.prefix(60))' names no field") }
    guard !text.allSatisfy(\.isWhitespace) else {
      throw ValidationError("'\(field)' needs a value; 'gauger item undo NUMBER' takes a change back")
    }
    guard text.utf8.count <= Self.longest else {
      throw ValidationError("the value of '\(field)' has more than \(Self.longest) letters")
    }
  }

  /// The value, as a list where the field is one.
  func json(shown: JSONValue?) throws -> JSONValue {
    let value: JSONValue
    do {
      value = try RecordText.value(of: text)
    } catch {
      throw CommandFailure(.badData, "the value of '\(field)' \(error)")
    }
    let lists: Set<String> = ["also", "ordinary uses"]
    let isList =
      shown?.list != nil || (shown == nil && lists.contains(field.split(separator: ".").last.map(String.init) ?? ""))
    guard let new = isList || adds ? value.list ?? [value] : nil else { return value }
    guard adds, let shown else { return .list(new) }
    let old = shown.list ?? [shown]
    return .list(old + new.filter { !old.contains($0) })
  }
}
