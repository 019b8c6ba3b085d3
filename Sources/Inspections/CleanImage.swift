/// Copies of photographs without what tells where and with which camera they were taken.
///
/// Only the parts that draw the picture are kept: of a JPEG no application data but JFIF, colour profile and Adobe's
/// colour mark, and nothing after its end, where telephones put second pictures with data of their own; of a PNG the
/// chunks that draw. Nothing is decoded, so hostile files can do no harm here.
public enum CleanImage {
  /// What can be done with a file.
  public enum Result: Sendable, Equatable {
    /// A photograph, and its copy without location.
    case cleaned([UInt8])
    /// A paper of a kind that holds no location.
    case asItIs
    /// A file that may hold a location which cannot be taken out here.
    case cannotClean
  }

  /// Makes the copy.
  public static func copy(of bytes: [UInt8]) -> Result {
    if bytes.starts(with: [0xFF, 0xD8]) { return jpeg(bytes).map(Result.cleaned) ?? .cannotClean }
    if bytes.starts(with: pngSignature) { return png(bytes).map(Result.cleaned) ?? .cannotClean }
    if bytes.starts(with: "%PDF-".utf8) { return .asItIs }
    return String(validating: bytes, as: UTF8.self) != nil ? .asItIs : .cannotClean
  }

  // MARK: - JPEG

  /// The copy of a JPEG; nil where it is not whole.
  static func jpeg(_ bytes: [UInt8]) -> [UInt8]? {
    var copy: [UInt8] = [0xFF, 0xD8]
    copy.reserveCapacity(bytes.count)
    var position = 2
    while position + 1 < bytes.count {
      guard bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      switch marker {
      case 0xFF: position += 1  // fill byte
      case 0xD9: return copy + [0xFF, 0xD9]
      case 0x01, 0xD0...0xD7:
        copy += [0xFF, marker]
        position += 2
      case 0x00, 0xD8: return nil
      default:
        guard let end = segmentEnd(bytes, position) else { return nil }
        let segment = bytes[position..<end]
        if isKept(marker, segment.dropFirst(4)) { copy += segment }
        position = end
        guard marker == 0xDA else { continue }
        let data = scanEnd(bytes, position)
        copy += bytes[position..<data]
        position = data
      }
    }
    return nil
  }

  private static func segmentEnd(_ bytes: [UInt8], _ position: Int) -> Int? {
    guard position + 3 < bytes.count else { return nil }
    let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
    let end = position + 2 + length
    return length >= 2 && end <= bytes.count ? end : nil
  }

  /// Where the compressed data ends: at the first marker that is neither stuffing nor a restart.
  private static func scanEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == 0xFF, bytes[position + 1] != 0, !(0xD0...0xD7).contains(bytes[position + 1]) {
        return position
      }
      position += 1
    }
    return bytes.count
  }

  private static func isKept(_ marker: UInt8, _ content: ArraySlice<UInt8>) -> Bool {
    switch marker {
    case 0xE0: content.starts(with: "JFIF\0".utf8)
    case 0xE2: content.starts(with: "ICC_PROFILE\0".utf8)
    case 0xEE: content.starts(with: "Adobe".utf8)
    case 0xE1...0xEF, 0xFE: false
    default: true
    }
  }

  // MARK: - PNG

  private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let drawingChunks: Set<String> = [
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "pHYs", "sBIT", "bKGD",
  ]

  /// The copy of a PNG; nil where it is not whole.
  static func png(_ bytes: [UInt8]) -> [UInt8]? {
    var copy = pngSignature
    var position = pngSignature.count
    while position + 12 <= bytes.count {
      let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - position - 12 else { return nil }
      let name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
      let end = position + 12 + length
      if drawingChunks.contains(name) { copy += bytes[position..<end] }
      if name == "IEND" { return copy }
      position = end
    }
    return nil
  }
}
