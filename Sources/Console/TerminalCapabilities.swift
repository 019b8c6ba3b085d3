/// What the program may expect of where its text goes, told from the environment alone.
public struct TerminalCapabilities: Sendable, Equatable {
  /// Whether single keys can be read and the cursor be moved.
  public let isInteractive: Bool
  /// Whether text may be styled.
  public let hasStyles: Bool

  /// Judges by what is connected and by `TERM` and `NO_COLOR`.
  public init(environment: [String: String], inputIsTerminal: Bool, outputIsTerminal: Bool) {
    let name = environment["TERM"] ?? ""
    let isCapable = !name.isEmpty && name != "dumb"
    isInteractive = inputIsTerminal && outputIsTerminal && isCapable
    hasStyles = outputIsTerminal && isCapable && (environment["NO_COLOR"] ?? "").isEmpty
  }
}
