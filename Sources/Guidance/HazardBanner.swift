import Catalog
import Identification

/// The hazards of everything that the goods may be, the most probable first.
struct HazardBanner {
  let hazards: [Hazard]
  private let isVague: Bool
  /// What holds before anything is known.
  private static let firstRule =
    "! Look from outside; leave all closed and off; step back from alarm, leak, smell"

  /// - Parameter isVague: nothing was said of the goods yet, so that candidates mean nothing.
  init(_ assessment: Assessment, isVague: Bool) {
    self.isVague = isVague
    var masses: [String: Double] = [:]
    for candidate in assessment.candidates {
      for hazard in candidate.commodity.hazards { masses[hazard, default: 0] += candidate.probability }
    }
    // A hazard that no candidate brings comes from what was read, and that counts in full.
    let weighed = assessment.hazards.map { ($0, masses[$0.id] ?? 1) }
    hazards = isVague ? [] : weighed.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
  }

  /// One line per hazard, for every page.
  var lines: [TextLine] {
    if isVague { return [TextLine(Self.firstRule, .hazard, hanging: 2)] }
    return hazards.map { hazard in
      let not = hazard.doNot.first.map { " – do not \($0)" } ?? ""
      return TextLine("! \(hazard.name)\(not)", .hazard, hanging: 2)
    }
  }

  /// Everything there is to say of hazards.
  static func advice(_ hazards: [Hazard]) -> [TextLine] {
    hazards.flatMap { hazard in
      [
        TextLine("! Possible hazard: \(hazard.name)", .hazard),
        TextLine("Do not: \(hazard.doNot.joined(separator: "; ")).", hanging: 8),
        TextLine("Do: \(hazard.advice.joined(separator: "; ")).", hanging: 4),
      ]
    }
  }
}
