import Foundation
import Identification

extension Dataset {
  /// The matrix without the taxon `leftOut`.
  ///
  /// - Parameter keepsInapplicable: whether an inapplicable score is evidence; the reference program treats it like
  ///   an unscored one.
  func matrix(leavingOut leftOut: Int? = nil, keepsInapplicable: Bool) throws -> ScoreMatrix {
    let taxa = (0..<taxonCount).filter { $0 != leftOut }
    var builder = ScoreMatrixBuilder(itemCount: taxa.count)
    for character in characters {
      let scores = taxa.map { taxon in
        character.values.indices.contains(taxon)
          ? character.pattern(character.values[taxon], keepsInapplicable: keepsInapplicable) : .unscored
      }
      try builder.addColumn(character.columnKind, scores: scores)
    }
    return builder.build()
  }

  /// Whether any value of a specimen lies outside what is scored for a taxon.
  func isContradicted(_ taxon: Int, by specimen: Specimen) -> Bool {
    specimen.values.contains { column, value in
      let character = characters[column]
      guard !character.isIgnored, character.values.indices.contains(taxon),
        case .values(let scored) = character.values[taxon]
      else { return false }
      guard case .real = character.kind else { return !scored.contains(value) }
      return value < (scored.min() ?? value) || value > (scored.max() ?? value)
    }
  }

  /// The rules by which characters depend on others.
  var rules: ApplicabilityRules {
    ApplicabilityRules(
      characters.map { character in
        guard !character.blockedBy.isEmpty else { return nil }
        return ApplicabilityRule(
          allOf: character.blockedBy.map { control, blocked in
            let all = Set(0..<characters[control].stateCount)
            return ApplicabilityCondition(
              column: control,
              allowed: .states(all.subtracting(blocked.map { $0 - 1 }))
            )
          }
        )
      }
    )
  }
}

extension Dataset.Character {
  var stateCount: Int {
    if case .states(let count) = kind { count } else { 0 }
  }

  fileprivate var columnKind: ColumnKind {
    if case .states(let count) = kind { .states(count: count) } else { .quantity() }
  }

  fileprivate func pattern(_ cell: Dataset.Cell, keepsInapplicable: Bool) -> ScorePattern {
    switch (cell, kind) {
    case (.unscored, _): return .unscored
    case (.inapplicable, _): return keepsInapplicable ? .inapplicable : .unscored
    case (.values(let states), .states):
      return .states(states.map { StateWeight(state: Int($0) - 1) })
    case (.values(let values), .integer):
      // An integer stands for the values that round to it.
      return .ranges(values.map { ScoredRange(lower: $0 - 0.5, upper: $0 + 0.5) })
    case (.values(let ends), .real):
      return .range(ends.min() ?? 0, ends.max() ?? 0)
    }
  }

  /// A value as evidence; `spread` is how far to either side a real value may be.
  func evidence(_ value: Double, spread: Double = 0) -> Evidence {
    switch kind {
    case .states: .states([Int(value) - 1])
    case .integer: .interval(lower: value - 0.25, upper: value + 0.25)
    case .real: .interval(lower: value - spread, upper: value + spread)
    }
  }

  /// What the reference program takes a character to cost: less the more reliable it is.
  var referenceCost: Double { pow(1.1, 5 - min(10, reliability)) }
}
