import CanonicalJSON
import Foundation
import Presentation

/// Where commands write: results on stdout, everything else on stderr.
enum CommandOutput {
  private static let widthOfPipes = 100
  private static let widest = 120

  /// Prints a page, its headings bold where a terminal shows them.
  static func show(_ page: Page) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let width = Self.width
    let environment = ProcessInfo.processInfo.environment
    let isStyled = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    var text = ""
    for paragraph in page.paragraphs {
      for line in paragraph.lines(width: width) {
        text += isStyled && paragraph.isHeading ? "\u{1B}[1m\(line)\u{1B}[0m\n" : line + "\n"
      }
    }
    write(text, to: .standardOutput)
  }

  /// How wide text for people may be.
  static var width: Int { isatty(STDOUT_FILENO) == 1 ? min(widest, columns ?? 80) : widthOfPipes }

  /// Prints one JSON object of format version 1; hazards stand before everything else.
  static func show(_ members: [(key: String, value: JSONValue)]) {
    write(JSONObject([("version", .integer(1))] + members).line(leading: ["hazards"]) + "\n", to: .standardOutput)
  }

  /// A moment, given in seconds since 1970, to the second and in UTC.
  static func time(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }

  /// A size as people read it.
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\(bytes / 1_000) kB"
    default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
  }

  /// Says something that is no result.
  static func note(_ text: String) {
    write(text + "\n", to: .standardError)
  }

  // Whole pages are written at once; a reader that has gone away is no reason to complain.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }

  private static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
