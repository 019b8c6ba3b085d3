import Foundation

/// The memory of a running program.
enum ResidentMemory {
  /// The most that was resident since the program was loaded, in MiB; zero when it has ended.
  ///
  /// - Parameter process: its number, or `self`.
  static func peak(of process: String) -> Double {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kibibytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
    else { return 0 }
    return kibibytes / 1024
  }
}
