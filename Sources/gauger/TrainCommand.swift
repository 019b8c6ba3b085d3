import ArgumentParser
import Authoring
import CanonicalJSON
import Catalog
import Console
import Foundation
import Identification
import KitStore
import Presentation
import Reading
import Training

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Practise on graded cases: ask for readings, decide, see what a good examiner would have asked.",
    discussion: """
      Without a case it lists all of them with their grade and your result so far. 'next' plays the first that you have \
      not passed. A case is passed when its hazards are named before anything else, the decision is right, and the \
      readings asked for carry it. Cases are made up: nothing of them enters inspections or is sent to the authority.

      Examples:
        gauger train
        gauger train next
        gauger train drums-for-the-dye-works
        gauger train next --cases mine.yaml --forget

      Exit status: 0 done, 1 no such case or none left, 2 left before a decision, 64 wrong usage, 65 bad cases, \
      69 no catalog, 74 a file cannot be read or written.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "A case by its name, or next; nothing lists them.") var name: String?
  @Option(
    help: ArgumentHelp("Play the cases of this file instead of those that came with the catalog.", valueName: "file")
  )
  var cases: String?
  @Flag(help: "Keep no result.") var forget = false
  @Flag(help: "Print one JSON object; what is said while a case is played goes to standard error.") var json = false

  func run() throws {
    let catalog = try kit.openCatalog()
    let cases = try read(catalog)
    let results = try TrainingResults(at: KitHome(environment: ProcessInfo.processInfo.environment))
    guard let name else { return list(cases, results) }
    let practice = try choose(name, from: cases, results)
    let grade = try play(PracticeDialogue(practice, engine: Identification(catalog), reader: TextReader(catalog)))
    if !forget { try results.keep(grade, at: Int(Date().timeIntervalSince1970)) }
    if json { print(grade.json.line) }
  }

  private func read(_ catalog: Catalog) throws -> [PracticeCase] {
    let read: PracticeCases
    if let cases {
      guard FileManager.default.isReadableFile(atPath: cases) else {
        throw CommandFailure(.inputOutput, "cannot read \(cases): there is no such file, or it may not be read")
      }
      read = PracticeCases(file: URL(fileURLWithPath: cases), in: catalog)
    } else {
      guard let folder = kit.folder else {
        throw CommandFailure(.unavailable, "no cases came with this program; name a file of them with --cases")
      }
      read = PracticeCases(besides: folder, in: catalog)
    }
    guard read.issues.isEmpty else {
      for issue in read.issues { CommandOutput.note(issue.description) }
      throw CommandFailure(.badData, "the cases have \(read.issues.count) errors; nothing was played")
    }
    guard !read.cases.isEmpty else {
      throw CommandFailure(.nothingFound, "there are no cases; name a file with --cases")
    }
    return read.cases
  }

  private func choose(_ name: String, from cases: [PracticeCase], _ results: TrainingResults) throws -> PracticeCase {
    if name == "next" {
      guard let practice = cases.first(where: { !results.hasPassed($0.id) }) else {
        throw CommandFailure(.nothingFound, "every case is passed; 'gauger train' lists them to play again")
      }
      return practice
    }
    guard let practice = cases.first(where: { $0.id == name }) else {
      throw CommandFailure(.nothingFound, "there is no case '\(name)'; 'gauger train' lists them")
    }
    return practice
  }

  private func list(_ cases: [PracticeCase], _ results: TrainingResults) {
    if json {
      let list = cases.map { practice in
        JSONValue.members([
          "case": .text(practice.id), "name": .text(practice.name), "grade": .integer(Int64(practice.grade)),
          "mode": .text(practice.mode.rawValue), "played": .integer(Int64(results.count(of: practice.id))),
          "passed": .bool(results.hasPassed(practice.id)),
        ])
      }
      return CommandOutput.show([("cases", .list(list))])
    }
    var page = Page()
    page.line("Practice cases. They are made up, and nothing of them is kept with inspections.")
    for grade in 1...3 {
      page.section(
        "Grade \(grade)",
        cases.filter { $0.grade == grade }.map { "\($0.id): \($0.name) (\($0.mode.rawValue)); \(results.words($0.id))" }
      )
    }
    page.line("")
    page.line("\(cases.count { results.hasPassed($0.id) }) of \(cases.count) passed. Play one: gauger train next")
    CommandOutput.show(page)
  }

  private func play(_ dialogue: PracticeDialogue) throws -> PracticeGrade {
    var dialogue = dialogue
    var step = dialogue.begin()
    let echoes = isatty(STDIN_FILENO) != 1
    while true {
      say(step.lines)
      if let grade = step.grade { return grade }
      if step.isLeft { break }
      say(["[\(step.prompt)]"])
      write("> ")
      guard let input = readLine() else { break }
      if echoes { say([TextWidth.printable(String(input.prefix(400)))]) }
      step = dialogue.handle(input)
    }
    CommandOutput.note("left before a decision; nothing of it is kept")
    throw ExitCode(2)
  }

  private func say(_ lines: [String]) {
    var page = Page()
    for line in lines {
      let indent = line.prefix { $0 == " " }.count
      page.line(TextWidth.printable(String(line.dropFirst(indent))), indent: indent)
    }
    write(page.lines(width: CommandOutput.width).map { $0 + "\n" }.joined())
  }

  private func write(_ text: String) {
    // With --json the object stands alone on standard output.
    let handle = json ? FileHandle.standardError : FileHandle.standardOutput
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
