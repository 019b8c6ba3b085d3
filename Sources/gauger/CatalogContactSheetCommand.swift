import ArgumentParser
import Authoring
import Foundation
import Pictures

struct CatalogContactSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact-sheet",
    abstract: "Write a page that shows all drawings, for a person to look at."
  )
  @OptionGroup var folder: CatalogFolder
  @Option(help: ArgumentHelp("Where to write the page.", valueName: "file"))
  var output = "contact-sheet.html"

  func run() throws {
    let pictures = PictureAudit(folder.images, of: try folder.checked().catalog).index.pictures
    let page = ContactSheet.page(pictures, in: folder.images)
    try Data(page.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
    print("\(output): \(pictures.count) drawings")
  }
}
