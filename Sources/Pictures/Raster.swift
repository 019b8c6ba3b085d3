import CPNG

/// A picture in shades of grey, row by row from the top left.
public struct Raster: Equatable, Sendable {
  /// Pixels in a row and rows.
  public let width, height: Int
  /// 0 is black, 255 white.
  public let pixels: [UInt8]

  /// The largest side that is decoded.
  public static let largestSide = 4096

  /// A picture of the given pixels.
  ///
  /// - Returns: nil unless there are width × height of them.
  public init?(width: Int, height: Int, pixels: [UInt8]) {
    guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height),
      pixels.count == width * height
    else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Decodes a PNG, on a white ground.
  ///
  /// - Throws: ``RasterError`` if it is none or larger than 4096 pixels a side.
  public init(png: [UInt8]) throws(RasterError) {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    let begun = png.withUnsafeBytes { png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count) }
    let (width, height) = (Int(image.width), Int(image.height))
    guard begun != 0, (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height) else {
      throw RasterError()
    }
    image.format = 0  // PNG_FORMAT_GRAY: one byte a pixel
    var pixels = [UInt8](repeating: 255, count: width * height)
    var white = png_color(red: 255, green: 255, blue: 255)
    let isDecoded = png.withUnsafeBytes { _ in
      pixels.withUnsafeMutableBytes { png_image_finish_read(&image, &white, $0.baseAddress, Int32(width), nil) }
    }
    guard isDecoded != 0 else { throw RasterError() }
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The picture at another size; every new pixel is the mean of those that it covers.
  public func scaled(width newWidth: Int, height newHeight: Int) -> Raster {
    let columns = Self.spans(width, newWidth), rows = Self.spans(height, newHeight)
    var pixels: [UInt8] = []
    pixels.reserveCapacity(columns.count * rows.count)
    for row in rows {
      for column in columns {
        var sum = 0
        for y in row { for x in column { sum += Int(self.pixels[y * width + x]) } }
        pixels.append(UInt8(clamping: sum / max(1, row.count * column.count)))
      }
    }
    return Raster(width: columns.count, height: rows.count, pixels: pixels) ?? self
  }

  /// The old places that each new place covers.
  private static func spans(_ old: Int, _ new: Int) -> [Range<Int>] {
    let new = min(max(1, new), largestSide)
    return (0..<new).map { place in
      let start = place * old / new
      return start..<max(start + 1, (place + 1) * old / new)
    }
  }
}

/// Bytes that are no picture.
public struct RasterError: Error, Equatable, CustomStringConvertible, Sendable {
  /// What happened.
  public var description: String { "the picture cannot be decoded" }
}
