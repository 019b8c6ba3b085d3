import Authoring
import CanonicalJSON
import Catalog
import Foundation
import Testing

/// No string that the program can print may sound like a verdict, or ask anybody to do what hurts.
///
/// Every string of the sources and every text of the catalog is read, whoever prints it.
@Suite struct WordingTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Words that pass sentence, each with the contexts in which it does not.
  private static let verdicts: [(pattern: String, meaning: String)] = [
    (
      #"\b(is|are|was|goods|item|items|consignment|shipment|cargo|it's) (not )?(cleared|prohibited|forbidden|illegal|guilty)\b"#,
      "a verdict"
    ),
    (#"\b(is|are|was) (now )?(safe|legal|lawful|allowed|permitted|uncontrolled)\b(?! (to read|only))"#, "a verdict"),
    (#"\b(it|this|goods|item|items|that|they) (is|are) (not )?controlled\b(?! by)"#, "a verdict"),
    (
      #"\b(not controlled|no licence (is )?(needed|required)|free to (go|release)|safe to (release|open|handle|touch|ship))\b"#,
      "a verdict"
    ),
    (#"\bcleared for\b"#, "a verdict"),
    (#"\b(violation|guilty|smuggler|suspects|the suspect|a suspect)\b"#, "a judgement of persons"),
  ]

  /// Advice begins a sentence or a point of a list with its verb.
  private static let advice =
    #"(?i)(^|[.;:!?] |then |and |please |first )(unscrew|sniff|power (it )?on|switch (it )?on|turn (it )?on|smell\b|taste\b|plug in|dismantle|disassemble|open (the|it|up|a|every|each|one)\b)"#

  /// One of these words stands in everything that the rules find; most texts have none and need no closer look.
  private static let telling: Set<String> = [
    "cleared", "prohibited", "forbidden", "illegal", "guilty", "safe", "legal", "lawful", "allowed", "permitted",
    "uncontrolled", "controlled", "licence", "free", "violation", "smuggler", "suspects", "suspect", "unscrew", "sniff",
    "power", "switch", "turn", "smell", "taste", "plug", "dismantle", "disassemble", "open",
  ]

  private func complaints(_ text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard words.contains(where: Self.telling.contains) else { return [] }
    var complaints: [String] = []
    for (pattern, meaning) in Self.verdicts {
      if let regex = try? Regex(pattern).ignoresCase(), let match = text.firstMatch(of: regex) {
        complaints.append("\(meaning): “\(text[match.range])”")
      }
    }
    if let advice = try? Regex(Self.advice), let match = text.firstMatch(of: advice) {
      complaints.append("dangerous advice: “\(text[match.range])”")
    }
    return complaints
  }

  @Test func `the rule finds what it is there for`() {
    for text in [
      "The goods are cleared.", "It is safe to open", "This is not controlled", "the consignment is legal",
      "Unscrew the lid", "Look at it; then open the drum", "No licence needed", "Power on the drive",
    ] {
      #expect(!complaints(text).isEmpty, "\(text)")
    }
    for text in [
      "Open cell foam", "a safety valve", "Closed and open-die forging", "numerically controlled machine",
      "do not open",
    ] {
      #expect(complaints(text).isEmpty, "\(text)")
    }
  }

  @Test func `no string of the program passes sentence or gives dangerous advice`() throws {
    let folder = Self.root.appendingPathComponent("Sources")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for name in names where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        let trimmed = line.drop { $0 == " " }
        guard !trimmed.hasPrefix("//") else { continue }
        // Every second part between quotation marks is a string, or part of one.
        for (place, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        where !place.isMultiple(of: 2) {
          for complaint in complaints(String(part)) { Issue.record("\(name):\(number + 1): \(complaint)") }
        }
      }
    }
  }

  @Test func `no text of the catalog passes sentence or gives dangerous advice`() throws {
    let source = try CatalogSource(folder: Self.root.appendingPathComponent("Catalog"))
    // Names that others gave, and what must not be done, say such words rightly.
    let exempt: Set<String> = [
      "also", "do not", "stamped", "pattern", "signs", "criterion", "confidence", "sources", "description", "hs",
      "code",
      "class", "cas", "un", "list-quote",
    ]
    func texts(_ value: JSONValue, _ key: String) -> [String] {
      if exempt.contains(key) { return [] }
      switch value {
      case .text(let text): return [text]
      case .list(let list): return list.flatMap { texts($0, key) }
      case .object(let object): return object.members.flatMap { texts($0.value, $0.key) }
      default: return []
      }
    }
    for record in source.records where !["heading", "un-number", "trade-term", "country"].contains(record.kind) {
      for text in texts(.object(record.fields), "") {
        for complaint in complaints(text) {
          Issue.record("\(record.kind) \(record.id): \(complaint) in “\(text.prefix(160))”")
        }
      }
    }
  }
}
