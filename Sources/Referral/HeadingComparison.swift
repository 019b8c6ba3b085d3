import Catalog
import Identification
import Inspections

/// The declared tariff heading against the headings under which the plausible goods are usually declared.
enum HeadingComparison {
  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    let digits = sides.declared[.hs].filter { $0.isASCII && $0.isNumber }
    let plausible = sides.plausible.filter { !$0.commodity.headings.isEmpty }
    guard digits.count >= 4, !plausible.isEmpty else { return [] }
    let declared = name(digits, sides.catalog)
    let shared = plausible.map { candidate in
      (candidate, candidate.commodity.headings.map { common($0, digits) }.max() ?? 0)
    }
    guard let best = shared.max(by: { $0.1 < $1.1 }) else { return [] }
    let usual = plausible.prefix(3).map { candidate in
      let headings = candidate.commodity.headings.prefix(2).map { name($0, sides.catalog) }
      return "\(candidate.commodity.name) is usually declared under \(headings.joined(separator: " or "))"
    }
    if best.1 >= 4 {
      return [
        Remark(.heading, .agrees, "The declared heading fits \(best.0.commodity.name).", ["declared \(declared)"])
      ]
    }
    let standing: Remark.Standing = sides.leader != nil && best.1 < 2 ? .conflict : .question
    let sentence =
      best.1 >= 2
      ? "The declared heading is of the same chapter as what was seen, but another heading."
      : "The declared heading is one of other goods than what was seen."
    return [Remark(.heading, standing, sentence, ["declared \(declared)"] + usual)]
  }

  /// How many leading digits two codes share, by whole chapter, heading and subheading.
  private static func common(_ code: String, _ digits: String) -> Int {
    let shared = zip(code.filter(\.isNumber), digits).prefix { $0 == $1 }.count
    return min(6, shared / 2 * 2)
  }

  private static func name(_ digits: String, _ catalog: Catalog) -> String {
    let known = [6, 4].lazy.compactMap { length in
      digits.count >= length ? catalog.headings[String(digits.prefix(length))] : nil
    }.first
    let code = String(digits.prefix(10))
    return known.map { "\(code) (\($0.count > 60 ? $0.prefix(59) + "…" : $0))" } ?? code
  }
}
