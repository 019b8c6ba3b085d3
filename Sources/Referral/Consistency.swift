public import Catalog
public import Identification
public import Inspections
import Measures
public import Reading

/// Declared against seen.
///
/// - The two sides are assessed apart, so that a declaration never confirms itself.
/// - What cannot be compared is left out; nothing here is a verdict, and no number adds up to a score.
/// - The order in which things were said does not matter.
public struct Consistency: Sendable {
  /// Both sides of one inspection.
  public struct Sides: Sendable {
    /// What the papers claim.
    public let declared: DeclaredSide
    /// What follows from what was seen alone.
    public let seen: Assessment
    /// What the declared words alone would be.
    public let claimed: Assessment
    /// Everything typed in by hand as seen or read.
    public let texts: [String]
    /// The release.
    public let catalog: Catalog
    /// Whether anything speaks for goods at all; where nothing does, candidates mean nothing.
    let sawGoods, claimsGoods: Bool

    private static func speakOfGoods(_ clues: Clues) -> Bool {
      !clues.commodityBits.isEmpty || clues.observations.contains { $0.content != .cannotSee }
    }

    /// Assesses both sides of an inspection.
    public init(_ examination: Examination, engine: Identification, reader: TextReader) {
      declared = examination.declared
      catalog = engine.catalog
      let seenClues = examination.cluesSeen(reader, catalog)
      let declaredClues = examination.declaredClues(reader)
      seen = engine.assess(seenClues, under: examination.circumstances)
      claimed = engine.assess(declaredClues, under: examination.circumstances)
      sawGoods = Self.speakOfGoods(seenClues)
      claimsGoods = Self.speakOfGoods(declaredClues)
      texts = examination.statements.compactMap { if case .clue(let text) = $0.content { text } else { nil } }.sorted()
    }
  }

  /// The remarks, conflicts first.
  public let remarks: [Remark]

  /// Compares two sides.
  public init(_ sides: Sides) {
    let all =
      HeadingComparison.remarks(sides) + WeightComparison.remarks(sides) + DensityComparison.remarks(sides)
      + ValueComparison.remarks(sides) + CountComparison.remarks(sides) + MarksComparison.remarks(sides)
      + StatementComparison.remarks(sides) + PapersComparison.remarks(sides)
    remarks =
      all.filter { $0.standing == .conflict } + all.filter { $0.standing == .question }
      + all.filter { $0.standing == .agrees }
  }

  /// The comparisons that do not fit.
  public var prompts: Set<RedFlag.Prompt> {
    Set(remarks.filter { $0.standing != .agrees }.compactMap { RedFlag.Prompt(rawValue: $0.check) })
  }
}

extension Consistency.Sides {
  /// The kinds of goods that what was seen speaks for, the most probable first; none while little is known.
  var plausible: [Candidate] { sawGoods ? seen.candidates.filter { $0.probability >= 0.1 } : [] }

  /// The kinds of goods that the declared words may mean; none while they say nothing.
  var claimable: [Candidate] { claimsGoods ? claimed.candidates.filter { $0.probability >= 0.1 } : [] }

  /// The kind of goods that is more probable than all others together.
  var leader: Candidate? { plausible.first.flatMap { $0.probability >= 0.5 ? $0 : nil } }

  /// A declared weight in kilograms.
  func kilograms(_ field: DeclaredField) -> Interval? {
    let text = declared[field]
    guard !text.isEmpty, let unit = Measures.Unit.named("kg", dimension: .mass) else { return nil }
    return (try? QuantityReader.read(text, expecting: .mass, defaultUnit: unit))?.interval
  }

  /// The first number of a declared text; thousands may be set apart.
  func number(_ field: DeclaredField) -> Double? {
    let text = declared[field].prefix(60)
    guard let start = text.firstIndex(where: \.isNumber) else { return nil }
    let digits = text[start...].prefix { $0.isNumber || ".,’' ".contains($0) }
    let trimmed = String(digits).trimmingTrailing(" .,")
    let reading = try? QuantityReader.read(trimmed, expecting: Dimension.none, defaultUnit: nil)
    return reading.flatMap { $0.interval.midpoint }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  /// The country that a declared field names.
  func country(_ field: DeclaredField) -> Country? {
    PlaceNames(catalog).country(of: declared[field])
  }
}

extension String {
  fileprivate func trimmingTrailing(_ characters: String) -> String {
    var text = self
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return text
  }
}
