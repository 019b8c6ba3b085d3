import Dispatch
import Glibc

/// A terminal in raw mode on its alternate screen, until it is restored.
///
/// It is restored by ``restore()``, and by itself when the process is asked to end (SIGTERM, SIGHUP), so that no shell
/// is left without echo.
public final class Terminal {
  /// What happened at the terminal.
  public enum Event: Sendable, Hashable {
    /// A key was pressed.
    case key(Key)
    /// The window has another size.
    case resized
    /// Nobody is there any more.
    case ended
  }

  private let input: Int32
  private let output: Int32
  private let original: termios
  private var isRaw = true
  private var decoder = KeyDecoder()
  private var waiting: [Key] = []
  private var knownSize: (columns: Int, rows: Int) = (0, 0)
  private var signals: [any DispatchSourceSignal] = []
  /// How long a lone escape byte is waited on for the rest of a sequence.
  private static let escapeMilliseconds: Int32 = 25
  private static let pollMilliseconds: Int32 = 250
  private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
  private static let leave = "\u{1B}[?25h\u{1B}[0m\u{1B}[?1049l"

  /// Puts a terminal into raw mode.
  ///
  /// - Parameters:
  ///   - input: where keys come from; standard input if left out.
  ///   - output: where the screen is; standard output if left out.
  /// - Throws: ``TerminalError`` if the descriptor is no terminal.
  public init(input: Int32 = 0, output: Int32 = 1) throws(TerminalError) {
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { throw .noTerminal(String(cString: strerror(errno))) }
    self.input = input
    self.output = output
    original = settings
    settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(IXON | ICRNL | BRKINT | INPCK | ISTRIP)
    withUnsafeMutableBytes(of: &settings.c_cc) { controls in
      controls[Int(VMIN)] = 0
      controls[Int(VTIME)] = 0
    }
    guard tcsetattr(input, TCSAFLUSH, &settings) == 0 else { throw .noTerminal(String(cString: strerror(errno))) }
    knownSize = size
    write(Self.enter)
    restoreOnSignals()
  }

  deinit { restore() }

  /// Puts everything back as it was; a second call does nothing.
  public func restore() {
    guard isRaw else { return }
    isRaw = false
    for source in signals { source.cancel() }
    Self.restore(input, output, original)
    for number in [SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
  }

  private static func restore(_ input: Int32, _ output: Int32, _ original: termios) {
    var settings = original
    write(leave, to: output)
    tcsetattr(input, TCSAFLUSH, &settings)
  }

  private func restoreOnSignals() {
    let (input, output, original) = (input, output, original)
    for number in [SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        Self.restore(input, output, original)
        Self.endBy(number)
      }
      source.resume()
      signals.append(source)
    }
  }

  /// Ends the process by a signal, as if it had never been caught.
  private static func endBy(_ number: Int32) {
    signal(number, SIG_DFL)
    // Threads that serve event handlers block signals, and a parent may have blocked them for all.
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    raise(number)
  }

  /// The size of the window; 80 by 24 where the terminal does not tell.
  public var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else { return (80, 24) }
    return (Int(window.ws_col), Int(window.ws_row))
  }

  /// Shows these lines on the whole screen, with the cursor at a place or nowhere.
  ///
  /// - Parameters:
  ///   - lines: no more than the screen has rows, none wider than it.
  ///   - cursor: row and column from 0, if text is typed there.
  public func show(_ lines: [String], cursor: (row: Int, column: Int)? = nil) {
    var frame = "\u{1B}[?25l\u{1B}[H"
    frame += lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
    frame += "\u{1B}[J"
    if let cursor { frame += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h" }
    write(frame)
  }

  /// Waits for the next thing to happen.
  public func next() -> Event {
    while true {
      if !waiting.isEmpty { return .key(waiting.removeFirst()) }
      let timeout = decoder.isWaiting ? Self.escapeMilliseconds : Self.pollMilliseconds
      var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, timeout)
      if size != knownSize {
        knownSize = size
        return .resized
      }
      if ready < 0, errno != EINTR { return .ended }
      if ready <= 0 {
        waiting = decoder.decode([], atEnd: true)
        continue
      }
      guard let bytes = readBytes() else { return .ended }
      waiting = decoder.decode(bytes)
    }
  }

  /// What can be read now, or nil when the terminal is gone.
  private func readBytes() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(input, &buffer, buffer.count)
    if count > 0 { return Array(buffer.prefix(count)) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
  }

  /// Writes a sequence as it is.
  public func write(_ text: String) { Self.write(text, to: output) }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}

/// Why a terminal cannot be used.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The descriptor is no terminal or cannot be set up.
  case noTerminal(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .noTerminal(let reason): "the terminal cannot be set up: \(reason); use --plain"
    }
  }
}
