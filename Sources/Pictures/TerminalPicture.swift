public import Console
import Foundation

/// Pictures as the characters and escape sequences that a terminal draws.
public enum TerminalPicture {
  /// The text that draws a picture within a box of character cells.
  ///
  /// - Parameters:
  ///   - png: the picture.
  ///   - graphics: what the terminal can draw.
  ///   - columns: the most cells across.
  ///   - rows: the most cells down.
  /// - Returns: the lines to be written, or nothing where the terminal draws no pictures.
  public static func lines(
    png: [UInt8],
    graphics: TerminalGraphics,
    columns: Int,
    rows: Int
  ) throws(RasterError) -> [String] {
    guard graphics != .none else { return [] }
    let raster = try Raster(png: png)
    let box = Box(raster, columns: columns, rows: rows)
    switch graphics {
    case .none: return []
    case .kitty: return [kitty(png, box)] + box.blankRows
    case .iTerm: return [iTerm(png, box)] + box.blankRows
    case .sixel: return [Sixel.encode(raster.scaled(width: box.columns * 9, height: box.rows * 18))]
    case .blocks(let depth): return blocks(raster.scaled(width: box.columns, height: box.rows * 2), depth)
    }
  }

  /// Takes the pictures off a kitty screen, which clearing its text does not.
  public static let kittyClearing = "\u{1B}_Ga=d,q=2\u{1B}\\"

  /// The cells that a picture takes; a cell is twice as high as it is wide.
  private struct Box {
    let columns, rows: Int

    init(_ raster: Raster, columns: Int, rows: Int) {
      let most = min(max(1, columns), max(1, rows) * 2 * raster.width / raster.height)
      self.columns = max(1, most)
      self.rows = max(1, self.columns * raster.height / raster.width / 2)
    }

    /// These protocols leave the cursor beside or below the picture, so room is made for it.
    var blankRows: [String] { [String](repeating: "", count: rows) }
  }

  /// The kitty graphics protocol: the PNG itself in pieces of 4096 characters.
  private static func kitty(_ png: [UInt8], _ box: Box) -> String {
    let text = Array(Data(png).base64EncodedString().utf8)
    var sequences = ""
    var start = 0
    while start < text.count {
      let end = min(start + 4096, text.count)
      let more = end < text.count ? 1 : 0
      // Both sizes, because some versions stretch a picture that is given one of them. C=1 keeps the cursor in place.
      let keys = start == 0 ? "a=T,f=100,q=2,C=1,c=\(box.columns),r=\(box.rows),m=\(more)" : "q=2,m=\(more)"
      sequences += "\u{1B}_G\(keys);\(String(decoding: text[start..<end], as: UTF8.self))\u{1B}\\"
      start = end
    }
    return sequences
  }

  /// The inline images of iTerm2 and WezTerm.
  private static func iTerm(_ png: [UInt8], _ box: Box) -> String {
    "\u{1B}]1337;File=inline=1;width=\(box.columns);height=\(box.rows);preserveAspectRatio=1;doNotMoveCursor=1:"
      + Data(png).base64EncodedString() + "\u{7}"
  }

  /// Two pixels a cell: the upper half in the colour of the letter, the lower in that of the ground.
  private static func blocks(_ raster: Raster, _ depth: TerminalGraphics.Depth) -> [String] {
    (0..<raster.height / 2).map { row in
      var line = ""
      var last: (UInt8, UInt8)?
      for column in 0..<raster.width {
        let upper = raster.pixels[2 * row * raster.width + column]
        let lower = raster.pixels[(2 * row + 1) * raster.width + column]
        if last.map({ $0 != (upper, lower) }) ?? true {
          line += "\u{1B}[38;\(depth.colour(upper));48;\(depth.colour(lower))m"
        }
        line += "▀"
        last = (upper, lower)
      }
      return line + "\u{1B}[0m"
    }
  }
}

extension TerminalGraphics.Depth {
  fileprivate func colour(_ grey: UInt8) -> String {
    switch self {
    case .millions: "2;\(grey);\(grey);\(grey)"
    // The 24 greys of the palette of 256 begin at 232; white is 231.
    case .palette: grey > 246 ? "5;231" : "5;\(232 + Int(grey) * 23 / 246)"
    }
  }
}
