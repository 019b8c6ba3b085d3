import ArgumentParser

/// The exit codes beside 0 (done) and 64 (usage).
enum ExitCodes {
  /// Nothing was found.
  static let nothingFound = ExitCode(1)
  /// The input ended before a decision.
  static let undecided = ExitCode(2)
  /// Bad data: a file, a line, a record.
  static let badData = ExitCode(65)
  /// No catalog, or something else that is needed is not there.
  static let unavailable = ExitCode(69)
  /// A file cannot be read or written.
  static let inputOutput = ExitCode(74)
}
