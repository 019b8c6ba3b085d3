import Authoring
import Catalog
import Foundation
import Identification
import Testing
import Training

@Suite struct PracticeCaseTests {
  private func read(_ text: String) throws -> PracticeCases {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("cases-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return PracticeCases(file: file, in: try ShippedCases.shared.get().catalog)
  }

  private static let whole = """
    - id: a-case
      name: A case
      grade: 2
      mode: air
      scene: Something stands here.
      papers: parts
      marks: [AMS 6514]
      readings: {form: tube, outside-diameter: 14.5 cm, magnetic: yes}
      outcome: undecided
      lesson: Something.
    """

  @Test func `a case is read with its readings in canonical units`() throws {
    let read = try read(Self.whole)
    #expect(read.issues.isEmpty)
    let practice = try #require(read.cases.first)
    #expect(practice.grade == 2 && practice.mode == .air && practice.goods == nil)
    #expect(Set(practice.readings.map(\.feature)) == ["form", "outside-diameter", "magnetic"])
    #expect(practice.reading(of: "outside-diameter")?.source == .measured)
    #expect(practice.reading(of: "colour") == nil)
  }

  @Test func `everything that is wrong is named with its line and field`() throws {
    let changes = [
      ("form: tube", "form: tubular", "readings.form"), ("form: tube", "shape: tube", "readings.shape"),
      ("14.5 cm", "14.5 kg", "readings.outside-diameter"), ("14.5 cm", "wide", "readings.outside-diameter"),
      ("grade: 2", "grade: 4", "grade"), ("mode: air", "mode: foot", "mode"),
      ("outcome: undecided", "outcome: cleared", "outcome"), ("lesson:", "lessons:", "lesson"),
      ("papers: parts", "papers: [parts]", "papers"), ("id: a-case", "id: A Case", "id"),
      ("magnetic: yes", "density-by-laboratory: 3", "readings.density-by-laboratory"),
    ]
    for (old, new, field) in changes {
      let read = try read(Self.whole.replacing(old, with: new))
      #expect(read.cases.isEmpty, "\(new)")
      #expect(read.issues.contains { $0.field == field && $0.line > 0 }, "\(new): \(read.issues)")
    }
  }

  @Test func `a case that stands there twice, an empty file and rubbish are reported, never a trap`() throws {
    #expect(try read(Self.whole + "\n" + Self.whole).issues.count == 1)
    #expect(try read("").cases.isEmpty)
    for text in ["[", "- 1", "a: b", "- {id: x}", "- [[[]]]", String(repeating: "- ", count: 5_000), "\u{FEFF}{}"] {
      let read = try read(text)
      #expect(read.cases.isEmpty && !read.issues.isEmpty, "\(text.prefix(20))")
    }
  }
}
