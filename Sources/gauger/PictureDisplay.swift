import Console
import Foundation
import Pictures

/// Shows drawings where the terminal can, and says where they are where it cannot.
struct PictureDisplay {
  private let folder: PictureFolder
  private let graphics: TerminalGraphics

  init(_ folder: PictureFolder, graphics: TerminalGraphics) {
    self.folder = folder
    self.graphics = graphics
  }

  /// Draws a picture among other lines.
  func print(_ picture: Picture) {
    for line in lines(picture, columns: 72, rows: 24) { Swift.print(line) }
  }

  /// Shows a picture alone until a key is pressed.
  func show(_ picture: Picture, on terminal: Terminal) {
    while true {
      let (columns, rows) = (terminal.size.columns, terminal.size.rows)
      let words = [picture.title] + TextWidth.wrapped(TextWidth.printable(picture.description), to: columns - 1)
      let room = max(1, rows - words.count - 2)
      terminal.show(words + lines(picture, columns: columns - 1, rows: room) + ["Any key goes on"])
      if terminal.next() != .resized { break }
    }
    if graphics == .kitty { terminal.write(TerminalPicture.kittyClearing) }
  }

  /// The rows of a picture no larger than this, or where its file is.
  private func lines(_ picture: Picture, columns: Int, rows: Int) -> [String] {
    guard let png = folder.png(of: picture),
      let lines = try? TerminalPicture.lines(png: png, graphics: graphics, columns: columns, rows: rows),
      !lines.isEmpty
    else { return ["Picture: \(folder.file(of: picture).path)"] }
    return lines
  }
}
