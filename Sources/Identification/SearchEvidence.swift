import Catalog
import Reading

/// What it says of goods that somebody who was asked for a feature found it, or looked for it in vain.
///
/// A feature that few kinds are described by mostly does not exist on the others: goods on which a memory size was
/// found are more often of a kind that has one, and those on which nobody can find one more often of another. A
/// feature that nearly all kinds are described by, such as the mass, says nothing either way, because the others have
/// it too. What is scored for a kind can be out of sight all the same, so that none of this ever says much.
struct SearchEvidence: Sendable {
  /// How often a feature that no other kind is described by is found on goods that are not described by it either,
  /// beside those that are.
  private static let leastShare = 0.2

  /// What finding it says for goods that are not scored for it, in bits; not above zero.
  let foundUnscored: Double
  /// What looking in vain says for goods that are scored for it, in bits; not above zero.
  let missedScored: Double

  /// - Parameter scored: the share of all kinds that are described by it, 0 to 1.
  init(_ feature: Feature, share scored: Double) {
    let share = Self.leastShare + (1 - Self.leastShare) * scored
    let chance = Circumstances().chanceOfAnswer(feature)
    foundUnscored = Binary.log2(share)
    missedScored = Binary.log2((1 - chance) / (1 - chance * share))
  }
}

extension Identification {
  /// What the search for the features that were asked for says for a commodity, in bits.
  func bitsOfSearch(_ clues: Clues, for commodity: Commodity) -> Double {
    clues.observations.reduce(0) { sum, observation in
      guard clues.askedFeatures.contains(observation.feature), observation.content != .notApplicable,
        let column = table.columnOfFeature[observation.feature]
      else { return sum }
      // Who leaves every state open has found nothing.
      if case .states(let set) = observation.content, set.count >= table.features[column].states.count { return sum }
      return switch (observation.content == .cannotSee, commodity.scores[observation.feature] != nil) {
      case (true, true): sum + table.search[column].missedScored
      case (false, false): sum + table.search[column].foundUnscored
      case (true, false), (false, true): sum
      }
    }
  }
}
