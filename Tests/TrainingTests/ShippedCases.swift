import Authoring
import Catalog
import Foundation
import Identification
import Reading
import Training

/// The cases that come with the catalog, read once for all tests.
struct ShippedCases {
  let catalog: Catalog
  let engine: Identification
  let reader: TextReader
  let read: PracticeCases

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appendingPathComponent("Catalog")
  static let shared = Result { try ShippedCases() }

  private init() throws {
    catalog = Catalog(records: try CatalogSource(folder: Self.folder).records)
    engine = try Identification(catalog)
    reader = TextReader(catalog)
    read = PracticeCases(besides: Self.folder, in: catalog)
  }

  func practice(_ id: String) throws -> PracticeCase {
    guard let practice = read.cases.first(where: { $0.id == id }) else { throw Missing(id: id) }
    return practice
  }

  struct Missing: Error {
    let id: String
  }
}
