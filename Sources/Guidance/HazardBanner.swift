import Catalog
import Identification

/// The hazards of everything that the goods may be, the most probable first.
struct HazardBanner {
  private let plausible: PlausibleHazards

  var hazards: [Hazard] { plausible.hazards }

  /// - Parameter isVague: nothing was said of the goods yet, so that candidates mean nothing.
  init(_ assessment: Assessment, isVague: Bool) {
    plausible = PlausibleHazards(assessment, isVague: isVague)
  }

  /// One line per hazard, for every page.
  var lines: [TextLine] {
    if plausible.isVague { return [TextLine("! \(PlausibleHazards.firstRule)", .hazard, hanging: 2)] }
    return hazards.map { TextLine("! \($0.briefWarning)", .hazard, hanging: 2) }
  }

  /// Everything there is to say of hazards.
  static func advice(_ hazards: [Hazard]) -> [TextLine] {
    hazards.flatMap { hazard in
      hazard.warning.enumerated().map { place, sentence in
        place == 0
          ? TextLine("! \(sentence)", .hazard)
          : TextLine(sentence, hanging: sentence.prefix { $0 != ":" }.count + 2)
      }
    }
  }
}
