/// How a text stands out; never by colour alone.
public enum TextStyle: Sendable, Hashable {
  case plain, strong, faint, warning

  /// The text with the control sequences of the style, or as it is where styles are off.
  public func apply(to text: String, isOn: Bool = true) -> String {
    guard isOn, self != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private var code: String {
    switch self {
    case .plain: "0"
    case .strong: "1"
    case .faint: "2"
    case .warning: "1;31"
    }
  }
}
