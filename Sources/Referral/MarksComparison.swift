import Catalog
import Identification
import Inspections

/// Places that marks name against the places of the papers.
enum MarksComparison {
  static func remarks(_ sides: Consistency.Sides) -> [Remark] {
    let places = PlaceNames(sides.catalog)
    let origins = sides.texts.flatMap { places.origins(in: $0) }
    var remarks: [Remark] = []
    if let declared = sides.country(.origin) {
      let others = unique(origins.filter { $0.country != declared.id })
      if !others.isEmpty {
        let facts = ["declared origin \(declared.name)"] + others.map { "a mark says made in \($0.words)" }
        remarks.append(Remark(.marks, .conflict, "A mark names another country of origin than the papers.", facts))
      } else if !origins.isEmpty {
        remarks.append(Remark(.marks, .agrees, "The mark of origin agrees with the papers.", [declared.name]))
      }
    }
    let fields: [DeclaredField] = [.origin, .destination, .route, .consignor, .consignee, .endUser, .forwarder]
    let known = Set(
      fields.flatMap { field in
        places.mentions(in: sides.declared[field], needsCapital: false).map(\.country)
          + [sides.country(field)?.id].compactMap(\.self)
      }
    )
    guard !known.isEmpty else { return remarks }
    let strangers = unique(
      sides.texts.flatMap { places.mentions(in: $0) }.filter { !known.contains($0.country) }
        .filter { stranger in !origins.contains { $0.country == stranger.country } }
    )
    if !strangers.isEmpty {
      let facts = strangers.prefix(4).map { "“\($0.words)” (\(sides.catalog.countries[$0.country]?.name ?? ""))" }
      remarks.append(Remark(.marks, .question, "The marks name a place that the papers do not.", facts))
    }
    return remarks
  }

  private static func unique(_ mentions: [PlaceNames.Mention]) -> [PlaceNames.Mention] {
    var seen: Set<String> = []
    return mentions.sorted { ($0.country, $0.words) < ($1.country, $1.words) }.filter {
      seen.insert($0.country).inserted
    }
  }
}
