public import CanonicalJSON
public import Catalog

/// The hazards of everything that the goods may be and of what was read, the most probable first.
///
/// Whatever shows a result shows these before anything else.
public struct PlausibleHazards: Sendable {
  /// The hazards; none while nothing is known of the goods.
  public let hazards: [Hazard]
  /// Whether nothing was said of the goods yet, so that candidates mean nothing.
  public let isVague: Bool
  /// What holds before anything is known.
  public static let firstRule = "Look from outside; leave all closed and off; step back from alarm, leak, smell"

  /// Weighs the hazards of an assessment.
  ///
  /// - Parameter isVague: nothing was said of the goods yet, so that candidates mean nothing.
  public init(_ assessment: Assessment, isVague: Bool) {
    self.isVague = isVague
    var masses: [String: Double] = [:]
    for candidate in assessment.candidates {
      for hazard in candidate.commodity.hazards { masses[hazard, default: 0] += candidate.probability }
    }
    // A hazard that no candidate brings comes from what was read, and that counts in full.
    let weighed = assessment.hazards.map { ($0, masses[$0.id] ?? 1) }
    hazards = isVague ? [] : weighed.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
  }

  /// The warnings as JSON, a sentence each.
  public var json: JSONValue {
    if isVague { return .list([.members(["id": .text(""), "sentences": .texts([Self.firstRule])])]) }
    return .list(hazards.map(\.warningJSON))
  }
}
