import Glibc

/// Asks at the terminal for words that nobody should read over a shoulder.
public enum SecretLine {
  private static let longest = 1024

  /// Asks on the terminal itself, even where input and output are redirected.
  ///
  /// - Returns: the line, or nil if there is no terminal or it was ended.
  public static func ask(_ prompt: String) -> String? {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else { return nil }
    defer { close(terminal) }
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { return nil }
    let original = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    guard tcsetattr(terminal, TCSAFLUSH, &settings) == 0 else { return nil }
    defer {
      var original = original
      tcsetattr(terminal, TCSAFLUSH, &original)
      say("\n", on: terminal)
    }
    say(prompt, on: terminal)
    return line(from: terminal)
  }

  private static func line(from terminal: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < longest {
      let count = read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func say(_ text: String, on terminal: Int32) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
  }
}
