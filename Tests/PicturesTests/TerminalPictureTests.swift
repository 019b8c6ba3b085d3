import Console
import Foundation
import Pictures
import Testing

/// Four by four pixels: black at the top left and the bottom right, white elsewhere.
private let png: [UInt8] = Array(
  Data(
    base64Encoded:
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEklEQVR4nGNgYPj/nwFMwGgGAE/EB/nUZ0IGAAAAAElFTkSuQmCC"
  )
    ?? Data()
)

@Suite struct TerminalPictureTests {
  private func lines(_ graphics: TerminalGraphics, columns: Int = 4, rows: Int = 2) throws -> [String] {
    try TerminalPicture.lines(png: png, graphics: graphics, columns: columns, rows: rows)
  }

  @Test func `half blocks show two pixels a cell in shades of grey`() throws {
    let lines = try lines(.blocks(.millions))
    #expect(lines.count == 2)
    #expect(lines[0] == "\u{1B}[38;2;0;0;0;48;2;0;0;0m▀▀\u{1B}[38;2;255;255;255;48;2;255;255;255m▀▀\u{1B}[0m")
    #expect(try self.lines(.blocks(.palette))[0].contains("38;5;232;48;5;232m▀▀"))
    #expect(try self.lines(.blocks(.palette))[0].contains("38;5;231;48;5;231m▀▀"))
  }

  @Test func `kitty is given the file itself and both sizes`() throws {
    let sequence = try lines(.kitty)[0]
    #expect(sequence.hasPrefix("\u{1B}_Ga=T,f=100,q=2,C=1,c=4,r=2,m=0;iVBORw0KGgo"))
    #expect(sequence.hasSuffix("\u{1B}\\"))
    #expect(try lines(.kitty).count == 3)
  }

  @Test func `iTerm is given the file itself`() throws {
    let sequence = try lines(.iTerm)[0]
    #expect(sequence.hasPrefix("\u{1B}]1337;File=inline=1;width=4;height=2;"))
    #expect(sequence.hasSuffix("\u{7}"))
  }

  @Test func `sixels draw every pixel once in its shade`() throws {
    let sequence = try lines(.sixel)[0]
    #expect(sequence.hasPrefix("\u{1B}Pq\"1;1;36;36#0;2;0;0;0#1;2;6;6;6"))
    #expect(sequence.contains("#0!18~!18?$#15!18?!18~-"))
    #expect(sequence.hasSuffix("\u{1B}\\"))
  }

  @Test func `a terminal that draws nothing is given nothing`() throws {
    #expect(try lines(.none).isEmpty)
  }

  @Test func `bytes that are no picture are refused, wherever they were damaged`() {
    for length in 0..<png.count - 12 {
      #expect(throws: RasterError.self, "\(length)") { try Raster(png: Array(png.prefix(length))) }
    }
    for place in png.indices {
      var damaged = png
      damaged[place] ^= 0x41
      _ = try? Raster(png: damaged)
    }
  }

  @Test func `a smaller picture shows the mean of what each pixel covers`() throws {
    let half = try Raster(png: png).scaled(width: 2, height: 2)
    #expect(half.pixels == [0, 255, 255, 0])
    #expect(try Raster(png: png).scaled(width: 1, height: 1).pixels == [127])
    #expect(half.scaled(width: 4, height: 4).pixels == (try Raster(png: png)).pixels)
  }
}
