import CanonicalJSON
import Catalog
public import Identification

/// What the inspector was shown at one moment: the goods it may be, and how the control entries stood.
public struct ShownAssessment: Sendable, Hashable {
  /// A kind of goods on the list.
  public struct Candidate: Sendable, Hashable {
    /// Its id.
    public let commodity: String
    /// Its probability in thousandths: a signed record holds whole numbers only.
    public let thousandths: Int
  }

  /// A control entry that is met or waits for readings.
  public struct Finding: Sendable, Hashable {
    /// List and code.
    public let entry: String
    /// How it stood, as ``Identification/Finding/Verdict`` names it.
    public let verdict: String
  }

  /// The most probable first.
  public let candidates: [Candidate]
  /// In the order in which they are shown.
  public let findings: [Finding]
  /// What they came to.
  public let outcome: String

  private static let mostCandidates = 5
  private static let mostFindings = 40

  /// What is shown of an assessment.
  public init(_ assessment: Assessment) {
    candidates = assessment.candidates.prefix(Self.mostCandidates).map {
      Candidate(commodity: $0.commodity.id, thousandths: Int(($0.probability * 1000).rounded()))
    }
    findings = assessment.findings.lazy.filter { $0.verdict != .doesNotMeet }.prefix(Self.mostFindings)
      .map { Finding(entry: $0.entry.id, verdict: $0.verdict.rawValue) }
    outcome = assessment.outcome.rawValue
  }

  var members: [(key: String, value: JSONValue)] {
    [
      (
        "candidates",
        .list(
          candidates.map {
            .members(["commodity": .text($0.commodity), "thousandths": .integer(Int64($0.thousandths))])
          }
        )
      ),
      ("findings", .list(findings.map { .members(["entry": .text($0.entry), "verdict": .text($0.verdict)]) })),
      ("outcome", .text(outcome)),
    ]
  }

  init?(_ object: JSONObject) {
    guard let candidates = object["candidates"]?.list?.map({ Candidate($0) }),
      let findings = object["findings"]?.list?.map({ Finding($0) }), let outcome = object["outcome"]?.text,
      !candidates.contains(nil), !findings.contains(nil)
    else { return nil }
    self.candidates = candidates.compactMap(\.self)
    self.findings = findings.compactMap(\.self)
    self.outcome = outcome
  }
}

extension ShownAssessment.Candidate {
  fileprivate init?(_ value: JSONValue) {
    guard let object = value.object, let commodity = object["commodity"]?.text,
      let thousandths = object["thousandths"]?.number
    else { return nil }
    self.init(commodity: commodity, thousandths: thousandths)
  }
}

extension ShownAssessment.Finding {
  fileprivate init?(_ value: JSONValue) {
    guard let object = value.object, let entry = object["entry"]?.text, let verdict = object["verdict"]?.text else {
      return nil
    }
    self.init(entry: entry, verdict: verdict)
  }
}
