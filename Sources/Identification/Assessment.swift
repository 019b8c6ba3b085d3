public import Catalog
import Measures

/// One commodity that the goods may be.
public struct Candidate: Sendable {
  /// One reading as evidence for or against a candidate.
  public struct Evidence: Sendable, Hashable {
    /// The feature that was read.
    public let feature: String
    /// The reading as given.
    public let text: String
    /// How much it speaks for the candidate, in bits; negative speaks against it.
    public let bits: Double
  }

  /// The commodity.
  public let commodity: Commodity
  /// How probable it is, from 0 to 1.
  public let probability: Double
  /// What speaks for and against it, the strongest first.
  public let evidence: [Evidence]
}

/// One control entry held against the readings.
public struct Finding: Sendable {
  /// How it stands.
  public enum Verdict: String, Sendable {
    case meets
    case doesNotMeet = "does-not-meet"
    case cannotDecide = "cannot-decide"
  }

  /// The entry.
  public let entry: ControlEntry
  /// How it stands.
  public let verdict: Verdict
  /// Whether readings close to a limit decide it.
  public let isNear: Bool
  /// What would have to be read to complete the match.
  public let missing: [MissingReading]
  /// Whether all that can be read is met and only the authority's judgement remains.
  public let awaitsOnlyJudgement: Bool
  /// Every condition with its limit, reading and margin.
  public let checks: [ConditionCheck]
  /// How probable it is that the goods are of the kind that the entry covers.
  public let probability: Double
  /// The candidates that lead to the entry.
  public let commodities: [String]
}

/// What an examination comes to so far.
public enum Outcome: String, Sendable {
  /// Possible match – refer.
  case refer
  /// Cannot decide: readings are missing.
  case undecided
  /// No list match found from the readings given.
  case noMatch = "no-match"
}

/// A question that could be asked next.
public struct Question: Sendable {
  /// The feature to read.
  public let feature: Feature
  /// How far the answer is expected to narrow down what the goods are, in bits.
  public let gain: Double
  /// The entries whose finding waits for this reading.
  public let decides: [String]
  /// How the question ranks: more is better.
  public let score: Double
}

/// Everything that follows from the clues of one inspection.
public struct Assessment: Sendable {
  /// The commodities that the goods may be, the most probable first.
  public let candidates: [Candidate]
  /// How probable it is that the goods are nothing in this catalog.
  public let notInCatalog: Double
  /// The control entries that plausible candidates lead to, those that meet first.
  public let findings: [Finding]
  /// What it comes to so far.
  public let outcome: Outcome
  /// Why it comes to that, in a sentence.
  public let reason: String
  /// What could be asked next, the best first.
  public let questions: [Question]
  /// Hazards of the plausible candidates and of what was read.
  public let hazards: [Hazard]
  /// Plain sentences on what does not fit together; they are apart from the list match.
  public let concerns: [String]
  /// What was read, taken together.
  public let readings: Readings
}

/// The circumstances that decide which questions make sense.
public struct Circumstances: Sendable, Hashable {
  /// How the goods travel.
  public enum Mode: String, CaseIterable, Sendable {
    case air, land, sea, rail
  }

  /// How the goods travel, if known.
  public var mode: Mode?
  /// The tools at hand; eyes and papers are always there.
  public var tools: Set<Feature.Tool>

  /// Usual circumstances: a tape and a magnet.
  public init(mode: Mode? = nil, tools: Set<Feature.Tool> = [.tape, .magnet, .scale]) {
    self.mode = mode
    self.tools = tools
  }

  /// Whether a reading can be taken here at all.
  func allows(_ feature: Feature) -> Bool {
    guard feature.place != .inside else { return false }
    return switch feature.tool {
    case .none, .datasheet: true
    case .laboratory: false
    case .tape, .magnet, .scale, .pager, .xrf: tools.contains(feature.tool)
    }
  }

  /// How probable it is that somebody who looks can answer.
  func chanceOfAnswer(_ feature: Feature) -> Double {
    let papers: Double =
      switch mode {
      case .air, .sea: 0.7
      case .land: 0.5
      case .rail: 0.4
      case nil: 0.6
      }
    if feature.tool == .datasheet { return papers * 0.6 }
    return switch feature.place {
    case .package: 0.95
    case .plate: 0.7
    case .papers: papers
    case .goods: 0.75
    case .inside: 0.01
    }
  }
}
