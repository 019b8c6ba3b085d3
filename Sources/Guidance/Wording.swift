public import Catalog
public import Identification
import Presentation

/// The sentences that are the same wherever a result is shown.
public enum Wording {
  /// The outcome in its fixed words.
  ///
  /// - Parameter missing: the readings that would decide, by name.
  public static func outcome(_ outcome: Outcome, missing: [String]) -> String {
    outcome.words(
      missing: missing.isEmpty ? "readings that tell the goods apart" : missing.joined(separator: ", ")
    )
  }

  /// What to do next.
  public static func nextSteps(_ outcome: Outcome) -> [String] {
    switch outcome {
    case .refer:
      ["Hold the goods as your rules allow and refer them to the competent authority with these readings."]
    case .undecided:
      [
        "Get the missing readings from the plate, the papers or a data sheet asked of the declarant.",
        "If they cannot be had, refer the goods with what is known and what is missing.",
      ]
    case .noMatch:
      [
        "Check that papers, packing and goods agree, and look at destination and end use: they are a question of their own.",
        "If anything does not fit together, refer the goods all the same.",
      ]
    }
  }

  /// How a finding stands, in words.
  public static func verdict(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .meets: "Readings meet the test"
    case .cannotDecide: "Cannot decide"
    case .doesNotMeet: "Readings do not meet the test"
    }
  }

  /// Where a feature is found, for somebody who stands before the goods.
  public static func place(_ feature: Feature) -> String {
    let place =
      switch feature.place {
      case .package: "on the package"
      case .papers: "in the papers"
      case .plate: "on the plate or label"
      case .goods: "on the goods, from outside"
      case .inside: "only if it is visible already"
      }
    let tool =
      switch feature.tool {
      case .none, .laboratory: ""
      case .tape: "; with a tape or caliper"
      case .magnet: "; with a magnet"
      case .scale: "; with a scale"
      case .pager: "; with the radiation pager"
      case .xrf: "; with the XRF analyser"
      case .datasheet: "; in a data sheet"
      }
    return place + tool
  }

  /// A probability in whole percent.
  public static func percent(_ probability: Double) -> String {
    guard probability.isFinite else { return "?" }
    if probability > 0, probability < 0.01 { return "under 1 %" }
    if probability < 1, probability > 0.99 { return "over 99 %" }
    return "\(Int((min(max(probability, 0), 1) * 100).rounded())) %"
  }
}
