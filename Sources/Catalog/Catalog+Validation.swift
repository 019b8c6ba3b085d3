import Measures

extension Catalog {
  /// Everything that is wrong between records: references to what does not exist, and rules of the catalog broken.
  public func validate() -> [RecordIssue] {
    var issues = features.values.flatMap(validate)
    issues += commodities.values.flatMap(validate)
    issues += controls.values.flatMap(validate)
    issues += markings.flatMap(validate)
    issues += substances.values.flatMap(validate)
    return issues + unreachableFeatures()
  }

  private func validate(_ feature: Feature) -> [RecordIssue] {
    var list = IssueList(.feature, feature.id)
    for requirement in feature.requires {
      guard let other = features[requirement.feature] else {
        list.add("requires", "there is no feature '\(requirement.feature)'")
        continue
      }
      for state in requirement.states where other.index(ofState: state) == nil {
        list.add("requires", "'\(state)' is not a state of \(other.id)")
      }
    }
    for state in feature.states {
      if let wider = state.wider, feature.index(ofState: wider) == nil {
        list.add("states", "'\(state.id)' is said to be a '\(wider)', which is no state of this feature")
      }
    }
    let repeated = Dictionary(grouping: feature.states, by: \.id).filter { $0.value.count > 1 }.keys.sorted()
    if !repeated.isEmpty { list.add("states", "given twice: \(repeated.joined(separator: ", "))") }
    if let other = feature.fallsBackTo {
      if features[other] == nil {
        list.add("falls back to", "there is no feature '\(other)'")
      } else if features[other]?.dimension != feature.dimension {
        list.add("falls back to", "\(other) has another dimension")
      }
    }
    for formula in feature.formulas { validate(formula, of: feature, &list) }
    return list.issues
  }

  private func validate(_ formula: Formula, of feature: Feature, _ list: inout IssueList) {
    for variable in formula.variables where features[variable]?.kind != .quantity {
      list.add("formula", "'\(variable)' is not a quantity")
      return
    }
    do {
      let found = try formula.dimension { features[$0]?.dimension }
      if found != feature.dimension {
        list.add("formula", "gives \(found) but the feature is \(feature.dimension?.description ?? "no quantity")")
      }
    } catch {
      list.add("formula", error.description)
    }
  }

  private func validate(_ commodity: Commodity) -> [RecordIssue] {
    var list = IssueList(.commodity, commodity.id)
    for entry in commodity.controls where controls[entry] == nil {
      list.add("controls", "there is no control entry '\(entry)'")
    }
    for other in commodity.lookAlikes where commodities[other.commodity] == nil {
      list.add("look-alikes", "there is no commodity '\(other.commodity)'")
    }
    if !commodity.controls.isEmpty, commodity.lookAlikes.isEmpty {
      list.add("look-alikes", "is missing: say what ordinary thing it is mistaken for, and how to tell")
    }
    for hazard in commodity.hazards where hazards[hazard] == nil {
      list.add("hazards", "there is no hazard '\(hazard)'")
    }
    for heading in commodity.headings where headings[heading] == nil {
      list.add("hs", "HS 2022 has no heading '\(heading)'")
    }
    let known = EmergingTechnology.allCases.map(\.tag)
    for tag in commodity.tags where !known.contains(tag) {
      list.add("tags", "there is no tag '\(tag)'; the tags are \(known.joined(separator: ", "))")
    }
    if commodity.headings.isEmpty { list.add("hs", "is missing", severity: .warning) }
    if commodity.sources.isEmpty { list.add("sources", "is missing: say where the facts were read") }
    if commodity.scores.count < 8 {
      list.add("scores", "has \(commodity.scores.count) features; at least 8 are needed")
    }
    if !commodity.controls.isEmpty, commodity.whyItMatters.isEmpty { list.add("why it matters", "is missing") }
    return list.issues
  }

  private func validate(_ entry: ControlEntry) -> [RecordIssue] {
    var list = IssueList(.control, entry.id)
    for (field, others) in [("same as", entry.sameAs), ("within", entry.within)] {
      for other in others where controls[other] == nil { list.add(field, "there is no control entry '\(other)'") }
    }
    if let other = entry.criterionAs {
      if controls[other] == nil {
        list.add("criterion as", "there is no control entry '\(other)'")
      } else if controls[other]?.criterion == nil {
        list.add("criterion as", "\(other) has no criterion of its own")
      }
    }
    if !entry.id.contains("/"), !entry.id.hasPrefix("x-") { list.add("id", "must be list/code, such as eu/3A225") }
    return list.issues
  }

  private func validate(_ marking: Marking) -> [RecordIssue] {
    var list = IssueList(.marking, marking.id)
    for commodity in marking.suggests where commodities[commodity] == nil {
      list.add("suggests", "there is no commodity '\(commodity)'")
    }
    for entry in marking.pointsTo where controls[entry] == nil {
      list.add("points to", "there is no control entry '\(entry)'")
    }
    if marking.sources.isEmpty { list.add("sources", "is missing: say where the facts were read") }
    return list.issues
  }

  private func validate(_ substance: Substance) -> [RecordIssue] {
    var list = IssueList(.substance, substance.id)
    for number in substance.un where unNumbers[number] == nil {
      list.add("un", "ADR 2025 has no UN number '\(number)'")
    }
    for hazard in substance.hazards where hazards[hazard] == nil {
      list.add("hazards", "there is no hazard '\(hazard)'")
    }
    return list.issues
  }

  /// Features that nothing scores, tests, implies or computes with can never matter.
  private func unreachableFeatures() -> [RecordIssue] {
    var reached: Set<String> = []
    for commodity in commodities.values { reached.formUnion(commodity.scores.keys) }
    for entry in controls.values { reached.formUnion((entry.criterion?.conditions ?? []).map(\.feature)) }
    for marking in markings { reached.formUnion(marking.implies.keys) }
    for feature in features.values {
      reached.formUnion(feature.formulas.flatMap(\.variables))
      reached.formUnion(feature.requires.map(\.feature))
      if let other = feature.fallsBackTo { reached.insert(other) }
    }
    return features.keys.filter { !reached.contains($0) }.map {
      RecordIssue(
        kind: CatalogRecord.Kind.feature.rawValue,
        id: $0,
        path: [],
        message: "is never used: no commodity scores it and no criterion tests it",
        severity: .warning
      )
    }
  }
}

private struct IssueList {
  let kind: CatalogRecord.Kind
  let id: String
  var issues: [RecordIssue] = []

  init(_ kind: CatalogRecord.Kind, _ id: String) {
    self.kind = kind
    self.id = id
  }

  mutating func add(_ field: String, _ message: String, severity: RecordIssue.Severity = .error) {
    issues.append(
      RecordIssue(kind: kind.rawValue, id: id, path: [.key(field)], message: message, severity: severity)
    )
  }
}
