import Catalog
import Measures
import TestSupport
import Testing

@testable import Reading

@Suite struct TextReaderHostileTests {
  private let reader = TextReader(FixtureCatalog.catalog)

  @Test func `impossible numbers are not understood`() {
    for text in ["OD 1e400 mm", "OD NaN mm", "OD inf mm", "OD 1e-400 mm", "OD -- mm", "OD 1/0 in"] {
      let clues = reader.read(text, from: .inspector)
      #expect(!clues.observations.contains { $0.feature == "outer-diameter" }, "\(text)")
      #expect(!clues.notUnderstood.isEmpty, "\(text)")
    }
  }

  @Test func `nothing says nothing`() {
    for text in ["", " ", "\n\n", "\u{0}", "???", "....", "\u{200D}\u{FE0F}"] {
      let clues = reader.read(text, from: .inspector)
      #expect(clues.observations.isEmpty && clues.commodityBits.isEmpty && clues.understood.isEmpty, "\(text)")
    }
  }

  @Test func `huge texts are read in part and in bounded time`() {
    let texts: [(name: String, text: String)] = [
      ("10 MB of one letter", String(repeating: "a", count: 10_000_000)),
      ("one letter under 5 million marks", "a" + String(repeating: "\u{301}", count: 5_000_000)),
      ("words", String(repeating: "tube OD ", count: 1_000_000)),
      ("NULs", String(repeating: "\u{0}", count: 1_000_000)),
      ("unread letters", String(repeating: "?", count: 100_000)),
      ("letters and unread ones", String(repeating: "A?", count: 100_000)),
      ("runs of dots", String(repeating: "AB.. ", count: 100_000)),
      ("dots", String(repeating: "..", count: 100_000)),
      ("ellipses", String(repeating: "A…", count: 100_000)),
      ("gaps in words", String(repeating: "A__B**C", count: 100_000)),
      ("quantities", String(repeating: "1 mm ", count: 100_000)),
      ("ranges", String(repeating: "1-", count: 100_000)),
      ("fractions", String(repeating: "1/2", count: 100_000)),
      ("units", "1 " + String(repeating: "m/", count: 100_000)),
      ("brackets", "1 " + String(repeating: "(", count: 100_000)),
      ("CAS numbers", String(repeating: "111-48-8 ", count: 100_000)),
      ("list codes", String(repeating: "3A225 ", count: 100_000)),
      ("digits", String(repeating: "1", count: 100_000)),
    ]
    for (name, text) in texts {
      var clues = Clues()
      let time = processorTime { clues = reader.read(text, from: .inspector) }
      #expect(time < .seconds(10), "\(name) took \(time)")
      #expect(clues.warnings.contains { $0.hasPrefix("only the first") }, "\(name)")
      #expect(clues.notUnderstood.count <= 50, "\(name)")
    }
  }

  @Test func `a long context is bounded too`() {
    let context = String(repeating: "word ", count: 2_000_000)
    let time = processorTime { _ = reader.read("C300", from: .marking, context: context) }
    #expect(time < .seconds(10), "\(time)")
  }

  @Test func `no text and no statement traps`() {
    forAll(count: 400) { random in
      let texts = (0..<3).map { _ in hostileText(length: 40, using: &random) }
      _ = reader.read(texts[0], from: .declaration, context: texts[1])
      _ = reader.readStatement(texts[0], value: texts[1], unit: texts[2], source: .measured)
      _ = reader.readHeading(texts[0])
      return nil
    }
  }
}
