import Catalog
import Identification
import Measures

/// The candidates with what speaks for and against each, and what tells two of them apart.
struct CandidateReport {
  let assessment: Assessment
  let catalog: Catalog
  private static let mostShown = 6
  private static let mostPoints = 4

  /// The list, the most probable first.
  var lines: [TextLine] {
    var lines = [TextLine("Candidates", .heading)]
    if assessment.candidates.isEmpty { lines.append(TextLine("Nothing in the catalog fits.")) }
    for (index, candidate) in assessment.candidates.prefix(Self.mostShown).enumerated() {
      let percent = Wording.percent(candidate.probability)
      lines.append(TextLine("\(index + 1)  \(candidate.commodity.name), \(percent)", hanging: 3))
      lines += points(candidate)
    }
    let rest = assessment.candidates.count - Self.mostShown
    if rest > 0 { lines.append(TextLine("and \(rest) less probable ones")) }
    lines.append(TextLine("Something that is not in this catalog, \(Wording.percent(assessment.notInCatalog))"))
    if assessment.candidates.count > 1 { lines += [.blank] + comparison(0, 1) }
    return lines
  }

  private func points(_ candidate: Candidate) -> [TextLine] {
    let readings = candidate.evidence.map { ("\(name($0.feature)): \($0.text)", $0.bits) }
    let supporting = readings.filter { $0.1 > 0 }.prefix(Self.mostPoints).map(\.0)
    let opposing = readings.filter { $0.1 < 0 }.prefix(Self.mostPoints).map(\.0)
    var lines: [TextLine] = []
    if !supporting.isEmpty { lines.append(.item(supporting.joined(separator: "; "), depth: 1, mark: "for:")) }
    if !opposing.isEmpty { lines.append(.item(opposing.joined(separator: "; "), depth: 1, mark: "against:")) }
    if lines.isEmpty { lines.append(.item("only words and markings speak for it", depth: 1, mark: "for:")) }
    return lines
  }

  /// Whether there are candidates with these places in the list.
  func has(_ places: [Int]) -> Bool { places.allSatisfy(assessment.candidates.indices.contains) }

  /// What tells two candidates apart: the tells of the catalog, readings taken and readings still open.
  func comparison(_ first: Int, _ second: Int) -> [TextLine] {
    guard has([first, second]) else { return [] }
    let (left, right) = (assessment.candidates[first].commodity, assessment.candidates[second].commodity)
    var lines = [TextLine("\(left.name) against \(right.name)", .heading)]
    for (one, other) in [(left, right), (right, left)] {
      for look in one.lookAlikes where look.commodity == other.id {
        lines.append(.item("\(other.name): \(look.explanation)"))
      }
    }
    let differing = catalog.features.values.sorted { $0.id < $1.id }.filter { feature in
      guard let one = left.scores[feature.id], let other = right.scores[feature.id] else { return false }
      return one != other
    }
    let separating = differing.filter { left.excludes(right, $0) } + differing.filter { !left.excludes(right, $0) }
    for feature in separating.prefix(8) {
      guard let one = left.scores[feature.id], let other = right.scores[feature.id] else { continue }
      let read = reading(of: feature).map { "; read: \($0)" } ?? ""
      lines.append(
        .item("\(feature.name): \(one.described(feature)) against \(other.described(feature))\(read)")
      )
    }
    if lines.count == 1 { lines.append(TextLine("The catalog records nothing that tells them apart.")) }
    return lines
  }

  /// Everything there is to say of one candidate.
  func detail(_ place: Int) -> [TextLine] {
    guard has([place]) else { return [] }
    let candidate = assessment.candidates[place]
    let commodity = candidate.commodity
    var lines = [TextLine("\(commodity.name), \(Wording.percent(candidate.probability))", .heading)]
    lines.append(TextLine(commodity.looksLike))
    if !commodity.ordinaryUses.isEmpty {
      lines.append(TextLine("Ordinary uses: \(commodity.ordinaryUses.joined(separator: ", "))", hanging: 2))
    }
    if !commodity.whyItMatters.isEmpty {
      lines.append(TextLine("Why it matters: \(commodity.whyItMatters)", hanging: 2))
    }
    lines += candidate.evidence.map { piece in
      .item("\(name(piece.feature)): \(piece.text)", mark: piece.bits > 0 ? "for:" : "against:")
    }
    for look in commodity.lookAlikes {
      let name = catalog.commodities[look.commodity]?.name ?? look.commodity
      lines.append(.item("\(name): \(look.explanation)", mark: "may be mistaken for"))
    }
    return lines
  }

  private func reading(of feature: Feature) -> String? {
    if let states = assessment.readings.states(of: feature.id) { return feature.describeStates(states) }
    guard let interval = assessment.readings.interval(of: feature.id), let unit = feature.unit else { return nil }
    return interval.described(in: unit)
  }

  private func name(_ feature: String) -> String { catalog.features[feature]?.name ?? feature }
}
