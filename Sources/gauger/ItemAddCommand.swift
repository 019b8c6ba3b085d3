import ArgumentParser
import Authoring
import CanonicalJSON
import Catalog
import Foundation
import KitStore
import Overlays

struct ItemAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a record of this kit's own, beside the authority's.",
    discussion: """
      The record comes from a file as in the catalog (one record, without id), from field=value, or both. It gets an id \
      x-COUNTRY-…, and must pass the same checks as the catalog. With --extends it belongs to a record of the release: \
      an entry is then tested beside that one, and goods fall under its entries and hazards too. It never replaces it.

      Examples:
        gauger item add substance "name=Solvent 7" "cas=[64-17-5]" --country DE
        gauger item add commodity --file pump-shaft.yaml --extends frequency-converter
        gauger item add entry "title=National licence for drives" edition=2026 confidence=national --extends eu/3A225

      Exit status: 0 added, 64 wrong usage, 65 the record is faulty, 69 no catalog, 74 the kit cannot be written.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var officer: OfficerOptions
  @Argument(help: "The kind of record.") var kind: RecordKind
  @Argument(help: ArgumentHelp("Fields, such as name=… or scores.form=tube.", valueName: "field=value"))
  var values: [String] = []
  @Option(help: ArgumentHelp("A YAML or JSON file that holds one record.", valueName: "file")) var file: String?
  @Option(help: ArgumentHelp("The record of the release that it extends.", valueName: "id")) var extends: String?
  @Option(help: "The country's two letters; else GAUGER_COUNTRY, else that of the last addition.")
  var country: String?
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard file != nil || !values.isEmpty else {
      throw ValidationError("say what to add: --file FILE, or fields such as name=…")
    }
    for text in values { _ = try FieldValue(text) }
  }

  func run() throws {
    let changes = try LocalChanges(kit)
    var fields = try file.map(Self.read) ?? JSONObject()
    for text in values { try set(FieldValue(text), in: &fields) }
    let id = try id(&fields, changes)
    if let extends {
      let name = try RecordChoice(changes.catalog, kinds: [kind]).names(extends)[0]
      fields[MergedCatalog.extendsField] = .text(name.id)
    }
    let name = RecordName(kind: kind.kind, id: id)
    let title = fields["name"]?.text ?? fields["title"]?.text ?? id
    let draft = OverlayDraft(name, title: title, .add(fields))
    try check(draft, in: changes)
    try changes.say([draft], by: officer, json: json)
  }

  private static func read(_ path: String) throws -> JSONObject {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputOutput, "cannot read \(path); name a YAML or JSON file with one record")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandFailure(.badData, "\(path) is not UTF-8 text")
    }
    do {
      return try RecordText.fields(of: text)
    } catch {
      throw CommandFailure(.badData, "\(path): \(error)")
    }
  }

  private func set(_ value: FieldValue, in fields: inout JSONObject) throws {
    let parts = value.field.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      fields[value.field] = try value.json(shown: fields[value.field])
      return
    }
    var group = fields[parts[0]]?.object ?? JSONObject()
    group[parts[1]] = try value.json(shown: group[parts[1]])
    fields[parts[0]] = .object(group)
  }

  /// The id that the file gives, if a kit may give it, or a new one.
  private func id(_ fields: inout JSONObject, _ changes: LocalChanges) throws -> String {
    if let given = fields["id"]?.text {
      guard LocalID.isWellFormed(given) else {
        throw CommandFailure(
          .badData,
          "the id '\(given.prefix(80))' is none that a kit may give; leave it out, and a new one is made"
        )
      }
      fields["id"] = nil
      return given
    }
    let last = changes.statements.last { if case .add = $0.change { true } else { false } }?.name.id
    let country =
      country ?? ProcessInfo.processInfo.environment["GAUGER_COUNTRY"]
      ?? last.flatMap { $0.split(separator: "-").dropFirst().first.map(String.init) }
    guard let country else { throw ValidationError("say which country adds it, such as: --country DE") }
    var random = SystemRandomNumberGenerator()
    let milliseconds = UInt64(max(0, min(Date().timeIntervalSince1970 * 1_000, 9e15)))
    guard let id = LocalID.make(country: country, milliseconds: milliseconds, using: &random) else {
      throw ValidationError("'\(country.prefix(20))' is no country of two letters")
    }
    return id
  }

  /// Refuses a record that the catalog's own checks would refuse.
  private func check(_ draft: OverlayDraft, in changes: LocalChanges) throws {
    let statement = OverlayStatement(key: OverlayStatement.Key(kit: "~", seq: 1), author: "", time: 0, draft)
    let added = try KitCatalog(changes.catalog.release, changes.statements + [statement])
    guard let record = try added.record(draft.name) else { return }
    let issues = CatalogLint.issues(of: record, among: try added.allRecords()).filter { $0.severity == .error }
    guard !issues.isEmpty else { return }
    let lines = issues.map { "\($0.field.isEmpty ? "" : "\($0.field): ")\($0.message)" }.sorted()
    throw CommandFailure(.badData, "nothing was added; the record is faulty\n" + lines.joined(separator: "\n"))
  }
}
