import ArgumentParser
import CanonicalJSON
import Foundation
import Inspections
import Presentation

struct InspectionDeclareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "declare",
    abstract: "Write down what the papers claim: goods, transport papers, licence, parties.",
    discussion: """
      By options, from a JSON object of the same names (--from FILE, - for standard input), or, with neither, by a form. \
      Check digits of transport papers are verified. Parties stay as written and unverified; leave them out if you can.

      Example:
        gauger inspection declare last --description "steel tubes" --hs 730449 --net-weight "88 kg" --awb 020-12345675

      Exit status: 0 written, 65 a field that does not exist, 74 no such inspection.
      """
  )

  @OptionGroup var sitting: SittingOptions
  @OptionGroup var fields: DeclaredOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Flag(help: "Begin a new inspection.") var begin = false
  @Option(help: "A JSON object of fields.") var from: String?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let desk = try InspectionDesk()
    var changes = try from.map(Self.fields) ?? [:]
    changes.merge(fields.given) { $1 }
    let journal = try begin ? desk.begin(sitting) : desk.openForChange(name, sitting)
    if changes.isEmpty, from == nil { changes = DeclarationForm.fill(journal.examination) }
    if !changes.isEmpty { try journal.append(.declared(changes), at: InspectionDesk.now) }
    show(journal)
  }

  private func show(_ journal: InspectionJournal) {
    let declared = journal.examination.declared
    if json {
      let fields = declared.texts.map { (key: $0.key, value: JSONValue.text($0.value)) }
      CommandOutput.show([
        ("inspection", .text(journal.id)), ("declared", .object(JSONObject(fields))),
        ("checks", .texts(declared.transportNumbers.map(\.sentence))),
      ])
      return
    }
    var page = Page()
    page.heading("Declared, inspection \(journal.id)")
    for field in DeclaredField.allCases { page.field(field.label, declared[field]) }
    for number in declared.transportNumbers { page.item(number.sentence) }
    CommandOutput.show(page)
  }

  private static func fields(_ path: String) throws -> [String: String] {
    let bytes = try GivenFile.bytes(path)
    guard let object = try? JSONValue(parsing: bytes, allowingDecimals: true).object else {
      throw CommandFailure(.badData, "\(path) is not one JSON object")
    }
    var fields: [String: String] = [:]
    for member in object.members {
      guard let field = DeclaredField(rawValue: member.key) else {
        let names = DeclaredField.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(.badData, "'\(member.key.prefix(40))' is not one of: \(names)")
      }
      switch member.value {
      case .text(let text): fields[field.rawValue] = String(text.prefix(DeclaredOptions.longest))
      case .integer(let number): fields[field.rawValue] = String(number)
      case .decimal(let number): fields[field.rawValue] = number
      case .null: fields[field.rawValue] = ""
      default: throw CommandFailure(.badData, "\(member.key) must be a text or a number")
      }
    }
    return fields
  }
}

/// The form for what papers claim, asked line by line.
enum DeclarationForm {
  static func fill(_ examination: Examination) -> [String: String] {
    let mode = examination.situation?.mode ?? ""
    var changes: [String: String] = [:]
    print("Enter leaves a field as it is, - takes it back, . alone ends the form.")
    for group in DeclaredField.Group.allCases {
      if group == .parties { print("Parties stay as written, unverified; leave them out if you can.") }
      for field in DeclaredField.allCases where field.group == group {
        guard mode.isEmpty || field.modes.isEmpty || field.modes.contains(mode) else { continue }
        let now = examination.declared[field]
        let hint = now.isEmpty ? field.example : now
        print("\(field.label)\(hint.isEmpty ? "" : " [\(hint)]"): ", terminator: "")
        fflush(nil)
        guard let line = readLine(), line != "." else { return changes }
        if !line.isEmpty { changes[field.rawValue] = line == "-" ? "" : String(line.prefix(DeclaredOptions.longest)) }
      }
    }
    return changes
  }
}
