/// What the program may expect of where its text goes, told from the environment alone.
public struct TerminalCapabilities: Sendable, Equatable {
  /// Whether single keys can be read and the cursor be moved.
  public let isInteractive: Bool
  /// Whether text may be styled.
  public let hasStyles: Bool
  /// How pictures are drawn.
  public let graphics: TerminalGraphics

  /// Judges by what is connected and by `TERM` and `NO_COLOR`.
  public init(environment: [String: String], inputIsTerminal: Bool, outputIsTerminal: Bool) {
    let name = environment["TERM"] ?? ""
    let isCapable = !name.isEmpty && name != "dumb"
    isInteractive = inputIsTerminal && outputIsTerminal && isCapable
    hasStyles = outputIsTerminal && isCapable && (environment["NO_COLOR"] ?? "").isEmpty
    graphics = outputIsTerminal && isCapable ? TerminalGraphics(environment: environment) : .none
  }
}

/// How a terminal draws pictures.
public enum TerminalGraphics: Sendable, Hashable {
  /// How many shades characters can have.
  public enum Depth: Sendable, Hashable {
    /// 24 bits.
    case millions
    /// The palette of 256 colours.
    case palette
  }

  /// The kitty graphics protocol.
  case kitty
  /// The inline images of iTerm2.
  case iTerm
  /// DEC sixels.
  case sixel
  /// Half blocks in shades of grey.
  case blocks(Depth)
  /// Not at all.
  case none

  /// Judges by the environment alone: a question to the terminal would leave an answer among the typed keys.
  ///
  /// `GAUGER_PICTURES` (`kitty`, `iterm`, `sixel`, `blocks`, `none`) overrides.
  public init(environment: [String: String]) {
    let name = environment["TERM"] ?? ""
    let program = environment["TERM_PROGRAM"] ?? ""
    let depth: Depth = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") ? .millions : .palette
    let isMultiplexed = environment["TMUX"] != nil || name.hasPrefix("screen") || name.hasPrefix("tmux")
    switch environment["GAUGER_PICTURES"]?.lowercased() {
    case "kitty": self = .kitty
    case "iterm": self = .iTerm
    case "sixel": self = .sixel
    case "blocks": self = .blocks(depth)
    case "none": self = .none
    // A multiplexer swallows graphics that it does not know.
    case _ where isMultiplexed: self = .blocks(depth)
    case _ where environment["KITTY_WINDOW_ID"] != nil || ["xterm-kitty", "xterm-ghostty"].contains(name):
      self = .kitty
    case _ where ["iTerm.app", "WezTerm"].contains(program): self = .iTerm
    case _ where name.hasPrefix("foot") || name.hasPrefix("mlterm") || name.contains("sixel"): self = .sixel
    case _ where !(environment["NO_COLOR"] ?? "").isEmpty: self = .none
    default: self = .blocks(depth)
    }
  }
}
