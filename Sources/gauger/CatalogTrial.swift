import Catalog
import Identification
import KitStore
import Overlays
import Reading

/// Tries a catalog out before a kit relies on it.
enum CatalogTrial {
  /// Goods that are tried; a catalog of which none is recognised by its own name is of no use.
  private static let mostGoods = 5

  /// Why a catalog is of no use.
  enum Failure: Error, CustomStringConvertible {
    case noGoods
    case notRecognised(String)

    var description: String {
      switch self {
      case .noGoods: "it describes no goods"
      case .notRecognised(let name): "goods called '\(name)' are not recognised with it"
      }
    }
  }

  /// Identifies a few goods by their names.
  static func run(_ database: CatalogDatabase) throws {
    let catalog = try KitCatalog(database, []).catalog()
    let engine = try Identification(catalog)
    let reader = TextReader(catalog)
    let goods = catalog.commodities.values.sorted { $0.id < $1.id }.prefix(mostGoods)
    guard let first = goods.first else { throw Failure.noGoods }
    for commodity in goods {
      let assessment = engine.assess(reader.read(commodity.name, from: .declaration, context: ""))
      if assessment.candidates.contains(where: { $0.commodity.id == commodity.id }) { return }
    }
    throw Failure.notRecognised(first.name)
  }
}
