public import Catalog
public import Identification
public import Inspections

/// Destination and end use: the second answer, apart from the list match.
///
/// - Red flags count only where the inspector ticked them.
/// - One flag asks. Two flags, or one with a plausible list candidate, advise referral; so does a measure that applies.
/// - There is no score: the answer is one of three sentences, with the facts it rests on.
public struct EndUse: Sendable {
  /// What it comes to.
  public enum Advice: String, Sendable, Codable {
    /// Nothing was noted.
    case nothing
    /// One flag: ask.
    case ask
    /// Refer.
    case refer
  }

  /// A flag that is ticked.
  public struct Ticked: Sendable {
    /// The flag.
    public let flag: RedFlag
    /// The fact that was written down.
    public let fact: String
  }

  /// What it comes to.
  public let advice: Advice
  /// The flags ticked, in the catalog's order.
  public let ticked: [Ticked]
  /// Flags that comparisons bring to mind and that are not ticked.
  public let suggested: [RedFlag]
  /// National measures that apply.
  public let measures: [NationalMeasure]
  /// The reasoned note of the end-use checklist, a sentence each; empty where no point of it is ticked.
  public let note: [String]

  /// - Parameters:
  ///   - today: the day as `2026-01-31`, for measures that begin and end.
  public init(
    _ examination: Examination,
    sides: Consistency.Sides,
    consistency: Consistency,
    assessment: Assessment,
    today: String
  ) {
    let catalog = sides.catalog
    let facts = Dictionary(examination.ticks.map { ($0.flag, $0.fact) }) { _, last in last }
    ticked = catalog.redFlags.compactMap { flag in facts[flag.id].map { Ticked(flag: flag, fact: $0) } }
    let prompts = consistency.prompts
    suggested = catalog.redFlags.filter { facts[$0.id] == nil && !prompts.isDisjoint(with: $0.prompts) }
    measures = NationalLayer(catalog, today: today).applying(to: sides, assessment)
    let hasCandidate = assessment.findings.contains { $0.verdict != .doesNotMeet && $0.probability >= 0.05 }
    if !measures.isEmpty || ticked.count >= 2 || (ticked.count == 1 && hasCandidate) {
      advice = .refer
    } else {
      advice = ticked.isEmpty ? .nothing : .ask
    }
    note = Self.note(ticked, examination)
  }

  /// The answer in its fixed words.
  public var sentence: String {
    switch advice {
    case .nothing: "Destination and end use: nothing was noted. That is not an answer to whether a licence is needed."
    case .ask: "Destination and end use: one sign was noted – ask about it."
    case .refer: "Destination / end-use concern – refer"
    }
  }

  /// What the officer's reason is, for the authority to judge; it concludes nothing.
  private static func note(_ ticked: [Ticked], _ examination: Examination) -> [String] {
    let points = ticked.filter { $0.flag.group == .endUse }
    let reasons = examination.notes.filter { $0.note.topic == .suspicion }.map(\.note.text)
    guard !points.isEmpty || !reasons.isEmpty else { return [] }
    var note = points.map { point in
      let fact = point.fact.isEmpty ? "no fact was written down: \(point.flag.ask)" : "fact: \(point.fact)"
      return "\(point.flag.sentence) (\(fact))"
    }
    note += reasons.map { "Reason given by the officer: \($0)" }
    let others = ticked.filter { $0.flag.group != .endUse }.map(\.flag.sentence)
    if !others.isEmpty { note.append("Beside this was noted: \(others.joined(separator: " "))") }
    return note + ["Whether a licence is needed for such an end use is for the competent authority to say."]
  }
}

/// The national layer held against one consignment.
struct NationalLayer {
  private let measures: [NationalMeasure]

  init(_ catalog: Catalog, today: String) {
    // Days are written so that they sort as text.
    measures = catalog.measures.filter { measure in
      !measure.isExample && (measure.from.isEmpty || measure.from <= today)
        && (measure.until.isEmpty || today <= measure.until)
    }
  }

  func applying(to sides: Consistency.Sides, _ assessment: Assessment) -> [NationalMeasure] {
    guard !measures.isEmpty else { return [] }
    let places = PlaceNames(sides.catalog)
    let fields: [DeclaredField] = [.destination, .origin, .route]
    let countries = Set(
      fields.flatMap { places.mentions(in: sides.declared[$0], needsCapital: false).map(\.country) }
        + fields.compactMap { sides.country($0)?.id }
    )
    let digits = sides.declared[.hs].filter { $0.isASCII && $0.isNumber }
    let codes = [digits] + sides.plausible.flatMap(\.commodity.headings)
    let entries = assessment.findings.filter { $0.verdict != .doesNotMeet && $0.probability >= 0.05 }.map(\.entry.id)
    return measures.filter { measure in
      guard !countries.isDisjoint(with: measure.countries) else { return false }
      if measure.headings.isEmpty, measure.lists.isEmpty { return true }
      return measure.headings.contains { heading in codes.contains { $0.hasPrefix(heading) } }
        || measure.lists.contains { list in entries.contains { $0 == list || $0.hasPrefix(list) } }
    }
  }
}
