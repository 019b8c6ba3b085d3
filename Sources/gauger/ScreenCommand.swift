import ArgumentParser
import CanonicalJSON
import Catalog
import Foundation
import Identification
import Reading

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Assess many goods lines from a file of JSON lines or CSV; one JSON result a line.",
    discussion: """
      Fields of a line: id, mode (air, land, sea, rail), declared_description, declared_hs, documents, markings (a \
      list of texts), observations (a list of {feature, value, unit}). In CSV the markings are separated by | and \
      every further column is an observation, its unit in brackets.

      A line that cannot be read is answered by an object with "error", and the run ends with exit code 65.

      Example: gauger screen manifest.jsonl > results.jsonl
      """
  )

  @OptionGroup var kit: KitOptions
  @Option(help: "Tools at hand, with commas: tape, magnet, scale, pager, xrf; or none.") var tools: ToolList?
  @Argument(help: "The file; - for standard input.") var file: String

  func run() throws {
    let lines = try LineReader(path: file)
    let catalog = try kit.openCatalog()
    let engine = try Identification(catalog)
    let reader = TextReader(catalog)
    let tools = tools?.tools ?? Circumstances().tools
    var table: GoodsTable?
    var number = 0
    var failures = 0
    while let line = try lines.next() {
      number += 1
      do {
        guard !line.text.isEmpty else { continue }
        guard !line.isCut else { throw ScreenError.lineTooLong(limit: LineReader.longestLine) }
        guard let bytes = line.text.first, bytes != UInt8(ascii: "{") || table != nil else {
          try print(result(JSONValue(parsing: line.text, allowingDecimals: true), engine, reader, tools))
          continue
        }
        guard let text = String(validating: line.text, as: UTF8.self) else { throw ScreenError.notText }
        let cells = try CommaSeparated.cells(text)
        if let table {
          try print(result(table.json(cells), engine, reader, tools))
        } else {
          guard number == 1 else { throw ScreenError.notJSON }
          table = try GoodsTable(header: cells)
        }
      } catch {
        failures += 1
        CommandOutput.note("line \(number): \(error)")
        print(
          JSONValue.members([
            "version": .integer(1), "line": .integer(Int64(number)), "error": .text("\(error)"),
          ]).line
        )
      }
    }
    if failures > 0 { throw ExitCode(65) }
  }

  private func result(
    _ json: JSONValue,
    _ engine: Identification,
    _ reader: TextReader,
    _ tools: Set<Feature.Tool>
  ) throws -> String {
    let goods = try GoodsLine(json)
    let clues = goods.clues(reader)
    let circumstances = Circumstances(mode: goods.mode, tools: tools)
    return engine.assess(clues, under: circumstances).line(id: goods.id, clues: clues)
  }
}

/// Why one line of a file cannot be screened.
enum ScreenError: Error, CustomStringConvertible {
  case lineTooLong(limit: Int)
  case notText
  case notJSON

  var description: String {
    switch self {
    case .lineTooLong(let limit): "longer than \(limit >> 20) MiB; split it"
    case .notText: "is not UTF-8 text"
    case .notJSON: "is not a JSON object; start the file with a header line if it is CSV"
    }
  }
}
