import Catalog
import Measures
import Reading

/// What a label that names one substance alone says of its concentration.
///
/// Rules for dangerous goods require mixtures and solutions to be called so (ADR 2025, 3.1.3), so a drum that names a
/// substance and nothing else is taken for the substance itself until somebody reads a concentration. It is said in
/// the concerns, so that nobody takes it for a reading.
enum LabelPresumption {
  private static let concentration = "concentration"
  private static let share = 80.0...100.0
  private static let sureEnough = 0.8

  /// The presumed concentration, or nil where the rule does not apply.
  static func observation(
    _ candidates: [Candidate],
    _ readings: Readings,
    features: [String: Feature]
  ) -> Observation? {
    guard let leader = candidates.first, leader.probability >= sureEnough, !leader.commodity.controls.isEmpty,
      case .states(let common, _) = leader.commodity.scores[Vocabulary.substanceFeatureID],
      let named = readings.states(of: Vocabulary.substanceFeatureID), named.count == 1, named.isSubset(of: common),
      let feature = features[concentration], readings.interval(of: concentration) == nil,
      !isCalledMixture(readings, features)
    else { return nil }
    guard let unit = feature.unit,
      let interval = Interval(unit.canonical(share.lowerBound), unit.canonical(share.upperBound))
    else { return nil }
    return Observation(
      feature: concentration,
      content: .quantity(interval),
      source: .estimated,
      text: "label names the substance alone"
    )
  }

  private static func isCalledMixture(_ readings: Readings, _ features: [String: Feature]) -> Bool {
    guard let feature = features["mixture"], let states = readings.states(of: feature.id),
      let alone = feature.index(ofState: "single-substance")
    else { return false }
    return states != StateSet([alone])
  }

  static let concern =
    "no concentration was read: the label names the substance alone, which the rules allow only for the substance itself; read the concentration to confirm"
}
