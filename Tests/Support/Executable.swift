public import Foundation

/// A program, run as a process of its own.
public struct Executable: Sendable {
  /// What a run left behind.
  public struct Run: Sendable {
    /// What it wrote to its output.
    public let output: String
    /// What it wrote to its error output.
    public let errors: String
    /// Its exit status, or the signal that ended it.
    public let status: Int32
  }

  /// The program's file.
  public let url: URL

  /// The program of this build with a name; it lies beside the tests.
  public init(_ name: String) {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    self.init(at: tests.deletingLastPathComponent().appendingPathComponent(name))
  }

  /// A program of the system.
  public init(at url: URL) { self.url = url }

  /// Starts it with nothing but the given environment and a path to the system's programs.
  public func start(
    _ arguments: [String],
    environment: [String: String],
    input: Any? = FileHandle.nullDevice,
    output: Any?,
    errors: Any?
  ) throws -> Process {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return process
  }

  /// Starts it as a server and waits for the line that tells its address.
  ///
  /// - Returns: the process, and the port that it listens on.
  public func serve(
    _ arguments: [String],
    environment: [String: String] = [:]
  ) throws -> (process: Process, port: Int) {
    let output = Pipe()
    let process = try start(arguments, environment: environment, output: output, errors: FileHandle.nullDevice)
    var line = ""
    while !line.hasSuffix("\n") {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw NoServer() }
      line += String(decoding: data, as: UTF8.self)
    }
    guard let port = Int(line.split(separator: ":").last?.prefix(while: \.isNumber) ?? "") else { throw NoServer() }
    return (process, port)
  }

  /// A server ended before it told its address.
  public struct NoServer: Error, CustomStringConvertible {
    /// What happened.
    public var description: String { "the server did not start" }
  }

  /// Runs it to its end.
  ///
  /// - Parameter input: what is typed.
  public func run(_ arguments: [String], environment: [String: String] = [:], input: String = "") throws -> Run {
    // Files rather than pipes: nothing can fill up and stop the program.
    let files = ["out", "err", "in"].map {
      FileManager.default.temporaryDirectory.appendingPathComponent("gauger-\($0)-\(UUID().uuidString)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for (file, text) in zip(files, ["", "", input]) { try Data(text.utf8).write(to: file) }
    let process = try start(
      arguments,
      environment: environment,
      input: try FileHandle(forReadingFrom: files[2]),
      output: try FileHandle(forWritingTo: files[0]),
      errors: try FileHandle(forWritingTo: files[1])
    )
    process.waitUntilExit()
    let texts = try files.prefix(2).map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Run(output: texts[0], errors: texts[1], status: process.terminationStatus)
  }
}
