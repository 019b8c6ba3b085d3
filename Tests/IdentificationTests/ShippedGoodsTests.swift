import Authoring
import Catalog
import Foundation
import Identification
import Testing

@Suite struct ShippedGoodsTests {
  private static let catalog = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Catalog")

  @Test func `goods with other entries can be told apart, or their record says why not`() throws {
    let shipped = Catalog(records: try CatalogSource(folder: Self.catalog).records)
    let pairs = CatalogSimulation(try Identification(shipped)).inseparablePairs()
    for pair in pairs where pair.reason.isEmpty {
      Issue.record("nothing scored tells \(pair.first) from \(pair.second); score what does, or say why it cannot be")
    }
    #expect(pairs.count < 80)
  }
}
