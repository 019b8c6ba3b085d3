public import ArgumentParser
import CanonicalJSON
import Catalog
import Console
import Foundation
import Guidance
public import Identification
import Inspections
import KitStore
import Pictures
import Reading
import Presentation

struct IdentifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Tell what goods are: any clue first, then the questions that decide.",
    discussion: """
      Type whatever can be seen or read: words, plate texts, values with units, CAS, UN or HS numbers. On a terminal one \
      key answers or commands; on a pipe the same dialogue reads lines. Every answer is kept at once, and --resume goes on.

      Exit status: 0 done or saved, 1 nothing understood or nothing to resume, 2 the input ended before a decision.
      """
  )

  @OptionGroup var kit: KitOptions
  @OptionGroup var sitting: SittingOptions
  @Argument(help: "Anything seen or read, such as: tube OD 145 mm, AMS 6514. With --resume: the examination's name.")
  var text: [String] = []
  @Option(help: "How the goods travel: air, land, sea or rail.") var mode: Circumstances.Mode?
  @Option(help: "Tools at hand, with commas: tape, magnet, scale, pager, xrf; or none.") var tools: ToolList?
  @Flag(help: "Assess the text alone and print one JSON object.") var json = false
  @Flag(help: "Go on with an unfinished examination; lists them where there are several.") var resume = false
  @Flag(help: "Plain lines even on a terminal.") var plain = false

  func validate() throws {
    if json, resume { throw ValidationError("--json assesses a text alone; leave out --resume") }
    if json, text.isEmpty { throw ValidationError("--json needs a text to assess") }
  }

  func run() throws {
    let desk = try InspectionDesk()
    let journal = resume ? try IdentifySession.resume(desk.folder, id: text.joined(separator: " ")) : nil
    if let journal, journal.examination.isReferred {
      throw CommandFailure(
        .badData,
        "inspection \(journal.id) was referred; 'gauger inspection reopen \(journal.id) --reason …' opens it again"
      )
    }
    if let journal { try desk.sit(journal, sitting) }
    if isatty(STDERR_FILENO) == 1 { CommandOutput.note("reading the catalog …") }
    let database = try kit.openDatabase()
    let catalog = try database.catalog()
    let engine = try Identification(catalog)
    let reader = TextReader(catalog)
    if json { return try printAssessment(engine, reader) }
    let pictures = try kit.pictures()
    let dialogue = GuidedDialogue(
      engine: engine,
      reader: reader,
      facts: try database.notice(),
      pictures: pictures.index,
      examination: journal?.examination ?? Examination()
    )
    var session = IdentifySession(dialogue, desk: desk, sitting: sitting, pictures: pictures, journal: journal)
    let given = mode == nil && tools == nil ? nil : circumstances
    try session.run(clue: resume ? "" : text.joined(separator: " "), under: given, plain: plain)
  }

  private var circumstances: Circumstances {
    tools.map { Circumstances(mode: mode, tools: $0.tools) } ?? Circumstances(mode: mode)
  }

  private func printAssessment(_ engine: Identification, _ reader: TextReader) throws {
    let clues = reader.read(text.joined(separator: " "), from: .inspector)
    print(engine.assess(clues, under: circumstances).line(id: "", clues: clues))
    if clues.understood.isEmpty { throw ExitCode(1) }
  }
}

extension Circumstances.Mode: ExpressibleByArgument {}

/// Tools as they are typed: with commas, or `none`.
struct ToolList: ExpressibleByArgument {
  let tools: Set<Feature.Tool>
  private static let known: [Feature.Tool] = [.tape, .magnet, .scale, .pager, .xrf]

  init?(argument: String) {
    var tools: Set<Feature.Tool> = []
    let names = argument.lowercased().split { $0 == "," || $0 == " " }
    if names != ["none"] {
      for name in names {
        guard let tool = Self.known.first(where: { $0.rawValue == name }) else { return nil }
        tools.insert(tool)
      }
    }
    self.tools = tools
  }
}
