/// Pictures in the DEC sixel format, in 16 shades of grey.
enum Sixel {
  private static let shades = 16

  static func encode(_ raster: Raster) -> String {
    var text = "\u{1B}Pq\"1;1;\(raster.width);\(raster.height)"
    for shade in 0..<shades {
      let percent = shade * 100 / (shades - 1)
      text += "#\(shade);2;\(percent);\(percent);\(percent)"
    }
    for top in stride(from: 0, to: raster.height, by: 6) {
      text += band(raster, top: top) + "-"
    }
    return text + "\u{1B}\\"
  }

  /// Six rows of pixels: one line of characters for each shade that occurs.
  private static func band(_ raster: Raster, top: Int) -> String {
    var masks = [[UInt8]](repeating: [], count: shades)
    for row in 0..<min(6, raster.height - top) {
      let start = (top + row) * raster.width
      for column in 0..<raster.width {
        let shade = (Int(raster.pixels[start + column]) * (shades - 1) + 127) / 255
        if masks[shade].isEmpty { masks[shade] = [UInt8](repeating: 0, count: raster.width) }
        masks[shade][column] |= 1 << UInt8(row)
      }
    }
    return masks.indices.filter { !masks[$0].isEmpty }.map { "#\($0)" + runs(masks[$0]) }.joined(separator: "$")
  }

  /// Equal characters in a row are written once with their number.
  private static func runs(_ mask: [UInt8]) -> String {
    var text = ""
    var start = 0
    while start < mask.count {
      var end = start + 1
      while end < mask.count, mask[end] == mask[start] { end += 1 }
      let character = String(UnicodeScalar(63 + mask[start]))
      text += end - start > 3 ? "!\(end - start)\(character)" : String(repeating: character, count: end - start)
      start = end
    }
    return text
  }
}
