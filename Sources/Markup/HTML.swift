/// A piece of HTML; whatever is put into it is escaped unless it is HTML itself.
///
/// Only literals of the program become markup, so nothing that a visitor or a catalog says can.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// The markup.
  public let text: String

  /// Markup of the program.
  public init(stringLiteral literal: StaticString) {
    text = literal.description
  }

  /// Markup of the program around values.
  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
  }

  /// Pieces one after the other.
  public init(_ pieces: [HTML]) {
    text = pieces.map(\.text).joined()
  }

  /// Nothing.
  public static let empty: HTML = ""

  /// Collects literals as they are and values escaped.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// An empty piece.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Markup of the program.
    public mutating func appendLiteral(_ literal: StaticString) {
      text += literal.description
    }

    /// A value, escaped.
    public mutating func appendInterpolation(_ value: String) {
      text += value.escaped
    }

    /// A number.
    public mutating func appendInterpolation(_ value: Int) {
      text += String(value)
    }

    /// A piece that is HTML already.
    public mutating func appendInterpolation(_ piece: HTML) {
      text += piece.text
    }

    /// Pieces that are HTML already.
    public mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }
  }
}

extension String {
  /// The text as HTML shows it, fit for elements and for quoted attributes.
  var escaped: String {
    var escaped = ""
    escaped.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      // Letters that turn the reading order round could make a page say something else than it does.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": escaped += "\u{FFFD}"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        escaped.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }
}
