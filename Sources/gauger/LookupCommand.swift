import ArgumentParser
import CanonicalJSON
import Catalog
import KitStore

struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Find goods, entries, substances, markings and numbers by any words or code.",
    discussion: """
      Takes words in any order, typing errors and Cyrillic spelling included; list codes (3A225, eu/3A225, 1C350.3, \
      2.A.1), where the code of a whole entry also lists its paragraphs; CAS, UN and HS numbers; and texts as they \
      stand on plates. Digits are never corrected: for a number that was badly read it says what it could be.

      Examples:
        gauger lookup frequency converter
        gauger lookup 1C350
        gauger lookup "CAS 7783-81-5"
        gauger lookup UN 1?10
        gauger lookup "AMS 6514 RND" --kind marking

      Exit status: 0 something found, 1 nothing found, 64 wrong usage, 69 no catalog.
      """
  )

  @OptionGroup var kit: KitOptions
  @Argument(help: "Words, a code, a number or the text of a marking.") var words: [String]
  @Option(
    name: .long,
    parsing: .singleValue,
    help: ArgumentHelp("Only this kind of record; may be given several times.", valueName: "kind")
  )
  var kind: [RecordKind] = []
  @Option(help: "How many hits of each kind at most.") var limit = 8
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard (1...1_000).contains(limit) else { throw ValidationError("--limit must be from 1 to 1000") }
    if words.allSatisfy(\.isEmpty) { throw ValidationError("say what to look for, such as: gauger lookup 3A225") }
  }

  func run() throws {
    let query = words.joined(separator: " ")
    let database = try kit.openDatabase()
    let answer = try LookupAnswer(query, kinds: Set(kind), limit: limit, in: database)
    if json {
      CommandOutput.show(answer.json)
    } else {
      CommandOutput.show(answer.page)
    }
    guard answer.isEmpty else { return }
    throw CommandFailure(
      .nothingFound,
      "nothing in the catalog fits; try fewer or other words, or 'gauger identify' with all that can be seen"
    )
  }
}
