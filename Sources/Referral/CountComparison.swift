import Catalog
import Identification
import Inspections
import Measures

/// The number of pieces against the declared quantity and the stated use.
enum CountComparison {
  private static let feature = "piece-count"
  private static let many = 50.0
  /// Words for uses that need few pieces.
  private static let smallUses: Set<String> = [
    "sample", "samples", "spare", "personal", "private", "gift", "hospital", "clinic", "school", "university", "repair",
    "hobby", "образец", "образцы", "подарок", "больница", "ремонт", "muestra", "muestras", "échantillon",
    "échantillons",
    "numune", "muster",
  ]

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    let declared = sides.number(.quantity)
    let found = sides.seen.readings.isDerived(feature) ? nil : sides.seen.readings.interval(of: feature)
    var remarks: [Remark] = []
    if let declared, let found, isPieces(sides.declared[.quantity]) {
      let facts = [
        "declared \(sides.declared[.quantity])",
        "counted \(found.midpoint.map { $0.formatted(significant: 6) } ?? "?")",
      ]
      remarks.append(
        found.contains(declared)
          ? Remark(.count, .agrees, "The number of pieces is the declared one.", facts)
          : Remark(.count, .conflict, "The number of pieces is not the declared one.", facts)
      )
    }
    let count = found?.lower ?? (isPieces(sides.declared[.quantity]) ? declared : nil)
    let words = Set(
      PlaceNames.words(sides.declared[.description] + " " + sides.declared[.endUse]).map { $0.lowercased() }
    )
    if let count, count >= many, let use = words.intersection(smallUses).min() {
      let facts = ["\(count.formatted(significant: 6)) pieces", "the papers say “\(use)”"]
      remarks.append(Remark(.count, .question, "There are many pieces for the stated use.", facts))
    }
    return remarks
  }

  /// Whether a quantity counts pieces; weights and volumes are compared elsewhere.
  private static func isPieces(_ text: String) -> Bool {
    let words = PlaceNames.words(text).map { $0.lowercased() }.filter { !$0.allSatisfy(\.isNumber) }
    return !words.contains { ["kg", "t", "g", "lb", "l", "litres", "tons", "m", "m2", "m3", "кг", "л"].contains($0) }
  }
}
