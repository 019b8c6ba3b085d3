import Foundation

/// Shows on a terminal how far a transfer is; silent where nobody watches.
final class TransferProgress {
  private static let interval = 0.2
  private let isShown = isatty(STDERR_FILENO) == 1
  private var shown = Date.distantPast
  private var hasLine = false

  func show(_ name: String, _ bytes: Int, _ length: Int) {
    guard isShown, Date().timeIntervalSince(shown) > Self.interval else { return }
    shown = Date()
    hasLine = true
    let text = "\(name.suffix(40)): \(CommandOutput.size(bytes)) of \(CommandOutput.size(length))"
    write("\r\u{1B}[K\(text)")
  }

  /// Takes the line away.
  func end() {
    if hasLine { write("\r\u{1B}[K") }
    hasLine = false
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
