import Authoring
import Catalog
import Foundation
import TestSupport
import Testing

@Suite struct CatalogSourceTests {
  private func issues(_ text: String, at path: String = "features/more.yaml") throws -> [SourceIssue] {
    let folder = try CatalogFolder()
    defer { folder.remove() }
    try folder.write(text, to: path)
    return CatalogLint.issues(of: try CatalogSource(folder: folder.url)).filter { $0.file == path }
  }

  @Test func `the small catalog has no error`() throws {
    let folder = try CatalogFolder()
    defer { folder.remove() }
    let errors = CatalogLint.issues(of: try CatalogSource(folder: folder.url)).filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors)")
  }

  @Test func `all mistakes of a record are named at once, each with its line and field`() throws {
    let found = try issues(
      """
      - id: bad-one
        name: Bad
        kind: quantity
        unit: furlongs
        place: nowhere
        seconds: many
        colour: blue
      - name: without an id
      """
    )
    let places = Dictionary(found.map { ($0.field, $0.line) }) { first, _ in first }
    #expect(places["unit"] == 4)
    #expect(places["place"] == 5)
    #expect(places["seconds"] == 6)
    #expect(places["colour"] == 7)
    #expect(places["question"] != nil)
    #expect(places["id"] == 8)
  }

  @Test func `a score that no state or range allows is named at its own line`() throws {
    let found = try issues(
      """
      id: strange
      name: Strange
      family: tests
      looks like: Anything.
      confidence: domain knowledge
      sources: [domain knowledge]
      scores:
        form: cloud
        no-such-feature: yes
      """,
      at: "commodities/tests/strange.yaml"
    )
    #expect(found.contains { $0.field == "scores.form" && $0.line == 8 })
    #expect(found.contains { $0.field == "scores.no-such-feature" && $0.line == 9 })
    #expect(found.contains { $0.message.contains("at least 8") })
  }

  @Test func `two records of one id are named with the place of the first`() throws {
    let found = try issues("- {id: twice, name: A, question: Q, kind: presence, place: goods}\n- {id: twice}")
    #expect(found.contains { $0.message.contains("stands already in features/more.yaml:1") })
  }

  @Test func `hostile files are errors with a reason, not traps`() throws {
    let deepList = String(repeating: "[", count: 100_000)
    let deepDashes = String(repeating: "- ", count: 100_000) + "x"
    let deepBlock = (0..<3_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    for text in [deepList, deepDashes, deepBlock, "id: x\n" + bomb, "\t- bad: [", "id: {a: b", "a: b\na: c", "- - - x"]
    {
      #expect(!(try issues(text)).isEmpty, "\(text.prefix(40))")
    }
    let folder = try CatalogFolder()
    defer { folder.remove() }
    try folder.write(Data([0xFF, 0xFE, 0x00, 0x80]), to: "features/binary.yaml")
    try folder.write(Data(repeating: 0x20, count: 5 << 20), to: "features/huge.yaml")
    let messages = try CatalogSource(folder: folder.url).issues.map(\.message)
    #expect(messages.contains { $0.contains("UTF-8") })
    #expect(messages.contains { $0.contains("larger than") })
  }

  @Test func `random damage to a file never traps`() throws {
    let folder = try CatalogFolder()
    defer { folder.remove() }
    let original = Array(
      """
      - id: alpha
        name: "Alpha, one"
        kind: choice
        states: [{id: a, name: A}, {id: b, name: B, is: a}]
        place: goods
        question: |
          Which
      """.utf8
    )
    try forAll(count: 300) { random in
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let position = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: position)
        default: bytes.insert(contentsOf: Array("[{&*!|>%@:-".utf8).shuffled(using: &random), at: position)
        }
      }
      try folder.write(Data(bytes), to: "features/damaged.yaml")
      _ = CatalogLint.issues(of: try CatalogSource(folder: folder.url))
      return nil
    }
  }

  @Test func `a folder that is none, and one without records, say so`() throws {
    #expect(throws: CatalogSourceError.noFolder("/nowhere/at/all")) {
      try CatalogSource(folder: URL(fileURLWithPath: "/nowhere/at/all"))
    }
    let empty = try CatalogFolder(copying: nil)
    defer { empty.remove() }
    #expect(throws: CatalogSourceError.noRecords(empty.url.path)) { try CatalogSource(folder: empty.url) }
  }
}
