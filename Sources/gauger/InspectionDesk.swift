import ArgumentParser
import Catalog
import Foundation
import Identification
import Inspections
import KitStore
import Presentation
import Reading
import Referral

/// Who sits at the kit.
struct SittingOptions: ParsableArguments {
  @Option(help: "The officer's number, never a name; else GAUGER_OFFICER.") var officer: String?
  @Option(help: "The border post; else GAUGER_POST.") var post: String?
}

/// The inspections of this kit, and the key that signs them.
struct InspectionDesk {
  let home: KitHome
  let folder: InspectionFolder

  init() throws {
    home = try KitHome(environment: ProcessInfo.processInfo.environment)
    folder = InspectionFolder(home)
  }

  static var now: Int { Int(Date().timeIntervalSince1970) }

  /// The name that was typed, or that of the inspection changed last.
  func name(_ typed: String) throws -> String {
    guard typed == "last" else { return typed }
    guard let last = folder.all().entries.first else {
      throw CommandFailure(.nothingFound, "there is no inspection yet; 'gauger identify' begins one")
    }
    return last.id
  }

  /// An inspection as it stands, without opening it for writing.
  func entry(_ typed: String) throws -> InspectionFolder.Entry {
    let name = try name(typed)
    guard let entry = try folder.entry(name) else { throw JournalError.notFound(id: name) }
    return entry
  }

  /// Opens an inspection to add to it, and writes down who does.
  func open(_ typed: String, _ options: SittingOptions) throws -> InspectionJournal {
    let journal = try folder.open(name(typed))
    try sit(journal, options)
    return journal
  }

  /// Opens an inspection that was not referred.
  func openForChange(_ typed: String, _ options: SittingOptions) throws -> InspectionJournal {
    let journal = try open(typed, options)
    guard !journal.examination.isReferred else {
      throw CommandFailure(
        .badData,
        "inspection \(journal.id) was referred; 'gauger inspection reopen \(journal.id) --reason …' opens it again"
      )
    }
    return journal
  }

  /// Begins an inspection.
  func begin(_ options: SittingOptions) throws -> InspectionJournal {
    let journal = try folder.begin(at: Self.now)
    try sit(journal, options)
    return journal
  }

  /// Writes down who works with which kit, where that has changed.
  func sit(_ journal: InspectionJournal, _ options: SittingOptions) throws {
    let sitting = try sitting(journal, options)
    if journal.examination.sitting != sitting { try journal.append(.sitting(sitting), at: Self.now) }
  }

  func sitting(_ journal: InspectionJournal, _ options: SittingOptions) throws -> Sitting {
    let environment = ProcessInfo.processInfo.environment
    let earlier = journal.examination.sitting
    let release = home.currentCatalog.flatMap { try? CatalogDatabase(at: $0).facts().stateRoot }
    return Sitting(
      inspection: journal.id,
      kit: try KitIdentity(of: home).id,
      release: release ?? earlier?.release ?? "",
      officer: String((options.officer ?? environment["GAUGER_OFFICER"] ?? earlier?.officer ?? "").prefix(40)),
      post: String((options.post ?? environment["GAUGER_POST"] ?? earlier?.post ?? "").prefix(80)),
      program: Gauger.configuration.version
    )
  }

  /// Signs everything so far.
  func seal(_ journal: InspectionJournal) throws {
    try journal.seal(with: KitIdentity(of: home), at: Self.now)
  }

  /// Everything that a sheet says of an inspection as it stands.
  func ground(_ examination: Examination, began: Int, kit: KitOptions) throws -> ReferralGround {
    let database = try kit.openDatabase()
    let catalog = try database.catalog()
    return ReferralGround(
      examination,
      began: began,
      made: Self.now,
      engine: try Identification(catalog),
      reader: TextReader(catalog),
      notice: try database.notice()
    )
  }
}

/// Files that people hand over on the command line.
enum GivenFile {
  private static let largest = 4 << 20

  /// The content of a small text file; `-` is standard input.
  static func bytes(_ path: String) throws -> [UInt8] {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let data = try? handle?.read(upToCount: largest + 1) else {
      throw CommandFailure(.inputOutput, "cannot read \(path): there is no such file, or it may not be read")
    }
    guard data.count <= largest else { throw CommandFailure(.badData, "\(path) is larger than 4 MiB") }
    return Array(data)
  }
}
