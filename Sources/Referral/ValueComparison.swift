import Catalog
import Identification
import Inspections
import Measures

/// The declared value per kilogram and piece.
///
/// Prices are no data of the catalog: the rule of thumb here is wide, speaks of four currencies alone and only asks.
enum ValueComparison {
  private static let currencies: Set<String> = ["EUR", "USD", "GBP", "CHF", "€", "$", "£"]
  /// Machines, instruments and their parts are not made for less a kilogram, goods of bulk chapters do not cost more.
  private static let leastForMachines = 2.0
  private static let mostForBulk = 500.0
  private static let bulkChapters: Set<String> = [
    "25", "26", "27", "28", "29", "31", "39", "40", "44", "47", "48", "68", "69", "70", "72", "73", "74", "76",
  ]
  private static let machineChapters: Set<String> = ["84", "85", "86", "87", "88", "89", "90", "93"]

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    guard let value = sides.number(.value), let weight = sides.kilograms(.netWeight)?.midpoint, weight > 0 else {
      return []
    }
    let perKilogram = value / weight
    guard perKilogram.isFinite else { return [] }
    let currency = sides.declared[.currency]
    var facts = [
      "value \(sides.declared[.value]) \(currency), net weight \(sides.declared[.netWeight])",
      "\(amount(perKilogram)) \(currency) a kilogram",
    ]
    if let count = sides.number(.quantity), count >= 1 { facts.append("\(amount(value / count)) \(currency) a piece") }
    let chapter = String(sides.declared[.hs].filter(\.isNumber).prefix(2))
    let isKnown = currencies.contains(currency.uppercased())
    let chapters = Set((sides.leader?.commodity.headings ?? []).map { String($0.prefix(2)) } + [chapter])
    if isKnown, perKilogram < leastForMachines, !chapters.isDisjoint(with: machineChapters) {
      return [Remark(.value, .question, "The value is very little for machines, instruments or their parts.", facts)]
    }
    if isKnown, perKilogram > mostForBulk, bulkChapters.contains(chapter) {
      return [Remark(.value, .question, "The value is very much for goods of the declared chapter.", facts)]
    }
    return [Remark(.value, .agrees, "Compare the value with the price of what is declared.", facts)]
  }

  private static func amount(_ value: Double) -> String { value.formatted(significant: 3) }
}
