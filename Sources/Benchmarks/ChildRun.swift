import Foundation
import Glibc

/// One run of another program, from its start to its end, with what it cost.
struct ChildRun {
  /// Why a program could not be run.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The time that passed, in milliseconds.
  let wall: Double
  /// The processor time, in milliseconds.
  let processor: Double
  /// The most memory that was resident, in MiB.
  let peakMemory: Double

  /// Runs a program with its output thrown away.
  init(_ program: URL, _ arguments: [String], environment: [String: String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for descriptor in [Int32(1), 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    let texts = ([program.path] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in texts + variables { free(text) } }

    let start = Date()
    var child = pid_t()
    let problem = posix_spawn(&child, program.path, &actions, nil, texts, variables)
    guard problem == 0 else {
      throw Failure(description: "cannot start \(program.path): \(String(cString: strerror(problem)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    var peak = 0.0
    while true {
      let ended = wait4(child, &status, WNOHANG, &usage)
      if ended == child { break }
      guard ended == 0 else {
        throw Failure(description: "cannot wait for \(program.path): \(String(cString: strerror(errno)))")
      }
      // What wait4 says of memory counts from before the program was loaded, when it still shared that of this one.
      peak = max(peak, ResidentMemory.peak(of: "\(child)"))
      usleep(1000)
    }
    wall = Date().timeIntervalSince(start) * 1000
    guard status == 0 else {
      let words = arguments.joined(separator: " ")
      throw Failure(
        description: "'\(program.path) \(words)' ended with wait status \(status); run it by hand to see why"
      )
    }
    processor = ChildRun.milliseconds(usage.ru_utime) + ChildRun.milliseconds(usage.ru_stime)
    peakMemory = peak
  }

  private static func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000
  }
}
