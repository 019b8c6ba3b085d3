import Foundation

/// Reads a file line by line in bounded memory, whatever its size.
final class LineReader {
  struct Line {
    let text: [UInt8]
    /// Whether the line was longer than is taken; the rest was passed over.
    let isCut: Bool
  }

  static let longestLine = 4 << 20
  private static let chunk = 64 << 10
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// Opens a file; `-` is standard input.
  init(path: String) throws {
    if path == "-" {
      handle = .standardInput
    } else {
      guard let handle = FileHandle(forReadingAtPath: path) else {
        throw CommandFailure(.inputOutput, "cannot read \(path): there is no such file, or it may not be read")
      }
      self.handle = handle
    }
  }

  /// The next line without its end, or nil at the end of the file.
  func next() throws -> Line? {
    var line: [UInt8] = []
    var isCut = false
    while true {
      if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
        isCut = append(buffer[position..<end], to: &line) || isCut
        position = end + 1
        return Line(text: trimmed(line), isCut: isCut)
      }
      isCut = append(buffer[position...], to: &line) || isCut
      buffer = []
      position = 0
      guard !isAtEnd else { return line.isEmpty && !isCut ? nil : Line(text: trimmed(line), isCut: isCut) }
      if let data = try handle.read(upToCount: Self.chunk), !data.isEmpty {
        buffer = Array(data)
      } else {
        isAtEnd = true
      }
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>, to line: inout [UInt8]) -> Bool {
    let room = Self.longestLine - line.count
    line += bytes.prefix(room)
    return bytes.count > room
  }

  private func trimmed(_ line: [UInt8]) -> [UInt8] {
    var line = line
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    while let last = line.last, last == UInt8(ascii: "\r") || last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }
}
