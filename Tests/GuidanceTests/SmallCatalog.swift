import Authoring
import Catalog
import Foundation
import Guidance
import Identification
import Inspections
import Reading
import Presentation

/// The catalog of Tests/Fixtures/catalog-small, and dialogues about it.
enum SmallCatalog {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/catalog-small")

  static func dialogue(_ examination: Examination = Examination()) throws -> GuidedDialogue {
    let catalog = Catalog(records: try CatalogSource(folder: folder).records)
    let facts = StandingNotice(release: "0123456789abcdef", madeAt: 0, now: 3 * 86_400)
    return GuidedDialogue(
      engine: try Identification(catalog),
      reader: TextReader(catalog),
      facts: facts,
      examination: examination
    )
  }
}
