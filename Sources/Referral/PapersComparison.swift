import Catalog
import Inspections

/// The papers against themselves.
enum PapersComparison {
  /// Words that say nothing of what goods are.
  private static let generic: Set<String> = [
    "parts", "part", "sample", "samples", "equipment", "goods", "spare", "spares", "machinery", "machine",
    "accessories",
    "components", "component", "products", "materials", "metal", "steel", "iron", "plastic", "items", "general",
    "cargo", "consol", "consolidation",
    "kit", "kits", "tools", "industrial", "technical", "various", "other", "and", "of", "for", "the", "new", "used",
    "запчасти", "оборудование", "образцы", "товары", "детали", "части", "pièces", "équipement", "repuestos", "equipo",
    "muestras", "ersatzteile", "teile", "waren", "parçalar", "ekipman",
  ]

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    var remarks: [Remark] = []
    let description = sides.declared[.description]
    let words = PlaceNames.words(description).map { $0.lowercased() }.filter { !$0.allSatisfy(\.isNumber) }
    if !words.isEmpty, words.allSatisfy(generic.contains) {
      remarks.append(
        Remark(.papers, .question, "The description does not say what the goods are.", ["“\(description)”"])
      )
    }
    let (named, licensed) = (sides.declared[.consignee], sides.declared[.licenceConsignee])
    if !named.isEmpty, !licensed.isEmpty, folded(named) != folded(licensed) {
      remarks.append(
        Remark(
          .papers,
          .conflict,
          "The licence names another consignee than the papers.",
          ["on the papers “\(named)”", "on the licence “\(licensed)”"]
        )
      )
    }
    let wrong = sides.declared.transportNumbers.filter { if case .failed = $0.standing { true } else { false } }
    remarks += wrong.map { Remark(.papers, .question, "A transport number does not hold its check.", [$0.sentence]) }
    return remarks
  }

  private static func folded(_ text: String) -> String {
    PlaceNames.words(text).map { $0.lowercased() }.joined(separator: " ")
  }
}
