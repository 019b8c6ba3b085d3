/// A sign that destination or end use may not be what is declared, as a sentence that an inspector can tick.
public struct RedFlag: Sendable, Identifiable {
  /// What a flag is about; in this order they are shown.
  public enum Group: String, Sendable, CaseIterable {
    case parties, goods, papers, route, packing, people
    /// A point of the end-use checklist: it needs the fact that raises suspicion.
    case endUse = "end-use"
  }

  /// What a comparison of papers and goods can bring to mind; it never ticks a flag by itself.
  public enum Prompt: String, Sendable, CaseIterable {
    case heading, weight, density, value, count, marks, statement, papers
  }

  /// The name used in records.
  public let id: String
  /// What it is about.
  public let group: Group
  /// The sentence that is ticked.
  public let sentence: String
  /// What to ask or look for before and after ticking it.
  public let ask: String
  /// The comparisons that bring it to mind.
  public let prompts: [Prompt]
  /// Where it was read.
  public let sources: [String]

  init(_ reader: inout FieldReader) {
    id = reader.id
    group = reader.choice("group", default: nil) ?? .goods
    sentence = reader.text("sentence")
    ask = reader.text("ask")
    var prompts: [Prompt] = []
    for (index, name) in reader.texts("shown by").enumerated() {
      if let prompt = Prompt(rawValue: name) {
        prompts.append(prompt)
      } else {
        let names = Prompt.allCases.map(\.rawValue).joined(separator: ", ")
        reader.report("shown by", at: index, "'\(name)' is not one of: \(names)")
      }
    }
    self.prompts = prompts
    sources = reader.texts("sources")
  }
}
