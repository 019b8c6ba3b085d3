import Catalog
import Identification
import Inspections
import Measures

/// Declared weights against each other and against the scale.
enum WeightComparison {
  /// Weights this close to each other agree: scales and packing differ by more than their last digit.
  private static let tolerance = 0.05

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    order(sides) + compare(sides, .netWeight, "total-net-mass") + compare(sides, .grossWeight, "gross-mass")
  }

  private static func order(_ sides: Consistency.Sides) -> [Remark] {
    guard let net = sides.kilograms(.netWeight), let gross = sides.kilograms(.grossWeight), net.lower > gross.upper
    else { return [] }
    let facts = ["net \(sides.declared[.netWeight])", "gross \(sides.declared[.grossWeight])"]
    return [Remark(.weight, .conflict, "The declared net weight is more than the declared gross weight.", facts)]
  }

  private static func compare(_ sides: Consistency.Sides, _ field: DeclaredField, _ feature: String) -> [Remark] {
    guard let declared = sides.kilograms(field), let seen = sides.seen.readings.interval(of: feature),
      !sides.seen.readings.isDerived(feature), let unit = Measures.Unit.named("kg", dimension: .mass)
    else { return [] }
    let facts = ["declared \(sides.declared[field])", "found \(seen.described(in: unit))"]
    let fits = declared.lower * (1 - tolerance) <= seen.upper && seen.lower <= declared.upper * (1 + tolerance)
    let name = field.label.lowercased()
    return [
      fits
        ? Remark(.weight, .agrees, "The declared \(name) agrees with what was found.", facts)
        : Remark(.weight, .conflict, "The declared \(name) is not what was found.", facts)
    ]
  }
}
