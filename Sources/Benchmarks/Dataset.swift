import Foundation
import Identification

/// One of the identification matrices and its specimens, as the files have them.
struct Dataset {
  let name: String
  let taxonCount: Int
  let characters: [Character]
  let specimens: [Specimen]
  /// The runs of the reference program, if there are any.
  let reference: [ReferenceRun]

  struct Character {
    enum Kind { case states(Int), integer, real }

    let id: Int
    let kind: Kind
    let reliability: Double
    let isIgnored: Bool
    let values: [Cell]
    /// The states of each controlling character that make this one inapplicable.
    var blockedBy: [(character: Int, states: [Int])] = []
  }

  enum Cell {
    case unscored
    case inapplicable
    case values([Double])
  }

  struct Specimen {
    let taxon: Int
    let rep: Int
    /// The true value by column.
    let values: [Int: Double]
  }

  struct ReferenceRun {
    let answered: Int
    let remaining: Int
  }

  /// Loads `NAME.matrix.json` and the files beside it.
  init(name: String, folder: URL) throws {
    self.name = name
    let file = try JSONDecoder().decode(
      MatrixFile.self,
      from: Data(contentsOf: folder.appending(path: "\(name).matrix.json"))
    )
    taxonCount = file.taxa.count
    let coded = file.characters.filter { $0.type != "Text" }
    let columnOfCharacter = Dictionary(uniqueKeysWithValues: coded.enumerated().map { ($1.id, $0) })
    var characters = coded.map { $0.character }
    for (control, source) in coded.enumerated() {
      for dependency in source.deps {
        for dependent in dependency.dependents {
          guard let column = columnOfCharacter[dependent] else { continue }
          characters[column].blockedBy.append((control, dependency.states))
        }
      }
    }
    self.characters = characters
    let lines = try String(contentsOf: folder.appending(path: "\(name).specimens.jsonl"), encoding: .utf8)
    specimens = try lines.split(separator: "\n").map { line in
      let specimen = try JSONDecoder().decode(SpecimenLine.self, from: Data(line.utf8))
      var values: [Int: Double] = [:]
      for (id, value) in specimen.v {
        if let id = Int(id), let column = columnOfCharacter[id] { values[column] = value }
      }
      return Specimen(taxon: specimen.taxon - 1, rep: specimen.rep, values: values)
    }
    let runs = try? String(contentsOf: folder.appending(path: "\(name).intkey.runs.csv"), encoding: .utf8)
    reference = (runs ?? "").split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count > 4, let answered = Int(fields[2]), let remaining = Int(fields[4]) else { return nil }
      return ReferenceRun(answered: answered, remaining: remaining)
    }
  }
}

private struct MatrixFile: Decodable {
  let taxa: [String]
  let characters: [MatrixCharacter]
}

private struct SpecimenLine: Decodable {
  let taxon: Int
  let rep: Int
  let v: [String: Double]
}

private struct MatrixCharacter: Decodable {
  struct Dependency: Decodable {
    let states: [Int]
    let dependents: [Int]
  }

  let id: Int
  let type: String
  let reliability: Double
  let ignoredForBest: Bool
  let states: [String]?
  let deps: [Dependency]
  let values: [MatrixCell]

  var character: Dataset.Character {
    let kind: Dataset.Character.Kind =
      switch type {
      case "RealNumeric": .real
      case "IntegerNumeric": .integer
      default: .states(states?.count ?? 1)
      }
    return Dataset.Character(
      id: id,
      kind: kind,
      reliability: reliability,
      isIgnored: ignoredForBest,
      values: values.map(\.cell)
    )
  }
}

private struct MatrixCell: Decodable {
  let cell: Dataset.Cell

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      cell = .unscored
    } else if let values = try? container.decode([Double].self) {
      cell = values.isEmpty ? .unscored : .values(values)
    } else {
      cell = .inapplicable
    }
  }
}
