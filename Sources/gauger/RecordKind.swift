import ArgumentParser
import Catalog

/// The kinds of records by the names that people use for them, in the order they are listed.
enum RecordKind: String, CaseIterable, ExpressibleByArgument {
  case commodity, entry, substance, marking, un, hs, trade, feature, hazard, regime

  /// The kind's name in records.
  var kind: CatalogRecord.Kind {
    switch self {
    case .commodity: .commodity
    case .entry: .control
    case .substance: .substance
    case .marking: .marking
    case .un: .unNumber
    case .hs: .heading
    case .trade: .tradeTerm
    case .feature: .feature
    case .hazard: .hazard
    case .regime: .regime
    }
  }

  /// The title over several of them.
  var title: String {
    switch self {
    case .commodity: "Commodities"
    case .entry: "Entries of lists"
    case .substance: "Substances"
    case .marking: "Markings"
    case .un: "UN numbers"
    case .hs: "HS headings"
    case .trade: "Trade words"
    case .feature: "Features"
    case .hazard: "Hazards"
    case .regime: "Regimes"
    }
  }

  /// The kind of a record.
  init?(record kind: String) {
    guard let known = Self.allCases.first(where: { $0.kind.rawValue == kind }) else { return nil }
    self = known
  }

  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
