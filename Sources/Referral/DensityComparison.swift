import Catalog
import Identification
import Measures

/// Weight over size against what the declared goods and what the seen goods are made of.
enum DensityComparison {
  private static let feature = "density"
  /// Usual metals and what they weigh, in g/cm³ (handbook values).
  private static let materials: [(name: String, from: Double, to: Double)] = [
    ("water or an oil", 0.8, 1.1), ("magnesium, carbon fibre, graphite or beryllium", 1.5, 2.1),
    ("aluminium or its alloys", 2.6, 2.9), ("titanium or its alloys", 4.3, 4.8), ("zirconium", 6.3, 6.7),
    ("steel, tin or zinc", 7.0, 8.2), ("copper, nickel or brass", 8.3, 9.0), ("molybdenum or silver", 10.1, 10.6),
    ("lead", 11.2, 11.5), ("hafnium or mercury", 13.0, 13.7), ("tantalum", 16.4, 16.8),
    ("tungsten, gold or uranium", 16.9, 19.6),
  ]

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    guard let found = sides.seen.readings.interval(of: feature), found.isBounded, found.lower > 0 else { return [] }
    let ranges = sides.claimable.compactMap { candidate in range(candidate).map { (candidate.commodity.name, $0) } }
    guard !ranges.isEmpty else { return [] }
    let facts = ["weight over size gives \(words(found))"] + ranges.prefix(3).map { "\($0.0): \(words($0.1))" }
    let like = materials.filter { $0.from * 1000 <= found.upper && found.lower <= $0.to * 1000 }.map(\.name)
    if ranges.contains(where: { $0.1.intersects(widened(found)) }) {
      return [Remark(.density, .agrees, "Weight and size fit the declared goods.", facts)]
    }
    let hint = like.isEmpty || like.count > 3 ? [] : ["so dense is \(like.joined(separator: ", or "))"]
    return [Remark(.density, .conflict, "Weight and size do not fit the declared goods.", facts + hint)]
  }

  /// The density that goods of this kind have, all ranges together.
  private static func range(_ candidate: Candidate) -> Interval? {
    guard case .ranges(let ranges)? = candidate.commodity.scores[feature] else { return nil }
    return ranges.dropFirst().reduce(ranges.first?.possible) { $0?.hull($1.possible) }
  }

  /// Three tapes and a scale add up to some percent.
  private static func widened(_ interval: Interval) -> Interval {
    Interval(interval.lower * 0.95, interval.upper * 1.05) ?? interval
  }

  private static func words(_ interval: Interval) -> String {
    guard let unit = Measures.Unit.named("g/cm3", dimension: .density) else { return interval.description }
    return interval.described(in: unit)
  }
}
