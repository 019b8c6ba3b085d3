public import ArgumentParser
import CanonicalJSON
import DurableFiles
import Presentation
import Foundation
import Inspections
public import Referral

struct InspectionReferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refer",
    abstract: "Make the referral sheet: readings, candidates, findings, flags, questions, signed.",
    discussion: """
      The sheet is written into the journal and signed with the kit's key; asked for again, the same sheet is printed \
      word for word until the inspection is opened again.

      Example:
        gauger inspection refer last --format html --out referral.html --language fr

      Exit status: 0 made, 69 no catalog, 74 no such inspection or the file cannot be written.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, json }

  @OptionGroup var kit: KitOptions
  @OptionGroup var sitting: SittingOptions
  @Argument(help: "The inspection's name, or 'last'.") var name = "last"
  @Option(help: "text, html (one A4 page to print) or json.") var format = Format.text
  @Flag(help: "The same as --format json.") var json = false
  @Option(help: "A second language beside English: fr, ru or es.") var language: SheetLanguage?
  @Option(help: "Write to this file.") var out: String?

  func run() throws {
    let desk = try InspectionDesk()
    let journal = try desk.open(name, sitting)
    if !journal.examination.isReferred {
      guard let began = try desk.folder.entry(journal.id)?.began else { throw JournalError.notFound(id: journal.id) }
      let ground = try desk.ground(journal.examination, began: began, kit: kit)
      try journal.append(.referred(sheet: ReferralSheet(ground).json()), at: InspectionDesk.now)
      try desk.seal(journal)
    }
    try RecordDelivery(desk.home, certificates: nil).queueReferrals()
    guard let sheet = journal.examination.sheet, let seal = try seal(desk, journal) else {
      throw JournalError.notSigned(id: journal.id)
    }
    try show(ReferralPrint(ReferralSheet(sheet), seal: seal, language: language))
  }

  /// The seal over the sheet: the first one after it.
  private func seal(_ desk: InspectionDesk, _ journal: InspectionJournal) throws -> SealedHead? {
    let content = try JournalContent(desk.folder.bytes(journal.id), path: journal.url.path)
    let sheet = content.lines.lastIndex { if case .referred = $0.event { true } else { false } } ?? 0
    if let seal = content.lines[sheet...].first(where: \.isSeal) { return SealedHead(seal) }
    // The power went away between the sheet and its seal.
    try desk.seal(journal)
    return try desk.folder.entry(journal.id)?.seal
  }

  private func show(_ sheet: ReferralPrint) throws {
    let text: String
    switch json ? .json : format {
    case .html: text = sheet.html
    case .json: text = try sheet.json().line + "\n"
    case .text:
      guard out != nil else { return CommandOutput.show(sheet.page) }
      text = sheet.page.lines(width: 100).joined(separator: "\n") + "\n"
    }
    guard let out else { return print(text, terminator: "") }
    try DurableFile.replace(URL(fileURLWithPath: out), with: Data(text.utf8))
    print("Written to \(out).")
  }
}

extension SheetLanguage: ExpressibleByArgument {}
