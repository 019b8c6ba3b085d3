import ArgumentParser
import CanonicalJSON
import Foundation
import Identification
import Reading

struct ScreenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen",
    abstract: "Assess many goods lines from a file of JSON lines or CSV; one JSON result a line.")

  @OptionGroup var kit: KitOptions
  @Argument(help: "The file; - for standard input.") var file: String

  func run() throws {
    let catalog = try kit.openCatalog()
    let engine = try Identification(catalog)
    let reader = TextReader(catalog)
    let text = try String(decoding: Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let goods = try GoodsLine(JSONValue(parsing: line.utf8, allowingDecimals: true))
      let clues = goods.clues(reader)
      print(engine.assess(clues, under: Circumstances(mode: goods.mode)).document(id: goods.id, clues: clues).line)
    }
  }
}
