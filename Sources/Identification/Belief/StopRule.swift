/// When to stop asking.
///
/// - One decision class is certain among those in the catalog, and its leader has passed verification: it is named.
/// - The leader has failed verification, or it is certain enough without that: the thing is not in the catalog.
/// - No eligible question tells anything more: what is left cannot be separated.
public struct StopRule: Sendable {
  /// The probability, given that the thing is in the catalog, from which a decision class is put to the test.
  public var sureOfClass = 0.99
  /// The probability from which the thing counts as not in the catalog.
  public var sureOfNone = 0.95

  /// The usual thresholds.
  public init() {}

  /// Where an identification stands.
  public enum Standing: Hashable, Sendable {
    /// Ask on.
    case open
    /// The leader is probable enough to be put to the test.
    case verify(leader: Int)
    /// The leader's decision class is established.
    case settled(leader: Int)
    /// The leader fits best, but whether it is the leader or something like it cannot be told.
    case unconfirmed(leader: Int)
    /// Nothing in the catalog fits.
    case notInCatalog
    /// No question is left that would tell these items apart, the most probable first.
    case inseparable([Int])
  }

  /// Judges a belief.
  ///
  /// - Parameters:
  ///   - classes: the decision class of each item.
  ///   - canAsk: whether an informative question is left.
  ///   - verification: what has come out of the leader's test; open if it has not begun.
  public func standing(
    _ belief: Belief,
    classes: DecisionClasses,
    canAsk: Bool,
    verification: Verification.Outcome = .open
  ) -> Standing {
    if belief.notInCatalog >= sureOfNone { return .notInCatalog }
    guard let leader = belief.leader, let number = classes.number(ofItem: leader) else { return .notInCatalog }
    if classes.probabilities(belief)[number] >= sureOfClass * (1 - belief.notInCatalog) {
      switch verification {
      case .open: return .verify(leader: leader)
      case .passed: return .settled(leader: leader)
      case .failed: return .notInCatalog
      case .inconclusive: return .unconfirmed(leader: leader)
      }
    }
    guard !canAsk else { return .open }
    let least = belief.probabilities[leader] / 100
    return .inseparable(belief.ranking.filter { belief.probabilities[$0] >= least })
  }
}
