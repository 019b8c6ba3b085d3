/// When to stop asking.
///
/// - One decision class is certain enough and its leader has passed verification: it is named.
/// - It is certain enough that the thing is not in the catalog.
/// - No eligible question tells anything more: what is left cannot be separated.
public struct StopRule: Sendable {
  /// The probability from which a decision class is named.
  public var sureOfClass = 0.99
  /// The probability from which the thing counts as not in the catalog.
  public var sureOfNone = 0.95
  /// The number of contradictions up to which a verified leader is accepted.
  public var toleratedMismatches = Verification.toleratedMismatches

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
  ///   - isVerified: whether the leader's verification questions have been put.
  public func standing(
    _ belief: Belief,
    classes: DecisionClasses,
    canAsk: Bool,
    isVerified: Bool
  ) -> Standing {
    if belief.notInCatalog >= sureOfNone { return .notInCatalog }
    guard let leader = belief.leader, let number = classes.number(ofItem: leader) else { return .notInCatalog }
    if classes.probabilities(belief)[number] >= sureOfClass {
      guard isVerified else { return .verify(leader: leader) }
      return belief.mismatches[leader] <= toleratedMismatches ? .settled(leader: leader) : .notInCatalog
    }
    guard !canAsk else { return .open }
    let least = belief.probabilities[leader] / 100
    return .inseparable(belief.ranking.filter { belief.probabilities[$0] >= least })
  }
}
