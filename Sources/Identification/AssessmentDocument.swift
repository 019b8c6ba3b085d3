public import CanonicalJSON
public import Catalog
import Measures
public import Reading

extension Assessment {
  /// The assessment on one line of JSON, its hazards before everything else but its name.
  ///
  /// - Parameters:
  ///   - id: the name of the line; empty for a guided identification.
  ///   - clues: what was understood.
  public func line(id: String, clues: Clues) -> String {
    let document = document(id: id, clues: clues)
    return document.object?.line(leading: ["id", "hazards"]) ?? document.line
  }

  /// The assessment as the JSON object that `screen` and `identify --json` print, format version 1.
  ///
  /// - Parameters:
  ///   - id: the name of the line; empty for a guided identification.
  ///   - clues: what was understood.
  public func document(id: String, clues: Clues) -> JSONValue {
    .members([
      "version": .integer(1),
      "id": .text(id),
      "hazards": PlausibleHazards(self, isVague: clues.isVague).json,
      "understood": .list(clues.understood.map(Self.understood)),
      "not_understood": .texts(clues.notUnderstood),
      "warnings": .texts(clues.warnings),
      "candidates": .list(candidates.prefix(10).map(Self.candidate)),
      "not_in_catalog": Self.decimal(notInCatalog),
      "findings": .list(findings.map(Self.finding)),
      "outcome": .text(outcome.rawValue),
      "reason": .text(reason),
      "concerns": .texts(concerns),
      "next": questions.first.map(Self.question) ?? .null,
    ])
  }

  private static func decimal(_ value: Double) -> JSONValue {
    .decimal(((value * 10_000).rounded() / 10_000).formatted(significant: 4))
  }

  private static func understood(_ part: Clues.Understood) -> JSONValue {
    .members([
      "text": .text(part.text), "kind": .text(part.sort.rawValue), "meaning": .text(part.meaning),
    ])
  }

  private static func candidate(_ candidate: Candidate) -> JSONValue {
    .members([
      "commodity": .text(candidate.commodity.id), "name": .text(candidate.commodity.name),
      "probability": decimal(candidate.probability),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    .members([
      "entry": .text(finding.entry.id), "title": .text(finding.entry.title),
      "edition": .text(finding.entry.edition), "verdict": .text(finding.verdict.rawValue),
      "near": .bool(finding.isNear), "missing": .texts(finding.missing.map(\.name)),
      "confidence": .text(finding.entry.confidence),
    ])
  }

  private static func question(_ question: Question) -> JSONValue {
    .members([
      "feature": .text(question.feature.id), "question": .text(question.feature.question),
      "decides": .texts(question.decides),
    ])
  }
}

extension MissingReading {
  /// The feature's id, or `judgement: …` for what only the authority decides.
  public var name: String {
    switch self {
    case .feature(let id): id
    case .judgement(let text): "judgement: \(text)"
    }
  }
}
