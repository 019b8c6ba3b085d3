public import Catalog
import Measures

/// Reads what inspectors type: words, numbers with units, markings and codes, in any order.
///
/// Nothing is corrected silently. What was understood is named with its converted value, and so is what was not.
public struct TextReader: Sendable {
  /// How far a text can be trusted as evidence of what the goods are.
  public enum Origin: Sendable {
    /// Read on the goods, their plate or label.
    case marking
    /// Typed by the inspector.
    case inspector
    /// Claimed by the papers.
    case declaration

    var source: Observation.Source { self == .declaration ? .declared : .read }
    /// Declared words are weak evidence: in real cases they were wrong on purpose.
    var weight: Double { self == .declaration ? 0.3 : 1 }
  }

  let vocabulary: Vocabulary
  private static let longestText = 20_000

  /// A reader for one catalog.
  public init(_ catalog: Catalog) {
    vocabulary = Vocabulary(catalog)
  }

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
  }

  /// Reads one text.
  ///
  /// - Parameters:
  ///   - text: anything; what goes beyond 20,000 Unicode scalars is not read, and said so.
  ///   - origin: where it stands.
  ///   - context: further text of the same inspection, in which ambiguous markings look for their context words.
  public func read(_ text: String, from origin: Origin, context: String = "") -> Clues {
    let part = text.firstScalars(Self.longestText)
    var reading = TextReading(part, origin: origin, vocabulary: vocabulary)
    if part.utf8.count < text.utf8.count {
      reading.clues.warnings.append("only the first \(Self.longestText) characters were read")
    }
    reading.readIdentifiers()
    reading.readMarkings(context: context.firstScalars(Self.longestText))
    reading.readQuantities()
    reading.readPhrases()
    reading.readNameWords()
    return reading.finished()
  }
}

/// The state of reading one text.
struct TextReading {
  let text: String
  let origin: TextReader.Origin
  let vocabulary: Vocabulary
  let tokens: [TextTokens.Token]
  let quantities: [(range: Range<String.Index>, reading: QuantityReading)]
  var clues = Clues()
  /// Which tokens were understood.
  var used: Set<Int> = []
  static let strongestWords = 9.0

  init(_ text: String, origin: TextReader.Origin, vocabulary: Vocabulary) {
    self.text = text
    self.origin = origin
    self.vocabulary = vocabulary
    tokens = TextTokens(text).tokens
    quantities = QuantityReader.scan(text)
  }

  mutating func use(_ range: Range<String.Index>) {
    for (index, token) in tokens.enumerated() where token.range.overlaps(range) { used.insert(index) }
  }

  mutating func understand(_ text: some StringProtocol, _ sort: Clues.Understood.Sort, _ meaning: String) {
    let part = Clues.Understood(text: String(text), sort: sort, meaning: meaning)
    if !clues.understood.contains(part) { clues.understood.append(part) }
  }

  mutating func observe(_ observation: Observation) {
    if !clues.observations.contains(observation) { clues.observations.append(observation) }
  }

  mutating func support(_ commodity: String, bits: Double) {
    clues.commodityBits[commodity] = min(Self.strongestWords, max(clues.commodityBits[commodity] ?? 0, bits))
  }

  /// The key of a run of tokens, read as they stand and with look-alike letters as Latin ones.
  func keys(of run: Range<Int>) -> [String] {
    let plain = tokens[run].map(\.stem).joined()
    let latin = tokens[run].map { $0.latin ?? $0.stem }.joined()
    return latin == plain ? [plain] : [plain, latin]
  }

  func finished() -> Clues {
    var clues = clues
    let rest = tokens.indices.filter { !used.contains($0) && !vocabulary.isStopWord(tokens[$0].stem) }
    // Words that stand together are reported together.
    var runs: [Range<Int>] = []
    for index in rest {
      if let last = runs.last, last.upperBound == index, !tokens[index].startsClause {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    clues.notUnderstood = runs.prefix(50).map { run in
      String(text[tokens[run.lowerBound].range.lowerBound..<tokens[run.upperBound - 1].range.upperBound])
    }
    return clues
  }
}
