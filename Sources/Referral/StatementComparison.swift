import Catalog
import Identification
import Inspections
import Reading

/// Statements of export control on goods and papers against the declaration.
enum StatementComparison {
  /// Words that say a country restricts where goods may go on, folded to small letters.
  private static let phrases: [(words: [String], name: String)] = [
    (["itar"], "ITAR"), (["usml"], "USML"), (["22", "cfr"], "22 CFR"), (["15", "cfr"], "15 CFR"),
    (["export", "administration", "regulations"], "Export Administration Regulations"), (["eccn"], "ECCN"),
    (["dual", "use"], "dual-use"), (["export", "licence", "required"], "export licence required"),
    (["export", "license", "required"], "export license required"),
    (["diversion", "contrary"], "diversion contrary to law"),
    (["двойного", "назначения"], "dual-use (двойного назначения)"),
    (["double", "usage"], "dual-use (double usage)"), (["doppelverwendung"], "dual-use (Doppelverwendung)"),
  ]

  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    let seen = statements(sides.texts.joined(separator: "\n"))
    let declared = statements(
      [DeclaredField.description, .licence, .declaration].map { sides.declared[$0] }.joined(separator: "\n")
    )
    guard !seen.isEmpty || !declared.isEmpty else { return [] }
    var remarks: [Remark] = []
    let fresh = seen.filter { !declared.contains($0) }
    if !fresh.isEmpty, sides.declared[.licence].isEmpty {
      remarks.append(
        Remark(
          .statement,
          .conflict,
          "Goods or labels carry a statement of export control, and the papers claim no licence.",
          fresh.map { "“\($0)” was read" }
        )
      )
    } else {
      remarks.append(
        Remark(
          .statement,
          .question,
          "A statement of export control is information for the authority.",
          (seen + declared).map { "“\($0)”" }
        )
      )
    }
    return remarks + contradiction(sides)
  }

  /// A list code in the papers against the entries that the seen goods lead to.
  private static func contradiction(_ sides: Consistency.Sides) -> [Remark] {
    guard let leader = sides.leader else { return [] }
    let codes = Identifier.find(in: String(sides.declared[.description].prefix(2_000))).filter {
      $0.kind == .controlCode
    }
    .map(\.canonical)
    let entries = sides.catalog.entries(of: leader.commodity).map { String($0.drop { $0 != "/" }.dropFirst()) }
    let strange = codes.filter { code in
      !entries.contains { $0.uppercased().hasPrefix(code.uppercased()) || code.uppercased().hasPrefix($0.uppercased()) }
    }
    guard !strange.isEmpty else { return [] }
    let facts = strange.map { "the papers say \($0)" } + ["what was seen speaks for \(leader.commodity.name)"]
    return [Remark(.statement, .question, "The exporter's list code is not one that such goods lead to.", facts)]
  }

  private static func statements(_ text: String) -> [String] {
    let words = PlaceNames.words(String(text.prefix(20_000))).map { $0.lowercased() }
    return phrases.filter { phrase in
      words.indices.contains { index in
        index + phrase.words.count <= words.count && Array(words[index..<index + phrase.words.count]) == phrase.words
      }
    }.map(\.name)
  }
}
