import Foundation
import Testing

/// Runs of the trial program on the same kit, in each of which another operation on a file goes wrong.
struct CrashRuns {
  private let arguments: [String]
  private let kit: URL
  private let folder: URL

  /// - Parameters:
  ///   - arguments: what the program does.
  ///   - kit: the kit's folder, as it stands before.
  ///   - folder: the folder around it, for copies.
  init(_ arguments: [String], kit: URL, in folder: URL) {
    self.arguments = arguments
    self.kit = kit
    self.folder = folder
  }

  /// Lets every operation go wrong once.
  ///
  /// - Parameter problem: says what is wrong with the kit after a run that ended with a status (nil: killed).
  /// - Returns: how many operations there are.
  func all(_ fault: TrialProcess.Fault, _ problem: (_ status: Int32?) throws -> String?) throws -> Int {
    let library = try #require(TrialProcess.library)
    let template = folder.appendingPathComponent("template")
    let count = folder.appendingPathComponent("count")
    try FileManager.default.moveItem(at: kit, to: template)
    func run(_ fault: TrialProcess.Fault?, at number: Int) throws -> Int32? {
      try restore(from: template)
      return try TrialProcess.run(
        arguments,
        environment: TrialProcess.environment(library, watching: kit, fault, at: number, count: count)
      )
    }
    #expect(try run(nil, at: 0) == 0)
    let total = Int(try String(contentsOf: count, encoding: .utf8).prefix { $0 != "\n" }) ?? 0
    // One more than there are, for the moment after the last.
    for number in 1...(total + 1) {
      let status = try run(fault, at: number)
      let found: String?
      do { found = try problem(status) } catch { found = "\(error)" }
      if let found {
        Issue.record("\(fault) at \(number) of \(total), status \(status.map(String.init) ?? "none"): \(found)")
        return total
      }
    }
    return total
  }

  private func restore(from template: URL) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name == kit.lastPathComponent || name.hasPrefix("\(kit.lastPathComponent).") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
    try FileManager.default.copyItem(at: template, to: kit)
  }
}
