import Foundation
import Testing

/// What every source file of the package keeps to; the compiler does not check it.
@Suite struct LayoutTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func files(_ folder: String) throws -> [(name: String, lines: [Substring])] {
    let base = Self.root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.map { name in
      let text = try String(contentsOf: base.appending(path: name), encoding: .utf8)
      return ("\(folder)/\(name)", text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `the modules that think do no input or output`() throws {
    let pure = [
      "Measures": [],
      // For comparing bytes, nothing else.
      "CanonicalJSON": ["Glibc"], "Catalog": ["CanonicalJSON", "Measures"],
      "Reading": ["Measures", "Catalog"],
      "Identification": ["CanonicalJSON", "Measures", "Catalog", "Reading"],
      "Overlays": ["CanonicalJSON", "Catalog", "Trust"],
    ]
    for (module, allowed) in pure {
      let sources = try files("Sources/\(module)")
      #expect(!sources.isEmpty)
      for (name, lines) in sources {
        for line in lines where line.hasPrefix("import ") || line.hasPrefix("public import ") {
          let imported = line.split(separator: " ").last.map(String.init) ?? ""
          #expect(allowed.contains(imported), "\(name) imports \(imported)")
        }
      }
    }
  }

  @Test func `no file is longer than 450 lines`() throws {
    for (name, lines) in try files("Sources") + files("Tests") {
      #expect(lines.count <= 450, "\(name) has \(lines.count) lines")
    }
  }

  @Test func `no source can crash by a forced try, a forced cast or on purpose`() throws {
    let words = ["try!", " as!", "fatalError("]
    for (name, lines) in try files("Sources") {
      for (number, line) in lines.enumerated() where words.contains(where: line.contains) {
        Issue.record("\(name):\(number + 1): \(line)")
      }
    }
  }
}
